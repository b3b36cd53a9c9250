//! Codes of an authenticator app (RFC 6238). The secret is sealed by the
//! person's key, and a code is taken once.

mod code;
mod rows;

use sqlx::{PgConnection, PgPool};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    factors::FactorError,
    secret,
    vault::{Field, Vault},
};

pub(crate) use code::Setup;

/// What a secret is sealed for; a pending one does not open as one in use.
const PENDING: &str = "totp_pending";
const IN_USE: &str = "totp";
/// How long the person has to bring the secret into the app.
const TO_CONFIRM: Duration = Duration::minutes(30);

/// What became of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Confirmed {
    Yes,
    WrongCode,
    /// Nothing was begun, or too long ago.
    NotBegun,
}

/// The authenticator apps; clones share everything.
#[derive(Clone)]
pub(crate) struct Totp {
    pool: PgPool,
    vault: Vault,
}

impl Totp {
    pub(super) fn new(pool: PgPool, vault: Vault) -> Self {
        Self { pool, vault }
    }

    /// A new secret for the person's app, in place of one that was not
    /// confirmed.
    pub(crate) async fn begin(
        &self,
        subject: Uuid,
        now: OffsetDateTime,
    ) -> Result<Setup, FactorError> {
        let secret = Zeroizing::new(secret::random::<{ code::SECRET }>());
        let address = self.vault.get(subject, Field::Email).await?;
        let setup = Setup::of(&secret[..], &address.unwrap_or_default())?;
        let sealed = self.vault.seal(subject, PENDING, &secret[..]).await?;
        rows::put_pending(&self.pool, subject, &sealed, now + TO_CONFIRM).await?;
        Ok(setup)
    }

    /// Takes the secret into use, if the app makes its codes.
    pub(crate) async fn confirm_in(
        &self,
        conn: &mut PgConnection,
        subject: Uuid,
        code: &str,
        now: OffsetDateTime,
    ) -> Result<Confirmed, FactorError> {
        let Some(sealed) = rows::pending(conn, subject, now).await? else {
            return Ok(Confirmed::NotBegun);
        };
        let opened = self.vault.open_in(conn, subject, PENDING, &sealed).await?;
        let Some(secret) = opened else {
            return Ok(Confirmed::NotBegun);
        };
        let Some(step) = code::step_of(&secret, code, now)? else {
            return Ok(Confirmed::WrongCode);
        };
        let sealed = self.vault.seal_in(conn, subject, IN_USE, &secret).await?;
        rows::put(conn, subject, &sealed, step).await?;
        rows::clear_pending(conn, subject).await?;
        Ok(Confirmed::Yes)
    }

    /// Whether it is a code of the person's app that nobody has used.
    pub(super) async fn takes(
        &self,
        subject: Uuid,
        code: &str,
        now: OffsetDateTime,
    ) -> Result<bool, FactorError> {
        let Some(sealed) = rows::sealed(&self.pool, subject).await? else {
            return Ok(false);
        };
        let Some(secret) = self.vault.open(subject, IN_USE, &sealed).await? else {
            return Ok(false);
        };
        match code::step_of(&secret, code, now)? {
            Some(step) => Ok(rows::take_step(&self.pool, subject, step).await?),
            None => Ok(false),
        }
    }

    /// A secret that was shown and not confirmed cannot be any more.
    pub(super) async fn end_pending_in(
        &self,
        conn: &mut PgConnection,
        subject: Uuid,
    ) -> Result<(), sqlx::Error> {
        rows::clear_pending(conn, subject).await
    }

    pub(crate) async fn remove_in(
        &self,
        conn: &mut PgConnection,
        subject: Uuid,
    ) -> Result<(), FactorError> {
        Ok(rows::remove(conn, subject).await?)
    }
}
