//! A password was right, and a second factor is asked for: a challenge lives
//! ten minutes and takes five answers.

use eventlog::limit::{LOCK_LIMIT, in_time, within};
use sqlx::{PgConnection, PgPool};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::secret;

const VALID_FOR: Duration = Duration::minutes(10);
const TRIES: i32 = 5;

/// Challenges that are open. Clones share the table.
#[derive(Clone)]
pub(crate) struct Challenges {
    pool: PgPool,
}

impl Challenges {
    pub(crate) fn new(pool: PgPool) -> Self {
        Self { pool }
    }

    /// A challenge for the subject, to hand out.
    pub(super) async fn make(
        &self,
        subject: Uuid,
        now: OffsetDateTime,
    ) -> Result<String, sqlx::Error> {
        let (token, hash) = secret::random_token();
        let sql = "INSERT INTO identity.challenges (token_hash, subject_id, tries, expires_at)
                   VALUES ($1, $2, 0, $3)";
        let query = sqlx::query(sql).bind(hash).bind(subject);
        let query = query.bind(now + VALID_FOR);
        in_time(query.execute(&self.pool)).await?;
        Ok(token)
    }

    /// Whose challenge it is, while it can be answered.
    pub(super) async fn subject(
        &self,
        token: &str,
        now: OffsetDateTime,
    ) -> Result<Option<Uuid>, sqlx::Error> {
        let sql = "SELECT subject_id FROM identity.challenges
                   WHERE token_hash = $1 AND expires_at > $2 AND tries < $3";
        let query = sqlx::query_scalar(sql).bind(secret::hash_of(token).unwrap_or_default());
        in_time(query.bind(now).bind(TRIES).fetch_optional(&self.pool)).await
    }

    /// Counts an answer, before it is checked; false when there were too many,
    /// also where several come at once.
    pub(super) async fn count(&self, token: &str) -> Result<bool, sqlx::Error> {
        let sql = "UPDATE identity.challenges SET tries = tries + 1
                   WHERE token_hash = $1 AND tries < $2";
        let query = sqlx::query(sql).bind(secret::hash_of(token).unwrap_or_default());
        let done = in_time(query.bind(TRIES).execute(&self.pool)).await?;
        Ok(done.rows_affected() == 1)
    }

    /// The challenge is answered. Of two right answers one counts.
    pub(super) async fn end(&self, token: &str) -> Result<bool, sqlx::Error> {
        let sql = "DELETE FROM identity.challenges WHERE token_hash = $1";
        let query = sqlx::query(sql).bind(secret::hash_of(token).unwrap_or_default());
        let done = in_time(query.execute(&self.pool)).await?;
        Ok(done.rows_affected() == 1)
    }

    /// None that the subject got can be answered any more.
    pub(crate) async fn end_all_in(
        &self,
        conn: &mut PgConnection,
        subject: Uuid,
    ) -> Result<(), sqlx::Error> {
        let sql = "DELETE FROM identity.challenges WHERE subject_id = $1";
        within(LOCK_LIMIT, sqlx::query(sql).bind(subject).execute(conn)).await?;
        Ok(())
    }

    /// Removes those that can be answered no more.
    pub(crate) async fn clean(&self, now: OffsetDateTime) -> Result<(), sqlx::Error> {
        let sql = "DELETE FROM identity.challenges WHERE expires_at <= $1";
        within(LOCK_LIMIT, sqlx::query(sql).bind(now).execute(&self.pool)).await?;
        Ok(())
    }
}
