//! Forgets a person: the account and its place in organisations end, and the
//! key of everything personal is destroyed.

mod ledger;

use eventlog::command::ExecuteError;
use kernel::aggregate::Aggregate;
use time::OffsetDateTime;
use uuid::Uuid;

pub(crate) use self::ledger::Ledger;
use host::context::CommandContext;

use crate::{
    domain::{account, organisation},
    projection::revocations::revoke_subject_in,
    rooms::Rooms,
    vault::VaultError,
};

/// Who erases again after a restore.
const LEDGER: &str = "erasure-ledger";

/// Why a person was not erased.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EraseError {
    #[error(transparent)]
    Account(account::refusal::Refusal),
    /// Others of the organisation would be left without an owner.
    #[error("you are the last owner of {names}: make somebody else owner, or remove the others")]
    LastOwner { names: String },
    #[error("the ledger of erasures cannot be written: {0}")]
    Ledger(#[from] std::io::Error),
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    #[error("the key cannot be destroyed: {0}")]
    Vault(#[from] VaultError),
    #[error("the account cannot be closed: {0}")]
    Closing(#[source] ExecuteError<account::refusal::Refusal>),
    #[error("an organisation cannot be left: {0}")]
    Leaving(#[source] ExecuteError<organisation::refusal::Refusal>),
}

/// Erases a person for good; `by` is who asked. Refused before anything has
/// happened where it cannot be.
pub(crate) async fn erase(
    rooms: &Rooms,
    subject: Uuid,
    context: CommandContext,
) -> Result<(), EraseError> {
    let at = context.metadata.at;
    may_erase(rooms, subject, at).await?;
    rooms.ledger.erased(subject, at).await?;
    match forget(rooms, subject, &context).await {
        Err(EraseError::Account(refusal)) => {
            rooms.ledger.kept(subject, at).await?;
            Err(EraseError::Account(refusal))
        }
        other => other,
    }
}

/// Erases those again who are in the ledger and, since the database is an
/// older one, still known. To be done before anybody is served.
pub(crate) async fn replay(rooms: &Rooms) -> Result<usize, EraseError> {
    let subjects: Vec<Uuid> = rooms.ledger.subjects()?.into_iter().collect();
    let known = rooms.vault.exists(&subjects).await?;
    for subject in &known {
        let context = CommandContext::of(LEDGER, rooms.clock.now());
        match forget(rooms, *subject, &context).await {
            // An older database may not have had the account yet, and may hold
            // nobody else who is staff. The person is forgotten all the same.
            Err(EraseError::Account(refusal)) => {
                tracing::warn!(%subject, %refusal, "an erased account stays open, without its person");
                destroy(rooms, *subject).await?;
            }
            other => other?,
        }
    }
    if !known.is_empty() {
        tracing::warn!(people = known.len(), "erased again from the ledger");
    }
    Ok(known.len())
}

async fn may_erase(rooms: &Rooms, subject: Uuid, at: OffsetDateTime) -> Result<(), EraseError> {
    let loaded = rooms.store.load_account(subject).await;
    let loaded = loaded.map_err(EraseError::Closing)?;
    let account = loaded.map(|it| it.state).unwrap_or_default();
    let erase = account::command::Command::Erase;
    account.decide(&erase, at).map_err(EraseError::Account)?;
    let mut left_alone = Vec::new();
    for organisation in rooms.members.traces_of(subject).await? {
        let loaded = rooms.store.load_organisation(organisation).await;
        let loaded = loaded.map_err(EraseError::Leaving)?;
        let state = loaded.map(|it| it.state).unwrap_or_default();
        let forget = organisation::command::Command::Forget { subject };
        if state.decide(&forget, at) == Err(organisation::refusal::Refusal::LastOwner) {
            left_alone.push(organisation);
        }
    }
    if left_alone.is_empty() {
        return Ok(());
    }
    let rows = rooms.organisations.by_ids(&left_alone).await?;
    let names: Vec<_> = rows.into_iter().map(|row| row.name).collect();
    Err(EraseError::LastOwner {
        names: names.join(", "),
    })
}

/// Each step may be done again: the key goes last, and as long as it is there
/// the next start begins anew.
async fn forget(rooms: &Rooms, subject: Uuid, context: &CommandContext) -> Result<(), EraseError> {
    let erase = account::command::Command::Erase;
    let closed = rooms.store.account(subject, erase, context.clone());
    match closed.await {
        Ok(_) => {}
        Err(ExecuteError::Refused(refusal)) => return Err(EraseError::Account(refusal)),
        Err(error) => return Err(EraseError::Closing(error)),
    }
    for organisation in rooms.members.traces_of(subject).await? {
        leave(rooms, organisation, subject, context).await?;
    }
    destroy(rooms, subject).await
}

async fn leave(
    rooms: &Rooms,
    organisation: Uuid,
    subject: Uuid,
    context: &CommandContext,
) -> Result<(), EraseError> {
    let forget = organisation::command::Command::Forget { subject };
    let left = rooms
        .store
        .organisation(organisation, forget, context.clone());
    match left.await {
        Ok(_) => Ok(()),
        // Another owner left meanwhile. Staff can give it a new owner; the
        // person has the right to go.
        Err(ExecuteError::Refused(refusal)) => {
            tracing::warn!(%organisation, %refusal, "an erased owner stays in the members");
            Ok(())
        }
        Err(error) => Err(EraseError::Leaving(error)),
    }
}

/// Everything that is sealed by the key goes with it.
async fn destroy(rooms: &Rooms, subject: Uuid) -> Result<(), EraseError> {
    let mut tx = rooms.pool.begin().await?;
    revoke_subject_in(&mut tx, subject, rooms.clock.now()).await?;
    rooms.vault.erase_in(&mut tx, subject).await?;
    Ok(tx.commit().await?)
}
