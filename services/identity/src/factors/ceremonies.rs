//! What begins in a browser and is finished by it a little later: its state
//! stays here, and the browser gets a token that names it once.

use eventlog::limit::{LOCK_LIMIT, in_time, within};
use serde::{Serialize, de::DeserializeOwned};
use sqlx::{PgConnection, PgPool, types::Json};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::secret;

/// Long enough to find the telephone, or to log in elsewhere.
const LIMIT: Duration = Duration::minutes(10);

/// What is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    PasskeyRegistration,
    PasskeyLogin,
    ProviderLogin,
}

/// A state that came back.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Begun<T> {
    /// Who began it; nobody who is not logged in.
    pub(super) subject_id: Option<Uuid>,
    #[sqlx(json)]
    pub(super) state: T,
}

/// Keeps the states; clones share the pool.
#[derive(Clone)]
pub(super) struct Ceremonies {
    pool: PgPool,
}

impl Ceremonies {
    pub(super) fn new(pool: PgPool) -> Self {
        Self { pool }
    }

    /// Keeps the state, and answers its token. What nobody came back for is
    /// forgotten on the way.
    pub(super) async fn begin<T: Serialize + Sync>(
        &self,
        kind: Kind,
        subject: Option<Uuid>,
        state: &T,
        now: OffsetDateTime,
    ) -> Result<String, sqlx::Error> {
        let (token, hash) = secret::random_token();
        let sql = "WITH late AS (
                       DELETE FROM identity.ceremonies WHERE expires_at <= $5
                   )
                   INSERT INTO identity.ceremonies
                       (token_hash, kind, subject_id, state, expires_at)
                   VALUES ($1, $2, $3, $4, $6)";
        let query = sqlx::query(sql)
            .bind(&hash[..])
            .bind(kind.name())
            .bind(subject)
            .bind(Json(state))
            .bind(now)
            .bind(now + LIMIT);
        in_time(query.execute(&self.pool)).await?;
        Ok(token)
    }

    /// Nothing that the subject began can be finished any more.
    pub(super) async fn end_all_in(
        &self,
        conn: &mut PgConnection,
        subject: Uuid,
    ) -> Result<(), sqlx::Error> {
        let sql = "DELETE FROM identity.ceremonies WHERE subject_id = $1";
        within(LOCK_LIMIT, sqlx::query(sql).bind(subject).execute(conn)).await?;
        Ok(())
    }

    /// Hands the state out, once; nothing for a token that is used, too old or
    /// of another kind.
    pub(super) async fn take<T: DeserializeOwned + Send + Unpin + 'static>(
        &self,
        kind: Kind,
        token: &str,
        now: OffsetDateTime,
    ) -> Result<Option<Begun<T>>, sqlx::Error> {
        let Some(hash) = secret::hash_of(token) else {
            return Ok(None);
        };
        let sql = "DELETE FROM identity.ceremonies
                   WHERE token_hash = $1 AND kind = $2 AND expires_at > $3
                   RETURNING subject_id, state";
        let query = sqlx::query_as(sql)
            .bind(&hash[..])
            .bind(kind.name())
            .bind(now);
        in_time(query.fetch_optional(&self.pool)).await
    }
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::PasskeyRegistration => "passkey_registration",
            Kind::PasskeyLogin => "passkey_login",
            Kind::ProviderLogin => "provider_login",
        }
    }
}
