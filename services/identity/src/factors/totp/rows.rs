//! The tables of the authenticator apps.

use eventlog::limit::{LOCK_LIMIT, in_time, within};
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

pub(super) async fn put_pending(
    pool: &PgPool,
    subject: Uuid,
    sealed: &[u8],
    expires_at: OffsetDateTime,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO identity.totp_pending (subject_id, sealed, expires_at)
               VALUES ($1, $2, $3)
               ON CONFLICT (subject_id) DO UPDATE
               SET sealed = EXCLUDED.sealed, expires_at = EXCLUDED.expires_at";
    let query = sqlx::query(sql).bind(subject).bind(sealed).bind(expires_at);
    in_time(query.execute(pool)).await.map(drop)
}

/// Locked, so that a secret is confirmed once.
pub(super) async fn pending(
    conn: &mut PgConnection,
    subject: Uuid,
    now: OffsetDateTime,
) -> Result<Option<Vec<u8>>, sqlx::Error> {
    let sql = "SELECT sealed FROM identity.totp_pending
               WHERE subject_id = $1 AND expires_at > $2
               FOR UPDATE";
    let query = sqlx::query_scalar(sql).bind(subject).bind(now);
    within(LOCK_LIMIT, query.fetch_optional(conn)).await
}

pub(super) async fn clear_pending(
    conn: &mut PgConnection,
    subject: Uuid,
) -> Result<(), sqlx::Error> {
    let sql = "DELETE FROM identity.totp_pending WHERE subject_id = $1";
    within(LOCK_LIMIT, sqlx::query(sql).bind(subject).execute(conn))
        .await
        .map(drop)
}

pub(super) async fn put(
    conn: &mut PgConnection,
    subject: Uuid,
    sealed: &[u8],
    last_step: i64,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO identity.totp (subject_id, sealed, last_step)
               VALUES ($1, $2, $3)
               ON CONFLICT (subject_id) DO UPDATE
               SET sealed = EXCLUDED.sealed, last_step = EXCLUDED.last_step";
    let query = sqlx::query(sql).bind(subject).bind(sealed).bind(last_step);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

pub(super) async fn sealed(pool: &PgPool, subject: Uuid) -> Result<Option<Vec<u8>>, sqlx::Error> {
    let sql = "SELECT sealed FROM identity.totp WHERE subject_id = $1";
    let query = sqlx::query_scalar(sql).bind(subject);
    in_time(query.fetch_optional(pool)).await
}

/// False where a code of this step, or of a later one, was taken already. One
/// statement: of two logins with one code at the same time, one gets in.
pub(super) async fn take_step(
    pool: &PgPool,
    subject: Uuid,
    step: i64,
) -> Result<bool, sqlx::Error> {
    let sql = "UPDATE identity.totp SET last_step = $2
               WHERE subject_id = $1 AND last_step < $2";
    let done = in_time(sqlx::query(sql).bind(subject).bind(step).execute(pool)).await?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn remove(conn: &mut PgConnection, subject: Uuid) -> Result<(), sqlx::Error> {
    let sql = "DELETE FROM identity.totp WHERE subject_id = $1";
    within(LOCK_LIMIT, sqlx::query(sql).bind(subject).execute(conn))
        .await
        .map(drop)
}
