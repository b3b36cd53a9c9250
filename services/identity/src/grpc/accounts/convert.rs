//! An account as its owner sees it.

use chassis::times::timestamp;
use host::call::Answer;
use proto::asf::identity::v1;
use uuid::Uuid;

use crate::{
    domain::values::{Language, MailPreferences},
    grpc::organisations::convert::{kind_out, role_out},
    projection::{accounts::AccountRow, members::MembershipRow},
    rooms::Rooms,
    standing::Standing,
    vault::{Field, Personal},
};

/// Everything of the account; nothing where it is erased.
pub(super) async fn account(
    rooms: &Rooms,
    subject: Uuid,
    standing: Standing,
) -> Answer<Option<v1::Account>> {
    let Some(row) = rooms.accounts.get(subject).await?.filter(|it| !it.erased) else {
        return Ok(None);
    };
    let fields = [Field::Email, Field::Name, Field::Phone];
    let mut personal = rooms.vault.get_many(&[subject], &fields).await?;
    let personal = personal.remove(&subject).unwrap_or_default();
    let memberships = rooms.members.of_subject(subject).await?;
    let codes = rooms.factors.recovery_codes_left(subject).await?;
    let account = of(row, personal, standing);
    Ok(Some(v1::Account {
        memberships: memberships.into_iter().map(membership).collect(),
        recovery_codes_left: codes,
        ..account
    }))
}

fn of(row: AccountRow, personal: Personal, standing: Standing) -> v1::Account {
    let organisation = standing.organisation.map(|it| it.to_string());
    v1::Account {
        id: row.subject.to_string(),
        email: personal.email.unwrap_or_default(),
        name: personal.name.unwrap_or_default(),
        phone: personal.phone.unwrap_or_default(),
        language: language(row.language).into(),
        mail: Some(mail(row.mail)),
        email_verified: row.email_verified,
        has_password: row.has_password,
        has_totp: row.has_totp,
        organisation_id: organisation.unwrap_or_default(),
        roles: standing.roles.iter().map(|it| it.to_string()).collect(),
        counties: standing.counties,
        created_at: Some(timestamp(row.created_at)),
        providers: row.providers,
        ..v1::Account::default()
    }
}

fn membership(row: MembershipRow) -> v1::Membership {
    v1::Membership {
        organisation_id: row.organisation.to_string(),
        organisation_name: row.name,
        kind: kind_out(row.kind).into(),
        role: role_out(row.role).into(),
        verified: row.is_verified,
    }
}

fn language(language: Language) -> v1::Language {
    match language {
        Language::Sv => v1::Language::Sv,
        Language::En => v1::Language::En,
    }
}

fn mail(mail: MailPreferences) -> v1::MailPreferences {
    v1::MailPreferences {
        organisation: mail.organisation,
        enterprise: mail.enterprise,
        marketplace: mail.marketplace,
        news: mail.news,
        quiet_hours: mail.quiet_hours,
    }
}
