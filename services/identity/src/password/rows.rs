//! The hashes of passwords.

use eventlog::limit::{LOCK_LIMIT, in_time, within};
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

pub(super) async fn get(pool: &PgPool, subject: Uuid) -> Result<Option<String>, sqlx::Error> {
    let sql = "SELECT hash FROM identity.passwords WHERE subject_id = $1";
    let query = sqlx::query_scalar(sql).bind(subject);
    in_time(query.fetch_optional(pool)).await
}

/// Another hash of the same password, unless it was changed meanwhile.
pub(super) async fn replace(
    pool: &PgPool,
    subject: Uuid,
    before: &str,
    hash: &str,
) -> Result<(), sqlx::Error> {
    let sql = "UPDATE identity.passwords SET hash = $3 WHERE subject_id = $1 AND hash = $2";
    let query = sqlx::query(sql).bind(subject).bind(before).bind(hash);
    in_time(query.execute(pool)).await.map(drop)
}

pub(super) async fn set(
    conn: &mut PgConnection,
    subject: Uuid,
    hash: &str,
    now: OffsetDateTime,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO identity.passwords (subject_id, hash, set_at) VALUES ($1, $2, $3)
               ON CONFLICT (subject_id)
               DO UPDATE SET hash = EXCLUDED.hash, set_at = EXCLUDED.set_at";
    let query = sqlx::query(sql).bind(subject).bind(hash).bind(now);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}
