//! What people typed in forms that could not be taken: sealed by the person's
//! key, for a time.

mod rows;

use sqlx::PgPool;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::vault::{Vault, VaultError};

/// What a form is sealed for.
const CONTEXT: &str = "kept form";

/// Keeps the forms; clones share the pool.
#[derive(Clone)]
pub(crate) struct KeptForms {
    pool: PgPool,
    vault: Vault,
}

/// Whose form it is, and under what it is found again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Which {
    pub(crate) subject: Uuid,
    pub(crate) key: [u8; 32],
}

impl KeptForms {
    pub(crate) fn new(pool: PgPool, vault: Vault) -> Self {
        Self { pool, vault }
    }

    /// Takes the place of an earlier one. For a subject that is not there
    /// nothing is kept.
    pub(crate) async fn keep(
        &self,
        which: Which,
        form: &str,
        now: OffsetDateTime,
        age: Duration,
    ) -> Result<(), VaultError> {
        let mut tx = self.pool.begin().await?;
        let sealed = self
            .vault
            .seal_in(&mut tx, which.subject, CONTEXT, form.as_bytes());
        let sealed = match sealed.await {
            Ok(sealed) => sealed,
            Err(VaultError::NoKey) => return Ok(()),
            Err(error) => return Err(error),
        };
        rows::put(&mut tx, which, &sealed, (now, now + age)).await?;
        rows::trim(&mut tx, which.subject).await?;
        Ok(tx.commit().await?)
    }

    pub(crate) async fn get(
        &self,
        which: Which,
        now: OffsetDateTime,
    ) -> Result<Option<String>, VaultError> {
        let Some(sealed) = rows::get(&self.pool, which, now).await? else {
            return Ok(None);
        };
        let opened = self.vault.open(which.subject, CONTEXT, &sealed).await?;
        Ok(opened.and_then(|it| String::from_utf8(it.to_vec()).ok()))
    }

    pub(crate) async fn forget(&self, which: Which) -> Result<(), sqlx::Error> {
        rows::delete(&self.pool, which).await
    }

    /// Removes those whose time is over.
    pub(crate) async fn clean(&self, now: OffsetDateTime) -> Result<(), sqlx::Error> {
        rows::clean(&self.pool, now).await
    }
}
