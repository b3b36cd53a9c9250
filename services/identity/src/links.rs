//! Links in mails that work once. Only the hash of what is in the link is
//! stored; reading one changes nothing, since mail scanners open links too.

mod rows;

use sqlx::{PgConnection, PgPool};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    secret,
    vault::{Vault, VaultError},
};

/// What the data of a link is sealed as.
const CONTEXT: &str = "link";

/// What a link does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    VerifyEmail,
    ResetPassword,
    NewEmail,
    Invitation,
}

/// What a link stands for.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) subject: Uuid,
    pub(crate) data: Zeroizing<Vec<u8>>,
    pub(crate) made_at: OffsetDateTime,
}

/// Makes links, and takes them back. Clones share the table.
#[derive(Clone)]
pub(crate) struct Links {
    pool: PgPool,
    vault: Vault,
}

impl Links {
    pub(crate) fn new(pool: PgPool, vault: Vault) -> Self {
        Self { pool, vault }
    }

    /// The text of a new link; the data is sealed for the subject.
    pub(crate) async fn make_in(
        &self,
        conn: &mut PgConnection,
        kind: Kind,
        subject: Uuid,
        data: &[u8],
        now: OffsetDateTime,
    ) -> Result<String, VaultError> {
        let (token, hash) = secret::random_token();
        let row = rows::Row {
            subject_id: subject,
            sealed: self.vault.seal_in(conn, subject, CONTEXT, data).await?,
            expires_at: now + kind.valid_for(),
        };
        rows::insert(conn, hash, kind.name(), row).await?;
        Ok(token)
    }

    /// What the link stands for; it still works after that.
    pub(crate) async fn read(
        &self,
        token: &str,
        kind: Kind,
        now: OffsetDateTime,
    ) -> Result<Option<Link>, VaultError> {
        let Some(hash) = secret::hash_of(token) else {
            return Ok(None);
        };
        let row = rows::get(&self.pool, hash, kind.name(), now).await?;
        let mut conn = self.pool.acquire().await?;
        self.opened(&mut conn, kind, row).await
    }

    /// Uses the link up. When the transaction is rolled back it still works.
    pub(crate) async fn take_in(
        &self,
        conn: &mut PgConnection,
        token: &str,
        kind: Kind,
        now: OffsetDateTime,
    ) -> Result<Option<Link>, VaultError> {
        let Some(hash) = secret::hash_of(token) else {
            return Ok(None);
        };
        let row = rows::take(conn, hash, kind.name(), now).await?;
        self.opened(conn, kind, row).await
    }

    /// All links of the kind that the subject got work no more.
    pub(crate) async fn revoke_in(
        &self,
        conn: &mut PgConnection,
        kind: Kind,
        subject: Uuid,
    ) -> Result<(), sqlx::Error> {
        rows::revoke(conn, kind.name(), subject).await
    }

    /// Removes those that do not work any more.
    pub(crate) async fn clean(&self, now: OffsetDateTime) -> Result<(), sqlx::Error> {
        rows::clean(&self.pool, now).await
    }

    async fn opened(
        &self,
        conn: &mut PgConnection,
        kind: Kind,
        row: Option<rows::Row>,
    ) -> Result<Option<Link>, VaultError> {
        let Some(row) = row else {
            return Ok(None);
        };
        let subject = row.subject_id;
        let data = self.vault.open_in(conn, subject, CONTEXT, &row.sealed);
        Ok(data.await?.map(|data| Link {
            subject,
            data,
            made_at: row.expires_at - kind.valid_for(),
        }))
    }
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::VerifyEmail => "verify_email",
            Kind::ResetPassword => "reset_password",
            Kind::NewEmail => "new_email",
            Kind::Invitation => "invitation",
        }
    }

    /// How long a link of the kind works; the mails say so too.
    pub(crate) fn valid_for(self) -> Duration {
        match self {
            Kind::VerifyEmail | Kind::NewEmail => Duration::days(1),
            Kind::ResetPassword => Duration::hours(1),
            Kind::Invitation => Duration::days(14),
        }
    }
}
