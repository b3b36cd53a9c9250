//! Making a read model again from the events, while writers go on.
//!
//! A table is made beside the live one and filled in the order in which the
//! events happened. When it has nearly caught up, both the live table and the
//! head of the log are locked for some milliseconds, the last events are
//! applied, and the new table takes the name, the indexes' names and the
//! grants of the old one. Statements that were prepared before go on: Postgres
//! plans them again, by name.

mod catalog;
mod compare;
mod past;
mod replay;
mod shadow;
mod turn;

use std::time::Duration;

use futures::future::BoxFuture;
use kernel::aggregate::Aggregate;
use sqlx::{Connection, PgConnection, PgPool};
use tokio::time::Instant;

use crate::{
    journal::Change,
    rebuild::{replay::Replay, shadow::Shadow, turn::Turn},
    schema::Schema,
};

/// How long the live table is asked for at first; whoever comes after us waits
/// as long. Doubled each time, because autovacuum gives way after a second.
const PATIENCE: Duration = Duration::from_millis(100);
const MOST_PATIENCE: Duration = Duration::from_secs(2);
/// How long to try before the rebuild is given up.
const SWAP_LIMIT: Duration = Duration::from_secs(60);
/// Events that may be applied while writers wait.
const LAST_EVENTS: usize = 500;

/// A read model that is one table and follows from events alone.
pub trait Projection: Send + Sync {
    type Aggregate: Aggregate;
    /// The table's name, without the schema.
    const TABLE: &'static str;

    /// Writes the changes into `table`, a qualified name: the live table, or
    /// the one that is to take its place. Sorted by id, each id once.
    fn apply<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        table: &'a str,
        changes: &'a [Change<Self::Aggregate>],
    ) -> BoxFuture<'a, Result<(), sqlx::Error>>;
}

/// How much a rebuild holds in memory.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Events that are read and applied together.
    pub chunk: usize,
    /// States that are kept between chunks; others are folded again when they
    /// are needed.
    pub states: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            chunk: 2000,
            states: 100_000,
        }
    }
}

/// What a rebuild did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// Events that were read.
    pub events: u64,
    /// Rows of the new table.
    pub rows: u64,
}

/// What a check of a read model found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Events that were read.
    pub events: u64,
    /// Rows that the events make.
    pub rows: u64,
    /// Hash over all rows as they stand.
    pub live: String,
    /// Hash over all rows as the events make them.
    pub rebuilt: String,
    /// Up to ten rows that differ, `-` as it stands and `+` as it should be.
    pub differences: Vec<String>,
}

impl Verified {
    #[must_use]
    pub fn is_equal(&self) -> bool {
        self.live == self.rebuilt
    }
}

/// Why a rebuild ended; the live table is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RebuildError {
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// A stored event cannot be read.
    #[error("{0}")]
    Corrupt(String),
    #[error("{0} is being rebuilt or verified already")]
    Running(String),
    /// The table is more than rows, indexes and grants.
    #[error("{table} cannot be replaced: it is tied to {ties}")]
    Tied { table: String, ties: String },
    #[error("{0} got other columns, indexes or grants meanwhile; start again")]
    Changed(String),
    #[error("{0} is held by a long transaction; start again later")]
    Held(String),
}

/// Makes the table again and puts it in the place of the live one. What an
/// earlier rebuild left behind, when it was killed, is removed first.
/// Run it with the owner's pool ([`crate::pool::connect_owner`]).
///
/// # Errors
/// See [`RebuildError`].
pub async fn rebuild<P: Projection>(
    pool: &PgPool,
    schema: &Schema,
    projection: &P,
) -> Result<Rebuilt, RebuildError> {
    rebuild_with(pool, schema, projection, Settings::default()).await
}

/// [`rebuild`] within other limits.
///
/// # Errors
/// See [`RebuildError`].
pub async fn rebuild_with<P: Projection>(
    pool: &PgPool,
    schema: &Schema,
    projection: &P,
    settings: Settings,
) -> Result<Rebuilt, RebuildError> {
    let started = Instant::now();
    let mut reader = pool.acquire().await?;
    let mut turn = Turn::take(pool, schema, P::TABLE).await?;
    let replaced = replace(
        &mut turn.connection,
        &mut reader,
        schema,
        (projection, settings),
    )
    .await;
    turn.end().await;
    let rebuilt = replaced?;
    tracing::info!(
        db.table = schema.table(P::TABLE),
        rebuilt.events,
        rebuilt.rows,
        seconds = started.elapsed().as_secs_f64(),
        "rebuilt"
    );
    Ok(rebuilt)
}

/// Makes the table again beside the live one and compares the two as they
/// stand at one moment. Writers go on.
///
/// # Errors
/// See [`RebuildError`].
pub async fn verify<P: Projection>(
    pool: &PgPool,
    schema: &Schema,
    projection: &P,
) -> Result<Verified, RebuildError> {
    let mut reader = pool.acquire().await?;
    let mut turn = Turn::take(pool, schema, P::TABLE).await?;
    let compared = check(&mut turn.connection, &mut reader, schema, projection).await;
    turn.end().await;
    compared
}

async fn replace<P: Projection>(
    connection: &mut PgConnection,
    reader: &mut PgConnection,
    schema: &Schema,
    (projection, settings): (&P, Settings),
) -> Result<Rebuilt, RebuildError> {
    let shadow = Shadow::create(connection, schema, P::TABLE).await?;
    let mut replay = Replay::new(schema, projection, shadow.name(), settings);
    replay.catch_up(connection, reader).await?;
    let rows = shadow.complete(connection).await?;
    let deadline = Instant::now() + SWAP_LIMIT;
    let mut patience = PATIENCE;
    loop {
        replay.catch_up(connection, reader).await?;
        if swap(connection, &shadow, &mut replay, patience).await? {
            let events = replay.events();
            return Ok(Rebuilt { events, rows });
        }
        if Instant::now() > deadline {
            return Err(RebuildError::Held(shadow.live().to_owned()));
        }
        // Those who queued behind us go first.
        tokio::time::sleep(patience).await;
        patience = (patience * 2).min(MOST_PATIENCE);
    }
}

/// Applies the last events and swaps the tables while writers wait; `false`
/// when it did not come to that.
async fn swap<P: Projection>(
    connection: &mut PgConnection,
    shadow: &Shadow,
    replay: &mut Replay<'_, P>,
    patience: Duration,
) -> Result<bool, RebuildError> {
    let mut tx = connection.begin().await?;
    if !shadow.lock(&mut tx, patience).await? || replay.is_behind(&mut tx, LAST_EVENTS).await? {
        tx.rollback().await?;
        return Ok(false);
    }
    replay.finish_in(&mut tx).await?;
    shadow.take_place(&mut tx).await?;
    tx.commit().await?;
    Ok(true)
}

async fn check<P: Projection>(
    connection: &mut PgConnection,
    reader: &mut PgConnection,
    schema: &Schema,
    projection: &P,
) -> Result<Verified, RebuildError> {
    let shadow = Shadow::create(connection, schema, P::TABLE).await?;
    let mut replay = Replay::new(schema, projection, shadow.name(), Settings::default());
    replay.catch_up(connection, reader).await?;
    // Read models are written with their events, so one snapshot shows both
    // as they were at the same moment.
    let mut tx = connection
        .begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ")
        .await?;
    replay.finish_in(&mut tx).await?;
    let compared = compare::tables(&mut tx, shadow.live(), shadow.name()).await?;
    tx.rollback().await?;
    Ok(Verified {
        events: replay.events(),
        ..compared
    })
}
