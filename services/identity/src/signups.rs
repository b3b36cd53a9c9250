//! Sign-ups whose address is not proven yet. They are no accounts: nobody can
//! log in with one, and none holds an address against its owner. Whoever clicks
//! the link in the mail gets what that sign-up said, if it is the newest one
//! with the address: an older one may be a stranger's.

mod rows;

use serde::{Deserialize, Serialize};
use sqlx::{PgConnection, PgPool};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    address::EmailAddress,
    domain::values::Language,
    password::PasswordHash,
    vault::{Field, Vault, VaultError},
};

const CONTEXT: &str = "sign-up";
/// As long as the link in the mail works, which may be sent again.
const VALID_FOR: Duration = Duration::days(7);

/// What somebody signed up with.
#[derive(Clone, Debug)]
pub(crate) struct Signup {
    pub(crate) subject: Uuid,
    pub(crate) name: String,
    pub(crate) language: Language,
    pub(crate) password: PasswordHash,
}

/// A sign-up that waits for its proof.
pub(crate) struct Waiting {
    pub(crate) signup: Signup,
    pub(crate) signed_up_at: OffsetDateTime,
    /// There were others with the address: only one can be its owner's.
    pub(crate) is_contested: bool,
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    name: String,
    language: Language,
    password: String,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum SignupError {
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error("a sign-up cannot be written or read: {0}")]
    Json(#[from] serde_json::Error),
}

/// Clones share the table.
#[derive(Clone)]
pub(crate) struct Signups {
    pool: PgPool,
    vault: Vault,
}

impl Signups {
    pub(crate) fn new(pool: PgPool, vault: Vault) -> Self {
        Self { pool, vault }
    }

    /// Keeps a sign-up under a subject of its own, and answers the older ones
    /// with its address, which count no more.
    pub(crate) async fn keep_in(
        &self,
        conn: &mut PgConnection,
        signup: &Signup,
        address: &EmailAddress,
        now: OffsetDateTime,
    ) -> Result<Vec<Uuid>, SignupError> {
        let Signup { subject, .. } = *signup;
        self.vault.create_in(conn, subject).await?;
        let email = address.as_str();
        let field = Field::PendingEmail;
        self.vault.put_in(conn, subject, field, email).await?;
        let plain = serde_json::to_vec(&Sealed {
            name: signup.name.clone(),
            language: signup.language,
            password: signup.password.as_str().to_owned(),
        })?;
        let older = self.all_in(conn, email, now).await?;
        let row = rows::New {
            subject,
            address_hash: self.vault.address_hash(email),
            sealed: self.vault.seal_in(conn, subject, CONTEXT, &plain).await?,
            now,
            expires_at: now + VALID_FOR,
            is_contested: !older.is_empty(),
        };
        rows::insert(conn, row).await?;
        Ok(older)
    }

    /// Whose sign-ups wait with the address, the newest first.
    pub(crate) async fn all_in(
        &self,
        conn: &mut PgConnection,
        address: &str,
        now: OffsetDateTime,
    ) -> Result<Vec<Uuid>, sqlx::Error> {
        rows::all(conn, &self.vault.hashes(address), now).await
    }

    /// The same outside a transaction.
    pub(crate) async fn all(
        &self,
        address: &str,
        now: OffsetDateTime,
    ) -> Result<Vec<Uuid>, sqlx::Error> {
        let mut conn = self.pool.acquire().await?;
        self.all_in(&mut conn, address, now).await
    }

    /// The sign-up of a subject, while it waits.
    pub(crate) async fn of(
        &self,
        subject: Uuid,
        now: OffsetDateTime,
    ) -> Result<Option<Waiting>, SignupError> {
        let row = rows::get(&self.pool, subject, now).await?;
        self.opened(row).await
    }

    /// The newest one with an address.
    pub(crate) async fn newest(
        &self,
        address: &EmailAddress,
        now: OffsetDateTime,
    ) -> Result<Option<Waiting>, SignupError> {
        let hashes = self.vault.hashes(address.as_str());
        let row = rows::newest(&self.pool, &hashes, now).await?;
        self.opened(row).await
    }

    /// It became an account.
    pub(crate) async fn remove_in(
        &self,
        conn: &mut PgConnection,
        subject: Uuid,
    ) -> Result<(), sqlx::Error> {
        rows::remove(conn, subject).await
    }

    /// Whose sign-ups have waited too long.
    pub(crate) async fn expired(&self, now: OffsetDateTime) -> Result<Vec<Uuid>, sqlx::Error> {
        rows::expired(&self.pool, now).await
    }

    async fn opened(&self, row: Option<rows::Row>) -> Result<Option<Waiting>, SignupError> {
        let Some(row) = row else {
            return Ok(None);
        };
        let opened = self.vault.open(row.subject_id, CONTEXT, &row.sealed).await;
        let Some(plain) = opened? else {
            return Ok(None);
        };
        let opened: Sealed = serde_json::from_slice(&plain)?;
        Ok(Some(Waiting {
            signup: Signup {
                subject: row.subject_id,
                name: opened.name,
                language: opened.language,
                password: PasswordHash::stored(opened.password),
            },
            signed_up_at: row.signed_up_at,
            is_contested: row.contested,
        }))
    }
}
