//! The mails that are to be sent.

pub(crate) mod rows;

use std::sync::Arc;

use chassis::clock::Clock;
use sqlx::PgConnection;
use tokio::sync::Notify;

use crate::{
    mail::letter::Letter,
    vault::{Vault, VaultError},
};

/// What a letter is sealed for.
pub(super) const CONTEXT: &str = "mail";

/// Takes letters; clones share it.
#[derive(Clone)]
pub(crate) struct Outbox {
    clock: Clock,
    vault: Vault,
    woken: Arc<Notify>,
}

/// Why a letter was not taken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OutboxError {
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    #[error("the letter cannot be sealed: {0}")]
    Vault(VaultError),
    #[error("the letter cannot be written: {0}")]
    Json(#[from] serde_json::Error),
}

impl Outbox {
    pub(crate) fn new(clock: Clock, vault: Vault) -> Self {
        Self {
            clock,
            vault,
            woken: Arc::new(Notify::new()),
        }
    }

    /// Writes a letter in the caller's transaction, so that it is sent exactly
    /// when that commits. One that the person has had is left out, and so is
    /// one to somebody who is erased.
    pub(crate) async fn send_in(
        &self,
        conn: &mut PgConnection,
        letter: Letter,
    ) -> Result<(), OutboxError> {
        let subject = letter.to.subject();
        let plain = serde_json::to_vec(&letter.sealed_part())?;
        let sealed = match self.vault.seal_in(conn, subject, CONTEXT, &plain).await {
            Ok(sealed) => sealed,
            Err(VaultError::NoKey) => return Ok(()),
            Err(error) => return Err(OutboxError::Vault(error)),
        };
        let row = rows::New {
            id: self.clock.new_id(),
            subject,
            dedupe: &letter.dedupe,
            template: letter.template.name(),
            sealed: &sealed,
            now: self.clock.now(),
        };
        Ok(rows::insert(conn, &row).await?)
    }

    /// After a commit: the sender looks at once, not at its next round.
    pub(crate) fn wake(&self) {
        self.woken.notify_one();
    }

    pub(super) async fn woken(&self) {
        self.woken.notified().await;
    }
}
