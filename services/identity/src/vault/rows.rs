//! The vault's tables.

use eventlog::limit::{LOCK_LIMIT, in_time, within};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

/// A person's key, wrapped, with one sealed field.
#[derive(sqlx::FromRow)]
pub(super) struct FieldRow {
    pub(super) subject_id: Uuid,
    pub(super) wrapped: Vec<u8>,
    pub(super) field: String,
    pub(super) sealed: Vec<u8>,
}

pub(super) async fn insert_key(
    conn: &mut PgConnection,
    subject: Uuid,
    wrapped: &[u8],
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO identity.subject_keys (subject_id, wrapped) VALUES ($1, $2)
               ON CONFLICT (subject_id) DO NOTHING";
    let query = sqlx::query(sql).bind(subject).bind(wrapped);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

pub(super) async fn key(
    conn: &mut PgConnection,
    subject: Uuid,
) -> Result<Option<Vec<u8>>, sqlx::Error> {
    let sql = "SELECT wrapped FROM identity.subject_keys WHERE subject_id = $1";
    let query = sqlx::query_scalar(sql).bind(subject);
    within(LOCK_LIMIT, query.fetch_optional(conn)).await
}

pub(super) async fn with_key(pool: &PgPool, subjects: &[Uuid]) -> Result<Vec<Uuid>, sqlx::Error> {
    let sql = "SELECT subject_id FROM identity.subject_keys WHERE subject_id = ANY($1)";
    let query = sqlx::query_scalar(sql).bind(subjects);
    in_time(query.fetch_all(pool)).await
}

pub(super) async fn put(
    conn: &mut PgConnection,
    subject: Uuid,
    field: &str,
    sealed: &[u8],
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO identity.personal (subject_id, field, sealed) VALUES ($1, $2, $3)
               ON CONFLICT (subject_id, field) DO UPDATE SET sealed = EXCLUDED.sealed";
    let query = sqlx::query(sql).bind(subject).bind(field).bind(sealed);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

pub(super) async fn clear(
    conn: &mut PgConnection,
    subject: Uuid,
    field: &str,
) -> Result<(), sqlx::Error> {
    let sql = "DELETE FROM identity.personal WHERE subject_id = $1 AND field = $2";
    let query = sqlx::query(sql).bind(subject).bind(field);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

pub(super) async fn fields(
    conn: &mut PgConnection,
    subjects: &[Uuid],
    fields: &[&str],
) -> Result<Vec<FieldRow>, sqlx::Error> {
    let sql = "SELECT personal.subject_id, subject_keys.wrapped, personal.field, personal.sealed
               FROM identity.personal
               JOIN identity.subject_keys ON subject_keys.subject_id = personal.subject_id
               WHERE personal.subject_id = ANY($1) AND personal.field = ANY($2)";
    let query = sqlx::query_as(sql).bind(subjects).bind(fields);
    within(LOCK_LIMIT, query.fetch_all(conn)).await
}

/// Whom one of the hashes belongs to; the first of them that somebody has.
pub(super) async fn subject_of(
    conn: &mut PgConnection,
    hashes: &[[u8; 32]],
) -> Result<Option<Uuid>, sqlx::Error> {
    let sql = "SELECT subject_id FROM identity.addresses WHERE address_hash = ANY($1)
               ORDER BY array_position($1, address_hash) LIMIT 1";
    let query = sqlx::query_scalar(sql).bind(hashes);
    within(LOCK_LIMIT, query.fetch_optional(conn)).await
}

/// Whether the address is the subject's now; it is not where another one was
/// first.
pub(super) async fn take_address(
    conn: &mut PgConnection,
    hash: &[u8],
    key_id: &[u8],
    subject: Uuid,
) -> Result<bool, sqlx::Error> {
    let sql = "INSERT INTO identity.addresses (address_hash, key_id, subject_id)
               VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    let query = sqlx::query(sql).bind(hash).bind(key_id).bind(subject);
    let done = within(LOCK_LIMIT, query.execute(conn)).await?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn free_address(
    conn: &mut PgConnection,
    subject: Uuid,
) -> Result<(), sqlx::Error> {
    let sql = "DELETE FROM identity.addresses WHERE subject_id = $1";
    let query = sqlx::query(sql).bind(subject);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

/// The fields and the address go with the key.
pub(super) async fn erase(conn: &mut PgConnection, subject: Uuid) -> Result<(), sqlx::Error> {
    let sql = "DELETE FROM identity.subject_keys WHERE subject_id = $1";
    let query = sqlx::query(sql).bind(subject);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

/// Some subjects whose key is wrapped, or whose address is hashed, by an older
/// key than this one.
pub(super) async fn outdated(pool: &PgPool, key_id: &[u8]) -> Result<Vec<Uuid>, sqlx::Error> {
    let sql = "SELECT subject_keys.subject_id FROM identity.subject_keys
               LEFT JOIN identity.addresses ON addresses.subject_id = subject_keys.subject_id
               WHERE substring(subject_keys.wrapped FROM 1 FOR 8) <> $1 OR addresses.key_id <> $1
               LIMIT 200";
    let query = sqlx::query_scalar(sql).bind(key_id);
    in_time(query.fetch_all(pool)).await
}

pub(super) async fn replace_key(
    conn: &mut PgConnection,
    subject: Uuid,
    wrapped: &[u8],
) -> Result<(), sqlx::Error> {
    let sql = "UPDATE identity.subject_keys SET wrapped = $2 WHERE subject_id = $1";
    let query = sqlx::query(sql).bind(subject).bind(wrapped);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

pub(super) async fn replace_hash(
    conn: &mut PgConnection,
    subject: Uuid,
    hash: &[u8],
    key_id: &[u8],
) -> Result<(), sqlx::Error> {
    let sql = "UPDATE identity.addresses SET address_hash = $2, key_id = $3 WHERE subject_id = $1";
    let query = sqlx::query(sql).bind(subject).bind(hash).bind(key_id);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

/// Locks the subject's key until the transaction ends.
pub(super) async fn locked_key(
    conn: &mut PgConnection,
    subject: Uuid,
) -> Result<Option<Vec<u8>>, sqlx::Error> {
    let sql = "SELECT wrapped FROM identity.subject_keys WHERE subject_id = $1 FOR UPDATE";
    let query = sqlx::query_scalar(sql).bind(subject);
    within(LOCK_LIMIT, query.fetch_optional(conn)).await
}
