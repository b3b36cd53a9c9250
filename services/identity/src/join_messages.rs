//! What people write to the owners when they ask to join: sealed by the
//! person's key, and gone with the request (`projection::join_requests`).

mod rows;

use std::collections::HashMap;

use sqlx::PgPool;
use uuid::Uuid;

use crate::vault::{Vault, VaultError};

/// What a message is sealed for.
const CONTEXT: &str = "join message";

/// Keeps the messages; clones share the pool.
#[derive(Clone)]
pub(crate) struct JoinMessages {
    pool: PgPool,
    vault: Vault,
}

impl JoinMessages {
    pub(crate) fn new(pool: PgPool, vault: Vault) -> Self {
        Self { pool, vault }
    }

    /// Takes the place of an earlier one.
    pub(crate) async fn put(
        &self,
        organisation: Uuid,
        subject: Uuid,
        message: &str,
    ) -> Result<(), VaultError> {
        let mut tx = self.pool.begin().await?;
        let sealed = self
            .vault
            .seal_in(&mut tx, subject, CONTEXT, message.as_bytes());
        let sealed = sealed.await?;
        rows::put(&mut tx, organisation, subject, &sealed).await?;
        Ok(tx.commit().await?)
    }

    /// By subject, as far as they can be opened.
    pub(crate) async fn of_organisation(
        &self,
        organisation: Uuid,
    ) -> Result<HashMap<Uuid, String>, VaultError> {
        let mut messages = HashMap::new();
        for (subject, sealed) in rows::of_organisation(&self.pool, organisation).await? {
            let opened = self.vault.open(subject, CONTEXT, &sealed).await?;
            let text = opened.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok());
            messages.extend(text.map(|text| (subject, text)));
        }
        Ok(messages)
    }

    /// What the person wrote to organisations that have not answered.
    pub(crate) async fn of_subject(
        &self,
        subject: Uuid,
    ) -> Result<Vec<(Uuid, String)>, VaultError> {
        let mut messages = Vec::new();
        for (organisation, sealed) in rows::of_subject(&self.pool, subject).await? {
            let opened = self.vault.open(subject, CONTEXT, &sealed).await?;
            let text = opened.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok());
            messages.extend(text.map(|text| (organisation, text)));
        }
        Ok(messages)
    }

    /// Of a request that was not taken.
    pub(crate) async fn remove(
        &self,
        organisation: Uuid,
        subject: Uuid,
    ) -> Result<(), sqlx::Error> {
        rows::remove(&self.pool, organisation, subject).await
    }
}
