//! The mails about roles: written in the transaction of their events, so that
//! each is sent exactly when what it tells is so.

use eventlog::journal::{Change, Recorded};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    domain::{
        account::{self, Account},
        organisation::{self, Known, Organisation},
        values::{MemberRole, PlatformRole},
    },
    mail::{
        letter::{Letter, To},
        outbox::{Outbox, OutboxError},
        template::Template,
    },
};

/// Tells people of their roles on the platform.
pub(super) async fn of_accounts(
    tx: &mut PgConnection,
    outbox: &Outbox,
    changes: &[Change<Account>],
) -> Result<(), sqlx::Error> {
    for recorded in changes.iter().flat_map(|change| &change.events) {
        if let Some(template) = of_account(&recorded.event) {
            send(tx, outbox, recorded, recorded.stream, template).await?;
        }
    }
    Ok(())
}

fn of_account(event: &account::event::Event) -> Option<Template> {
    use account::event::Event;
    match event {
        Event::RoleGranted { role } => Some(match role {
            PlatformRole::Staff => Template::StaffGranted,
            PlatformRole::ProcessLeader { county } => Template::ProcessLeaderGranted {
                county: String::from(*county),
            },
        }),
        Event::RoleRevoked { role } => Some(match role {
            PlatformRole::Staff => Template::StaffRevoked,
            PlatformRole::ProcessLeader { county } => Template::ProcessLeaderRevoked {
                county: String::from(*county),
            },
        }),
        // Whoever changes how somebody logs in tells it there.
        Event::Opened { .. }
        | Event::EmailVerified
        | Event::EmailChanged
        | Event::PasswordSet
        | Event::TotpAdded
        | Event::TotpRemoved
        | Event::RecoveryCodesRenewed
        | Event::RecoveryCodeUsed
        | Event::PasskeyAdded { .. }
        | Event::PasskeyRemoved { .. }
        | Event::ProviderLinked { .. }
        | Event::ProviderUnlinked { .. }
        | Event::PreferencesChanged { .. }
        | Event::DetailsChanged
        | Event::Erased => None,
    }
}

/// Tells members what happens in their organisations, except the one who does
/// it.
pub(super) async fn of_organisations(
    tx: &mut PgConnection,
    outbox: &Outbox,
    changes: &[Change<Organisation>],
) -> Result<(), sqlx::Error> {
    for change in changes {
        let Organisation::Known(known) = &change.state else {
            continue;
        };
        for recorded in &change.events {
            let Some((whom, template)) = of_organisation(recorded, known) else {
                continue;
            };
            let told = told(&whom, known);
            let actor = Uuid::parse_str(&recorded.metadata.actor).ok();
            for subject in told.into_iter().filter(|it| Some(*it) != actor) {
                send(tx, outbox, recorded, subject, template.clone()).await?;
            }
        }
    }
    Ok(())
}

enum Whom {
    One(Uuid),
    Owners,
    Members,
}

fn told(whom: &Whom, known: &Known) -> Vec<Uuid> {
    let members = known.members.iter();
    match whom {
        Whom::One(subject) => vec![*subject],
        Whom::Owners => members
            .filter(|(_, role)| **role == MemberRole::Owner)
            .map(|(subject, _)| *subject)
            .collect(),
        Whom::Members => members.map(|(subject, _)| *subject).collect(),
    }
}

fn of_organisation(
    recorded: &Recorded<organisation::event::Event>,
    known: &Known,
) -> Option<(Whom, Template)> {
    use organisation::event::Event;
    let organisation_id = recorded.stream;
    let organisation = known.name.as_str().to_owned();
    match &recorded.event {
        Event::MemberRoleChanged { subject, role } => Some((
            Whom::One(*subject),
            Template::MemberRoleChanged {
                organisation_id,
                organisation,
                role: *role,
            },
        )),
        Event::MemberRemoved { subject } => {
            let template = Template::MemberRemoved { organisation };
            Some((Whom::One(*subject), template))
        }
        Event::JoinRequested { .. } => {
            let id = recorded.stream;
            Some((Whom::Owners, asked(id, organisation)))
        }
        Event::JoinDecided { subject, approved } => {
            let role = known.members.get(subject).filter(|_| *approved);
            Some((
                Whom::One(*subject),
                decided(recorded.stream, organisation, role),
            ))
        }
        Event::Verified { .. } => Some((
            Whom::Owners,
            Template::OrganisationVerified {
                organisation_id,
                organisation,
            },
        )),
        Event::Refused { reason, .. } => {
            let reason = reason.as_str().to_owned();
            Some((Whom::Owners, refused(recorded.stream, organisation, reason)))
        }
        Event::Closed { reason, .. } => {
            let reason = reason.as_ref().map(|it| it.as_str().to_owned());
            Some((Whom::Members, closed(organisation, reason)))
        }
        // The person was there, or the registry tells it, or only staff care.
        Event::Created { .. }
        | Event::VerificationAsked
        | Event::Renamed { .. }
        | Event::DomainChanged { .. }
        | Event::MemberAdded { .. }
        | Event::Invited { .. }
        | Event::InvitationAccepted { .. }
        | Event::InvitationWithdrawn { .. }
        | Event::JoinWithdrawn { .. }
        | Event::ClaimRequested { .. }
        | Event::ClaimWithdrawn { .. }
        | Event::ClaimRejected { .. }
        | Event::EnterpriseTied { .. }
        | Event::EnterpriseReleased { .. }
        | Event::SkoopiMembershipSet { .. } => None,
    }
}

fn asked(organisation_id: Uuid, organisation: String) -> Template {
    Template::JoinRequested {
        organisation_id,
        organisation,
    }
}

fn refused(organisation_id: Uuid, organisation: String, reason: String) -> Template {
    Template::OrganisationRefused {
        organisation_id,
        organisation,
        reason,
    }
}

fn closed(organisation: String, reason: Option<String>) -> Template {
    Template::OrganisationClosed {
        organisation,
        reason: reason.unwrap_or_default(),
    }
}

fn decided(organisation_id: Uuid, organisation: String, role: Option<&MemberRole>) -> Template {
    match role {
        Some(role) => Template::JoinApproved {
            organisation_id,
            organisation,
            role: *role,
        },
        None => Template::JoinRejected { organisation },
    }
}

async fn send<E>(
    tx: &mut PgConnection,
    outbox: &Outbox,
    recorded: &Recorded<E>,
    to: Uuid,
    template: Template,
) -> Result<(), sqlx::Error> {
    let dedupe = format!("{}/{}", recorded.stream, recorded.version);
    let letter = Letter::new(To::Subject(to), template, dedupe);
    let sent = outbox.send_in(tx, letter).await;
    sent.map_err(|error| match error {
        OutboxError::Database(error) => error,
        other => sqlx::Error::Encode(other.into()),
    })
}
