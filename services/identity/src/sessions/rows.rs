//! The sessions' table.

use eventlog::limit::{LOCK_LIMIT, in_time, within};
use sqlx::{PgConnection, PgPool, postgres::PgQueryResult};
use time::OffsetDateTime;
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) subject_id: Uuid,
    pub(super) organisation_id: Option<Uuid>,
    pub(super) alone: bool,
    pub(super) user_agent: Vec<u8>,
    pub(super) created_at: OffsetDateTime,
    pub(super) last_used_at: OffsetDateTime,
    pub(super) expires_at: OffsetDateTime,
}

/// Which sessions are open at a time.
#[derive(Clone, Copy)]
pub(super) struct Open {
    pub(super) now: OffsetDateTime,
    /// Those that were not used since are not.
    pub(super) used_after: OffsetDateTime,
}

pub(super) async fn insert(
    conn: &mut PgConnection,
    secret_hash: [u8; 32],
    row: &Row,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO identity.sessions (id, secret_hash, subject_id, user_agent,
                                              created_at, last_used_at, expires_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let query = sqlx::query(sql).bind(row.id).bind(secret_hash);
    let query = query.bind(row.subject_id).bind(&row.user_agent);
    let query = query.bind(row.created_at).bind(row.last_used_at);
    within(LOCK_LIMIT, query.bind(row.expires_at).execute(conn))
        .await
        .map(drop)
}

pub(super) async fn find(
    pool: &PgPool,
    secret_hash: [u8; 32],
    open: Open,
) -> Result<Option<Row>, sqlx::Error> {
    let sql = "SELECT id, subject_id, organisation_id, alone, user_agent,
                      created_at, last_used_at, expires_at
               FROM identity.sessions
               WHERE secret_hash = $1 AND ended_at IS NULL
                 AND expires_at > $2 AND last_used_at > $3";
    let query = sqlx::query_as(sql).bind(secret_hash);
    let query = query.bind(open.now).bind(open.used_after);
    in_time(query.fetch_optional(pool)).await
}

pub(super) async fn get(pool: &PgPool, id: Uuid, open: Open) -> Result<Option<Row>, sqlx::Error> {
    let sql = "SELECT id, subject_id, organisation_id, alone, user_agent,
                      created_at, last_used_at, expires_at
               FROM identity.sessions
               WHERE id = $1 AND ended_at IS NULL AND expires_at > $2 AND last_used_at > $3";
    let query = sqlx::query_as(sql).bind(id);
    let query = query.bind(open.now).bind(open.used_after);
    in_time(query.fetch_optional(pool)).await
}

pub(super) async fn list(
    pool: &PgPool,
    subject: Uuid,
    open: Open,
) -> Result<Vec<Row>, sqlx::Error> {
    let sql = "SELECT id, subject_id, organisation_id, alone, user_agent,
                      created_at, last_used_at, expires_at
               FROM identity.sessions
               WHERE subject_id = $1 AND ended_at IS NULL
                 AND expires_at > $2 AND last_used_at > $3
               ORDER BY last_used_at DESC, id";
    let query = sqlx::query_as(sql).bind(subject);
    let query = query.bind(open.now).bind(open.used_after);
    in_time(query.fetch_all(pool)).await
}

/// Whose session the secret was, also after it has ended.
pub(super) async fn owner(
    pool: &PgPool,
    secret_hash: [u8; 32],
) -> Result<Option<Uuid>, sqlx::Error> {
    let sql = "SELECT subject_id FROM identity.sessions WHERE secret_hash = $1";
    let query = sqlx::query_scalar(sql).bind(secret_hash);
    in_time(query.fetch_optional(pool)).await
}

pub(super) async fn touch(pool: &PgPool, id: Uuid, now: OffsetDateTime) -> Result<(), sqlx::Error> {
    let sql = "UPDATE identity.sessions SET last_used_at = $2 WHERE id = $1";
    let query = sqlx::query(sql).bind(id).bind(now);
    in_time(query.execute(pool)).await.map(drop)
}

pub(super) async fn act_for(
    conn: &mut PgConnection,
    id: Uuid,
    organisation: Option<Uuid>,
    alone: bool,
) -> Result<(), sqlx::Error> {
    let sql = "UPDATE identity.sessions SET organisation_id = $2, alone = $3 WHERE id = $1";
    let query = sqlx::query(sql).bind(id).bind(organisation).bind(alone);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

/// The session of a secret, whoever's it is.
pub(super) async fn end_by_secret(
    conn: &mut PgConnection,
    secret_hash: [u8; 32],
    now: OffsetDateTime,
) -> Result<Option<Uuid>, sqlx::Error> {
    let sql = "UPDATE identity.sessions SET ended_at = $2
               WHERE secret_hash = $1 AND ended_at IS NULL RETURNING id";
    let query = sqlx::query_scalar(sql).bind(secret_hash).bind(now);
    within(LOCK_LIMIT, query.fetch_optional(conn)).await
}

pub(super) async fn end(
    conn: &mut PgConnection,
    subject: Uuid,
    id: Uuid,
    now: OffsetDateTime,
) -> Result<bool, sqlx::Error> {
    let sql = "UPDATE identity.sessions SET ended_at = $3
               WHERE subject_id = $1 AND id = $2 AND ended_at IS NULL";
    let query = sqlx::query(sql).bind(subject).bind(id).bind(now);
    let done: PgQueryResult = within(LOCK_LIMIT, query.execute(conn)).await?;
    Ok(done.rows_affected() == 1)
}

/// The ids of those that ended now.
pub(super) async fn end_others(
    conn: &mut PgConnection,
    subject: Uuid,
    keep: Option<Uuid>,
    open: Open,
) -> Result<Vec<Uuid>, sqlx::Error> {
    let sql = "UPDATE identity.sessions SET ended_at = $3
               WHERE subject_id = $1 AND id IS DISTINCT FROM $2 AND ended_at IS NULL
                 AND expires_at > $3 AND last_used_at > $4
               RETURNING id";
    let query = sqlx::query_scalar(sql).bind(subject).bind(keep);
    let query = query.bind(open.now).bind(open.used_after);
    within(LOCK_LIMIT, query.fetch_all(conn)).await
}

pub(super) async fn clean(pool: &PgPool, before: OffsetDateTime) -> Result<(), sqlx::Error> {
    let sql = "DELETE FROM identity.sessions WHERE last_used_at < $1";
    within(LOCK_LIMIT, sqlx::query(sql).bind(before).execute(pool))
        .await
        .map(drop)
}
