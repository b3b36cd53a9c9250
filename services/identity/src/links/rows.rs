//! The links that are out in mails.

use eventlog::limit::{LOCK_LIMIT, in_time, within};
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

/// A link as it is stored.
#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub(super) subject_id: Uuid,
    pub(super) sealed: Vec<u8>,
    pub(super) expires_at: OffsetDateTime,
}

pub(super) async fn insert(
    conn: &mut PgConnection,
    hash: [u8; 32],
    kind: &str,
    row: Row,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO identity.links (token_hash, kind, subject_id, sealed, expires_at)
               VALUES ($1, $2, $3, $4, $5)";
    let query = sqlx::query(sql).bind(hash).bind(kind).bind(row.subject_id);
    let query = query.bind(row.sealed).bind(row.expires_at);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

pub(super) async fn get(
    pool: &PgPool,
    hash: [u8; 32],
    kind: &str,
    now: OffsetDateTime,
) -> Result<Option<Row>, sqlx::Error> {
    let sql = "SELECT subject_id, sealed, expires_at FROM identity.links
               WHERE token_hash = $1 AND kind = $2 AND expires_at > $3";
    let query = sqlx::query_as(sql).bind(hash).bind(kind).bind(now);
    in_time(query.fetch_optional(pool)).await
}

/// Of two that come with the same link, one gets it.
pub(super) async fn take(
    conn: &mut PgConnection,
    hash: [u8; 32],
    kind: &str,
    now: OffsetDateTime,
) -> Result<Option<Row>, sqlx::Error> {
    let sql = "DELETE FROM identity.links
               WHERE token_hash = $1 AND kind = $2 AND expires_at > $3
               RETURNING subject_id, sealed, expires_at";
    let query = sqlx::query_as(sql).bind(hash).bind(kind).bind(now);
    within(LOCK_LIMIT, query.fetch_optional(conn)).await
}

pub(super) async fn revoke(
    conn: &mut PgConnection,
    kind: &str,
    subject: Uuid,
) -> Result<(), sqlx::Error> {
    let sql = "DELETE FROM identity.links WHERE kind = $1 AND subject_id = $2";
    let query = sqlx::query(sql).bind(kind).bind(subject);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

pub(super) async fn clean(pool: &PgPool, now: OffsetDateTime) -> Result<(), sqlx::Error> {
    let sql = "DELETE FROM identity.links WHERE expires_at <= $1";
    within(LOCK_LIMIT, sqlx::query(sql).bind(now).execute(pool))
        .await
        .map(drop)
}
