//! `identity.kept_forms`: at most some of each person.

use eventlog::limit::{LOCK_LIMIT, in_time, within};
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

use super::Which;

/// Nobody has more forms open than this; whoever sends more loses the oldest.
const MOST: i64 = 20;

pub(super) async fn put(
    conn: &mut PgConnection,
    which: Which,
    sealed: &[u8],
    (now, expires_at): (OffsetDateTime, OffsetDateTime),
) -> Result<(), sqlx::Error> {
    let query = sqlx::query(
        "INSERT INTO identity.kept_forms (subject_id, key, sealed, kept_at, expires_at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (subject_id, key) DO UPDATE
         SET sealed = excluded.sealed, kept_at = excluded.kept_at,
             expires_at = excluded.expires_at",
    )
    .bind(which.subject)
    .bind(which.key)
    .bind(sealed)
    .bind(now)
    .bind(expires_at);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

pub(super) async fn trim(conn: &mut PgConnection, subject: Uuid) -> Result<(), sqlx::Error> {
    let query = sqlx::query(
        "DELETE FROM identity.kept_forms
         WHERE subject_id = $1 AND key IN (
             SELECT key FROM identity.kept_forms WHERE subject_id = $1
             ORDER BY kept_at DESC, key OFFSET $2
         )",
    )
    .bind(subject)
    .bind(MOST);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

pub(super) async fn get(
    pool: &PgPool,
    which: Which,
    now: OffsetDateTime,
) -> Result<Option<Vec<u8>>, sqlx::Error> {
    let query = sqlx::query_scalar(
        "SELECT sealed FROM identity.kept_forms
         WHERE subject_id = $1 AND key = $2 AND expires_at > $3",
    );
    let query = query.bind(which.subject).bind(which.key).bind(now);
    in_time(query.fetch_optional(pool)).await
}

pub(super) async fn delete(pool: &PgPool, which: Which) -> Result<(), sqlx::Error> {
    let query = sqlx::query("DELETE FROM identity.kept_forms WHERE subject_id = $1 AND key = $2");
    let query = query.bind(which.subject).bind(which.key);
    in_time(query.execute(pool)).await.map(drop)
}

pub(super) async fn clean(pool: &PgPool, now: OffsetDateTime) -> Result<(), sqlx::Error> {
    let query = sqlx::query("DELETE FROM identity.kept_forms WHERE expires_at <= $1");
    in_time(query.bind(now).execute(pool)).await.map(drop)
}
