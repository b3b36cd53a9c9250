//! The signing keys' table.

use eventlog::limit::{LOCK_LIMIT, in_time, within};
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;

/// Held while keys are made, so that two replicas do not make two.
const LOCK: i64 = 0x6173_6674_6f6b_656e;

/// A key as it is stored.
#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub(super) kid: String,
    pub(super) sealed: Vec<u8>,
    pub(super) signs_from: OffsetDateTime,
}

pub(super) async fn lock(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    let query = sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(LOCK);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

/// All keys, the oldest first.
pub(super) async fn all(pool: &PgPool) -> Result<Vec<Row>, sqlx::Error> {
    let sql = "SELECT kid, sealed, signs_from FROM identity.signing_keys ORDER BY signs_from";
    in_time(sqlx::query_as(sql).fetch_all(pool)).await
}

pub(super) async fn newest_start(
    conn: &mut PgConnection,
) -> Result<Option<OffsetDateTime>, sqlx::Error> {
    let sql = "SELECT max(signs_from) FROM identity.signing_keys";
    within(LOCK_LIMIT, sqlx::query_scalar(sql).fetch_one(conn)).await
}

pub(super) async fn insert(
    conn: &mut PgConnection,
    public_key: &[u8],
    row: &Row,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO identity.signing_keys (kid, public_key, sealed, signs_from)
               VALUES ($1, $2, $3, $4)";
    let query = sqlx::query(sql).bind(&row.kid).bind(public_key);
    let query = query.bind(&row.sealed).bind(row.signs_from);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

/// By the current vault key.
pub(super) async fn seal_again(pool: &PgPool, kid: &str, sealed: &[u8]) -> Result<(), sqlx::Error> {
    let sql = "UPDATE identity.signing_keys SET sealed = $2 WHERE kid = $1";
    let query = sqlx::query(sql).bind(kid).bind(sealed);
    within(LOCK_LIMIT, query.execute(pool)).await.map(drop)
}

pub(super) async fn remove(pool: &PgPool, kids: &[String]) -> Result<(), sqlx::Error> {
    let sql = "DELETE FROM identity.signing_keys WHERE kid = ANY($1)";
    let query = sqlx::query(sql).bind(kids);
    within(LOCK_LIMIT, query.execute(pool)).await.map(drop)
}
