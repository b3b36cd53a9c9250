//! The table of sign-ups.

use eventlog::limit::{LOCK_LIMIT, in_time, within};
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

pub(super) struct New {
    pub(super) subject: Uuid,
    pub(super) address_hash: [u8; 32],
    pub(super) sealed: Vec<u8>,
    pub(super) now: OffsetDateTime,
    pub(super) expires_at: OffsetDateTime,
    pub(super) is_contested: bool,
}

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub(super) subject_id: Uuid,
    pub(super) sealed: Vec<u8>,
    pub(super) signed_up_at: OffsetDateTime,
    pub(super) contested: bool,
}

pub(super) async fn insert(conn: &mut PgConnection, new: New) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO identity.signups
                   (subject_id, address_hash, sealed, signed_up_at, expires_at, contested)
               VALUES ($1, $2, $3, $4, $5, $6)";
    let query = sqlx::query(sql).bind(new.subject).bind(new.address_hash);
    let query = query.bind(new.sealed).bind(new.now).bind(new.expires_at);
    let query = query.bind(new.is_contested);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

pub(super) async fn get(
    pool: &PgPool,
    subject: Uuid,
    now: OffsetDateTime,
) -> Result<Option<Row>, sqlx::Error> {
    let sql = "SELECT subject_id, sealed, signed_up_at, contested FROM identity.signups
               WHERE subject_id = $1 AND expires_at > $2";
    let query = sqlx::query_as(sql).bind(subject).bind(now);
    in_time(query.fetch_optional(pool)).await
}

pub(super) async fn newest(
    pool: &PgPool,
    address_hashes: &[[u8; 32]],
    now: OffsetDateTime,
) -> Result<Option<Row>, sqlx::Error> {
    let sql = "SELECT subject_id, sealed, signed_up_at, contested FROM identity.signups
               WHERE address_hash = ANY($1) AND expires_at > $2
               ORDER BY signed_up_at DESC, subject_id DESC LIMIT 1";
    let query = sqlx::query_as(sql).bind(address_hashes).bind(now);
    in_time(query.fetch_optional(pool)).await
}

/// All sign-ups with an address, the newest first; those that waited too long
/// are left out.
pub(super) async fn all(
    conn: &mut PgConnection,
    address_hashes: &[[u8; 32]],
    now: OffsetDateTime,
) -> Result<Vec<Uuid>, sqlx::Error> {
    let sql = "SELECT subject_id FROM identity.signups
               WHERE address_hash = ANY($1) AND expires_at > $2
               ORDER BY signed_up_at DESC, subject_id DESC";
    let query = sqlx::query_scalar(sql).bind(address_hashes).bind(now);
    within(LOCK_LIMIT, query.fetch_all(conn)).await
}

pub(super) async fn remove(conn: &mut PgConnection, subject: Uuid) -> Result<(), sqlx::Error> {
    let sql = "DELETE FROM identity.signups WHERE subject_id = $1";
    let query = sqlx::query(sql).bind(subject);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

pub(super) async fn expired(pool: &PgPool, now: OffsetDateTime) -> Result<Vec<Uuid>, sqlx::Error> {
    let sql = "SELECT subject_id FROM identity.signups WHERE expires_at <= $1 LIMIT 500";
    in_time(sqlx::query_scalar(sql).bind(now).fetch_all(pool)).await
}
