//! What was tried, for all replicas together.

use std::collections::HashMap;

use eventlog::limit::{LOCK_LIMIT, within};
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

use super::rules::{Count, FORGOTTEN_AFTER};

/// A key, and until when the next try under it waits.
pub(super) struct Failed {
    pub(super) key: [u8; 32],
    pub(super) until: OffsetDateTime,
}

#[derive(sqlx::FromRow)]
struct Row {
    key: [u8; 32],
    failures: i32,
    last_at: OffsetDateTime,
    blocked_until: OffsetDateTime,
}

/// The counts under the keys; locked until the transaction ends, so that tries
/// at the same time are counted one by one. A key without a row gets one, since
/// only a row can be locked; in one statement and one order, so that no two of
/// us wait for each other.
pub(super) async fn counts(
    conn: &mut PgConnection,
    mut keys: Vec<[u8; 32]>,
    now: OffsetDateTime,
) -> Result<HashMap<[u8; 32], Count>, sqlx::Error> {
    keys.sort_unstable();
    let sql = "INSERT INTO identity.tries (key, failures, last_at, blocked_until)
               SELECT key, 0, $2, $2 FROM UNNEST($1::BYTEA[]) AS tried (key)
               ON CONFLICT (key) DO UPDATE SET failures = tries.failures
               RETURNING key, failures, last_at, blocked_until";
    let query = sqlx::query_as(sql).bind(keys).bind(now);
    let rows: Vec<Row> = within(LOCK_LIMIT, query.fetch_all(conn)).await?;
    let counts = rows.into_iter().map(|row| {
        let count = Count {
            failures: row.failures.unsigned_abs(),
            last_at: row.last_at,
            blocked_until: row.blocked_until,
        };
        (row.key, count)
    });
    Ok(counts.collect())
}

/// Counts one more failure under each key.
pub(super) async fn add(
    conn: &mut PgConnection,
    mut failed: Vec<Failed>,
    now: OffsetDateTime,
) -> Result<(), sqlx::Error> {
    // In one order everywhere, so that no two of us wait for each other.
    failed.sort_by_key(|it| it.key);
    let keys: Vec<_> = failed.iter().map(|it| it.key).collect();
    let untils: Vec<_> = failed.iter().map(|it| it.until).collect();
    let sql = "INSERT INTO identity.tries (key, failures, last_at, blocked_until)
               SELECT key, 1, $3, until
               FROM UNNEST($1::BYTEA[], $2::TIMESTAMPTZ[]) AS failed (key, until)
               ON CONFLICT (key) DO UPDATE SET
                   failures = CASE WHEN tries.last_at <= $4 THEN 1 ELSE tries.failures + 1 END,
                   last_at = EXCLUDED.last_at,
                   blocked_until = GREATEST(tries.blocked_until, EXCLUDED.blocked_until)";
    let query = sqlx::query(sql).bind(keys).bind(untils);
    let query = query.bind(now).bind(now - FORGOTTEN_AFTER);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

/// Takes one failure back. Waits stay: whoever knows one password must not end
/// by it what guessing at others has earned.
pub(super) async fn take_back(
    conn: &mut PgConnection,
    mut keys: Vec<[u8; 32]>,
) -> Result<(), sqlx::Error> {
    keys.sort_unstable();
    let sql = "UPDATE identity.tries SET failures = GREATEST(failures - 1, 0)
               WHERE key IN (SELECT key FROM identity.tries
                             WHERE key = ANY($1) ORDER BY key FOR UPDATE)";
    let query = sqlx::query(sql).bind(keys);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

/// As it was before a try that was let through: nothing to wait for.
pub(super) async fn unblock(conn: &mut PgConnection, key: [u8; 32]) -> Result<(), sqlx::Error> {
    let sql = "UPDATE identity.tries SET blocked_until = last_at WHERE key = $1";
    let query = sqlx::query(sql).bind(key);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

pub(super) async fn forget(conn: &mut PgConnection, key: [u8; 32]) -> Result<(), sqlx::Error> {
    let sql = "DELETE FROM identity.tries WHERE key = $1";
    let query = sqlx::query(sql).bind(key);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

/// Writes how many tries wait for nobody, and until when.
pub(super) async fn set_grace(
    conn: &mut PgConnection,
    key: [u8; 32],
    tries: u32,
    now: OffsetDateTime,
    until: OffsetDateTime,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO identity.tries (key, failures, last_at, blocked_until)
               VALUES ($1, $2, $3, $4)
               ON CONFLICT (key) DO UPDATE SET failures = EXCLUDED.failures,
                   last_at = EXCLUDED.last_at, blocked_until = EXCLUDED.blocked_until";
    let tries = i32::try_from(tries).unwrap_or(i32::MAX);
    let query = sqlx::query(sql).bind(key).bind(tries);
    within(LOCK_LIMIT, query.bind(now).bind(until).execute(conn))
        .await
        .map(drop)
}

/// Uses one of those tries; false where none is left.
pub(super) async fn use_grace(
    conn: &mut PgConnection,
    key: [u8; 32],
    now: OffsetDateTime,
) -> Result<bool, sqlx::Error> {
    let sql = "UPDATE identity.tries SET failures = failures - 1
               WHERE key = $1 AND failures > 0 AND blocked_until > $2";
    let query = sqlx::query(sql).bind(key).bind(now);
    Ok(within(LOCK_LIMIT, query.execute(conn))
        .await?
        .rows_affected()
        == 1)
}

pub(super) async fn is_known(
    conn: &mut PgConnection,
    subject: Uuid,
    client: [u8; 32],
) -> Result<bool, sqlx::Error> {
    let sql = "SELECT EXISTS (SELECT FROM identity.known_clients
                              WHERE subject_id = $1 AND client = $2)";
    let query = sqlx::query_scalar(sql).bind(subject).bind(client);
    within(LOCK_LIMIT, query.fetch_one(conn)).await
}

pub(super) async fn know(
    conn: &mut PgConnection,
    subject: Uuid,
    client: [u8; 32],
    now: OffsetDateTime,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO identity.known_clients (subject_id, client, seen_at)
               VALUES ($1, $2, $3)
               ON CONFLICT (subject_id, client) DO UPDATE SET seen_at = EXCLUDED.seen_at";
    let query = sqlx::query(sql).bind(subject).bind(client).bind(now);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

/// Removes what no decision needs any more.
pub(super) async fn clean(
    pool: &PgPool,
    tries_before: OffsetDateTime,
    clients_before: OffsetDateTime,
) -> Result<(), sqlx::Error> {
    let sql = "DELETE FROM identity.tries WHERE last_at < $1 AND blocked_until < $1";
    within(
        LOCK_LIMIT,
        sqlx::query(sql).bind(tries_before).execute(pool),
    )
    .await?;
    let sql = "DELETE FROM identity.known_clients WHERE seen_at < $1";
    within(
        LOCK_LIMIT,
        sqlx::query(sql).bind(clients_before).execute(pool),
    )
    .await?;
    Ok(())
}
