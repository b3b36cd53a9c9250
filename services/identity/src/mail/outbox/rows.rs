//! The outbox's table. A row is taken on for a while by counting `attempts`
//! up; whoever holds another count than the row has has lost it.

use eventlog::limit::{LOCK_LIMIT, in_time, within};
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

/// A letter to be written.
pub(super) struct New<'a> {
    pub(super) id: Uuid,
    pub(super) subject: Uuid,
    pub(super) dedupe: &'a str,
    pub(super) template: &'static str,
    pub(super) sealed: &'a [u8],
    pub(super) now: OffsetDateTime,
}

/// A letter that somebody has taken on.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Taken {
    pub(crate) id: Uuid,
    pub(crate) subject_id: Uuid,
    pub(crate) template: String,
    pub(crate) letter: Vec<u8>,
    /// Whose turn it is.
    attempts: i32,
    /// How often a server did not take it.
    pub(crate) failures: i32,
}

/// How a letter ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// A server has taken it.
    Sent,
    /// No server takes it.
    Refused,
    /// The conversation broke off where only the server knows.
    Unknown,
    /// The person does not want it, or has no address.
    Unwanted,
}

impl End {
    fn state(self) -> &'static str {
        match self {
            End::Sent => "sent",
            End::Refused => "refused",
            End::Unknown => "unknown",
            End::Unwanted => "unwanted",
        }
    }
}

pub(super) async fn insert(conn: &mut PgConnection, new: &New<'_>) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO identity.outbox
                   (id, subject_id, dedupe, template, letter, state, due_at, created_at)
               VALUES ($1, $2, $3, $4, $5, 'waiting', $6, $6)
               ON CONFLICT (subject_id, dedupe) DO NOTHING";
    let query = sqlx::query(sql)
        .bind(new.id)
        .bind(new.subject)
        .bind(new.dedupe)
        .bind(new.template)
        .bind(new.sealed)
        .bind(new.now);
    within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
}

/// Takes on the letter that has waited longest, until `until`.
pub(crate) async fn take(
    pool: &PgPool,
    now: OffsetDateTime,
    until: OffsetDateTime,
) -> Result<Option<Taken>, sqlx::Error> {
    let sql = "UPDATE identity.outbox SET attempts = attempts + 1, due_at = $2
               WHERE id = (
                   SELECT id FROM identity.outbox
                   WHERE state = 'waiting' AND finished_at IS NULL AND due_at <= $1
                   ORDER BY due_at, id
                   LIMIT 1
                   FOR UPDATE SKIP LOCKED
               )
               RETURNING id, subject_id, template, letter, attempts, failures";
    let query = sqlx::query_as(sql).bind(now).bind(until);
    in_time(query.fetch_optional(pool)).await
}

/// Says that the content goes out now, and will have by `until`: after this
/// nobody tries again. False where somebody else has taken the letter on, or
/// the person is erased.
pub(crate) async fn begin(
    pool: &PgPool,
    taken: &Taken,
    until: OffsetDateTime,
) -> Result<bool, sqlx::Error> {
    let sql = "UPDATE identity.outbox SET state = 'sending', due_at = $3
               WHERE id = $1 AND attempts = $2 AND state = 'waiting'";
    let query = sqlx::query(sql)
        .bind(taken.id)
        .bind(taken.attempts)
        .bind(until);
    Ok(in_time(query.execute(pool)).await?.rows_affected() == 1)
}

pub(crate) async fn finish(
    pool: &PgPool,
    taken: &Taken,
    end: End,
    now: OffsetDateTime,
) -> Result<(), sqlx::Error> {
    let sql = "UPDATE identity.outbox SET state = $3, letter = NULL, finished_at = $4
               WHERE id = $1 AND attempts = $2 AND finished_at IS NULL";
    let query = sqlx::query(sql)
        .bind(taken.id)
        .bind(taken.attempts)
        .bind(end.state())
        .bind(now);
    in_time(query.execute(pool)).await.map(drop)
}

/// Puts a letter back, for sure without its content having gone out.
pub(crate) async fn postpone(
    pool: &PgPool,
    taken: &Taken,
    failures: i32,
    due: OffsetDateTime,
) -> Result<(), sqlx::Error> {
    let sql = "UPDATE identity.outbox SET state = 'waiting', failures = $3, due_at = $4
               WHERE id = $1 AND attempts = $2 AND finished_at IS NULL";
    let query = sqlx::query(sql)
        .bind(taken.id)
        .bind(taken.attempts)
        .bind(failures)
        .bind(due);
    in_time(query.execute(pool)).await.map(drop)
}

/// Gives up the letters whose sender died while the content went out; how many.
pub(crate) async fn give_up(pool: &PgPool, now: OffsetDateTime) -> Result<u64, sqlx::Error> {
    let sql = "UPDATE identity.outbox SET state = 'unknown', letter = NULL, finished_at = $1
               WHERE state = 'sending' AND due_at <= $1";
    let done = in_time(sqlx::query(sql).bind(now).execute(pool)).await?;
    Ok(done.rows_affected())
}

/// Forgets that letters were sent.
pub(crate) async fn forget(pool: &PgPool, before: OffsetDateTime) -> Result<(), sqlx::Error> {
    let sql = "DELETE FROM identity.outbox WHERE finished_at < $1";
    within(LOCK_LIMIT, sqlx::query(sql).bind(before).execute(pool))
        .await
        .map(drop)
}

/// A letter as its owner may know of it.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Known {
    pub(crate) template: String,
    pub(crate) state: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) finished_at: Option<OffsetDateTime>,
}

pub(crate) async fn of_subject(pool: &PgPool, subject: Uuid) -> Result<Vec<Known>, sqlx::Error> {
    let sql = "SELECT template, state, created_at, finished_at FROM identity.outbox
               WHERE subject_id = $1 ORDER BY created_at, id";
    in_time(sqlx::query_as(sql).bind(subject).fetch_all(pool)).await
}
