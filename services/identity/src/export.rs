//! Everything that is kept of a person, for that person (article 15 and 20 of
//! the GDPR).

use serde_json::{Value, json};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use uuid::Uuid;

use crate::{
    factors::FactorError,
    mail::outbox::rows::{self as outbox, Known},
    projection::{
        accounts::AccountRow,
        audit::{AuditRow, Place},
        members::MembershipRow,
    },
    rooms::Rooms,
    sessions::Listed,
    vault::{Field, Personal, VaultError},
};

/// Entries of the audit that are read at once.
const PAGE: u32 = 500;

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ExportError {
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    #[error("personal data cannot be opened: {0}")]
    Vault(#[from] VaultError),
    #[error("what the person logs in with cannot be read: {0}")]
    Factors(#[from] FactorError),
}

/// One JSON document.
pub(crate) async fn document(rooms: &Rooms, subject: Uuid) -> Result<Value, ExportError> {
    let fields = [Field::Email, Field::Name, Field::Phone, Field::PendingEmail];
    let mut found = rooms.vault.get_many(&[subject], &fields).await?;
    let account = rooms.accounts.get(subject).await?;
    let memberships = rooms.members.of_subject(subject).await?;
    let sessions = rooms.sessions.list(subject).await?;
    let messages = rooms.join_messages.of_subject(subject).await?;
    let mails = outbox::of_subject(&rooms.pool, subject).await?;
    Ok(json!({
        "exported_at": time(rooms.clock.now()),
        "subject_id": subject,
        "personal": personal(&found.remove(&subject).unwrap_or_default()),
        "account": account.as_ref().map(of_account),
        "memberships": memberships.iter().map(membership).collect::<Vec<_>>(),
        "join_requests": messages.iter().map(join_request).collect::<Vec<_>>(),
        "sessions": sessions.iter().map(session).collect::<Vec<_>>(),
        "factors": rooms.factors.export(subject).await?,
        "mails": mails.iter().map(mail).collect::<Vec<_>>(),
        "history": history(rooms, subject).await?,
    }))
}

fn personal(personal: &Personal) -> Value {
    json!({
        "email": personal.email,
        "name": personal.name,
        "phone": personal.phone,
        "pending_email": personal.pending_email,
    })
}

fn of_account(account: &AccountRow) -> Value {
    json!({
        "created_at": time(account.created_at),
        "language": account.language,
        "email_verified": account.email_verified,
        "mail": account.mail,
        "staff": account.staff,
        "counties": account.counties,
    })
}

fn membership(membership: &MembershipRow) -> Value {
    json!({
        "organisation_id": membership.organisation,
        "organisation_name": membership.name,
        "role": membership.role,
        "since": time(membership.since),
    })
}

fn join_request((organisation, message): &(Uuid, String)) -> Value {
    json!({ "organisation_id": organisation, "message": message })
}

fn session(listed: &Listed) -> Value {
    let session = &listed.session;
    json!({
        "id": session.id,
        "user_agent": listed.user_agent,
        "created_at": time(session.created_at),
        "last_used_at": time(session.last_used_at),
        "expires_at": time(session.expires_at),
    })
}

fn mail(known: &Known) -> Value {
    json!({
        "template": known.template,
        "state": known.state,
        "created_at": time(known.created_at),
        "finished_at": known.finished_at.map(time),
    })
}

/// What the person did, and what was done to the account.
async fn history(rooms: &Rooms, subject: Uuid) -> Result<Value, sqlx::Error> {
    let actor = subject.to_string();
    Ok(json!({
        "done_by": all(rooms, Some(&actor), None).await?,
        "done_to": all(rooms, None, Some(subject)).await?,
    }))
}

async fn all(
    rooms: &Rooms,
    actor: Option<&str>,
    target: Option<Uuid>,
) -> Result<Vec<Value>, sqlx::Error> {
    let (mut entries, mut before) = (Vec::new(), None);
    loop {
        let page = rooms.audit.page(actor, target, before, PAGE).await?;
        entries.extend(page.iter().map(entry));
        match page.last() {
            Some(last) if page.len() == PAGE as usize => {
                before = Some(Place {
                    at: last.at,
                    target: last.target,
                    version: last.version,
                });
            }
            Some(_) | None => return Ok(entries),
        }
    }
}

fn entry(row: &AuditRow) -> Value {
    json!({
        "at": time(row.at),
        "action": row.action,
        "target_kind": row.target_kind,
        "target_id": row.target,
        "details": row.details,
    })
}

fn time(at: OffsetDateTime) -> String {
    at.format(&Rfc3339).unwrap_or_default()
}
