//! Tokens: who somebody is and what for, signed for two minutes, so that every
//! service can check them by itself.

mod rotation;
mod rows;
mod signer;

use std::{
    collections::BTreeSet,
    sync::{Arc, PoisonError, RwLock},
};

use chassis::caller::Role;
use proto::asf::identity::v1 as wire;
use serde::Serialize;
use sqlx::PgPool;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    projection::revocations::Revocations,
    sessions::{Acting, Session},
    standing::{Standing, Standings},
    tokens::signer::Signer,
    vault::{Vault, VaultError},
};

const AUDIENCE: &str = "asf";
const VALID_FOR: Duration = Duration::seconds(120);
/// What a private key is sealed as.
const CONTEXT: &str = "signing key";
/// What a session has by the organisation that it acts for.
const BY_ORGANISATION: [Role; 3] = [Role::Buyer, Role::AsfEditor, Role::AsfOwner];

/// Makes tokens. Clones share the keys.
#[derive(Clone)]
pub(crate) struct Tokens {
    pool: PgPool,
    vault: Vault,
    standings: Standings,
    revocations: Revocations,
    issuer: Arc<str>,
    keys: Arc<RwLock<Vec<Signer>>>,
}

/// A new token.
pub(crate) struct Minted {
    pub(crate) token: String,
    pub(crate) expires_at: OffsetDateTime,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum TokenError {
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    #[error("the signing key cannot be sealed: {0}")]
    Seal(#[from] VaultError),
    #[error("the signing key {0} cannot be opened with this vault key")]
    WrongVaultKey(String),
    #[error("there is no signing key")]
    NoKey,
    #[error("the claims cannot be written: {0}")]
    Claims(#[from] serde_json::Error),
}

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    sub: Uuid,
    aud: &'static str,
    /// With milliseconds, so that a token that is made right after others were
    /// revoked is told from them.
    iat: f64,
    exp: i64,
    sid: Uuid,
    roles: Vec<&'static str>,
    counties: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    org: Option<Uuid>,
}

impl Tokens {
    /// Needs [`Tokens::renew`] before it can make any.
    pub(crate) fn new(
        pool: PgPool,
        vault: Vault,
        standings: Standings,
        revocations: Revocations,
        public_url: &str,
    ) -> Self {
        Self {
            pool,
            vault,
            standings,
            revocations,
            issuer: public_url.into(),
            keys: Arc::default(),
        }
    }

    /// Makes the next key when it is time, forgets those that nobody needs,
    /// and reads what other replicas made.
    pub(crate) async fn renew(&self, now: OffsetDateTime) -> Result<(), TokenError> {
        let mut tx = self.pool.begin().await?;
        rows::lock(&mut tx).await?;
        let newest = rows::newest_start(&mut tx).await?;
        if let Some(start) = rotation::next_start(newest, now) {
            let signer = Signer::random(start);
            let row = rows::Row {
                kid: signer.kid.clone(),
                sealed: self.vault.seal_own(CONTEXT, signer.private())?,
                signs_from: start,
            };
            rows::insert(&mut tx, signer.public().as_bytes(), &row).await?;
            tracing::info!(key.id = row.kid, "made a key to sign tokens with");
        }
        tx.commit().await?;
        self.read(now).await
    }

    async fn read(&self, now: OffsetDateTime) -> Result<(), TokenError> {
        let rows = rows::all(&self.pool).await?;
        let mut signers = Vec::with_capacity(rows.len());
        for row in &rows {
            let signer = self.signer(row)?;
            if self.vault.is_outdated(&row.sealed) {
                let sealed = self.vault.seal_own(CONTEXT, signer.private())?;
                rows::seal_again(&self.pool, &row.kid, &sealed).await?;
            }
            signers.push(signer);
        }
        let starts: Vec<_> = signers.iter().map(|it| it.signs_from).collect();
        let retired = signers.drain(..rotation::retired(&starts, now));
        let retired: Vec<_> = retired.map(|it| it.kid).collect();
        if !retired.is_empty() {
            rows::remove(&self.pool, &retired).await?;
        }
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = signers;
        Ok(())
    }

    fn signer(&self, row: &rows::Row) -> Result<Signer, TokenError> {
        let private = self.vault.open_own(CONTEXT, &row.sealed);
        let private = private.and_then(|it| <[u8; 32]>::try_from(it.as_slice()).ok());
        let private = private.ok_or_else(|| TokenError::WrongVaultKey(row.kid.clone()))?;
        Ok(Signer::of(&private, row.signs_from))
    }

    /// The public halves of all keys that sign, signed or will sign.
    pub(crate) fn keys(&self) -> Vec<wire::Key> {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        keys.iter().map(Signer::jwk).collect()
    }

    /// A token with what the session's owner is at the moment.
    pub(crate) async fn mint(
        &self,
        session: &Session,
        now: OffsetDateTime,
    ) -> Result<Minted, TokenError> {
        // In this order: a change that is not seen here revokes tokens up to a
        // later time than this one, so that the token with what is old falls.
        let revoked = self.revocations.newest_before(session.subject).await?;
        let standing = self.standing(session, now).await?;
        let issued = revoked.map_or(now, |before| before.max(now));
        let expires_at = now + VALID_FOR;
        let claims = Claims {
            iss: &self.issuer,
            sub: session.subject,
            aud: AUDIENCE,
            iat: numeric_date(issued),
            exp: expires_at.unix_timestamp(),
            sid: session.id,
            roles: standing.roles.iter().map(|role| role.name()).collect(),
            counties: &standing.counties,
            org: standing.organisation,
        };
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        let starts: Vec<_> = keys.iter().map(|it| it.signs_from).collect();
        let signer = rotation::signs(&starts, now).and_then(|nth| keys.get(nth));
        let token = signer.ok_or(TokenError::NoKey)?.sign(&claims)?;
        Ok(Minted { token, expires_at })
    }

    /// What the owner of a session is while it acts for whom it does.
    pub(crate) async fn standing(
        &self,
        session: &Session,
        now: OffsetDateTime,
    ) -> Result<Standing, sqlx::Error> {
        let today = kernel::stockholm::today(now);
        let wanted = match session.acting {
            Acting::First | Acting::Alone => None,
            Acting::For(organisation) => Some(organisation),
        };
        let mut standing = self.standings.of(session.subject, wanted, today).await?;
        if session.acting == Acting::Alone {
            standing.organisation = None;
            let by_organisation = BTreeSet::from(BY_ORGANISATION);
            standing
                .roles
                .retain(|role| !by_organisation.contains(role));
        }
        Ok(standing)
    }
}

/// Seconds since 1970 with milliseconds, rounded up (RFC 7519, `NumericDate`).
fn numeric_date(at: OffsetDateTime) -> f64 {
    let nanos = at.unix_timestamp_nanos();
    let millis = (nanos + 999_999).div_euclid(1_000_000);
    // A double holds milliseconds exactly for some 285,000 years.
    let millis = i32::try_from(millis.rem_euclid(1000)).unwrap_or_default();
    let seconds = (nanos + 999_999).div_euclid(1_000_000_000);
    let seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
    f64::from(seconds) + f64::from(millis) / 1000.0
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_time_is_written_with_milliseconds_and_never_too_early() {
        for (at, written) in [
            (datetime!(2026-01-01 00:00:00 UTC), 1_767_225_600.0),
            (datetime!(2026-01-01 00:00:00.123 UTC), 1_767_225_600.123),
            (
                datetime!(2026-01-01 00:00:00.1230001 UTC),
                1_767_225_600.124,
            ),
            (datetime!(2026-01-01 00:00:00.9999999 UTC), 1_767_225_601.0),
        ] {
            assert!((numeric_date(at) - written).abs() < 1e-6, "{at}");
        }
    }
}
