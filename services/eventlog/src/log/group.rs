//! One transaction for a group of commands, with a constant number of
//! statements.

use std::{collections::HashMap, sync::Arc};

use kernel::aggregate::Aggregate;
use sqlx::{AssertSqlSafe, Connection, FromRow, PgConnection};
use uuid::Uuid;

use crate::{
    command::{ExecuteError, Receipt, Request},
    failure::{self, Kind},
    journal::{Change, Journal, RefusalOf},
    log::{
        plan::{self, Given, Outcome},
        rows::{Rows, Writer},
    },
    schema::Schema,
    stored::{self, Loader, Streams},
};

/// Where a group failed.
pub(super) enum Failure {
    /// Nothing was committed.
    Before(sqlx::Error),
    /// The commit got no answer: nobody knows.
    InCommit(sqlx::Error),
}

impl Failure {
    /// A rule that the server checks at the commit, and names, has undone all;
    /// any other failure leaves the outcome open.
    fn of_commit(error: sqlx::Error) -> Self {
        match failure::kind(&error) {
            Kind::Conflict | Kind::Constraint(_) | Kind::Values => Self::Before(error),
            Kind::Connection | Kind::Other => Self::InCommit(error),
        }
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        Self::Before(error)
    }
}

/// Whether a group waits for others who write its streams.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// Almost always nobody else does.
    Takes,
    /// For a group of one: more could wait for each other.
    Waits,
}

/// Answers in the order of the requests, and the feed's head after the group.
pub(super) struct Committed<R: std::error::Error + 'static> {
    pub(super) answers: Vec<Result<Receipt, ExecuteError<R>>>,
    pub(super) position: u64,
}

/// Runs groups; built once per log.
pub(super) struct Transactor<J: Journal> {
    journal: Arc<J>,
    loader: Arc<Loader>,
    writer: Writer,
    given: Arc<str>,
    head: Arc<str>,
    snapshot_every: u64,
}

#[derive(FromRow)]
struct GivenRow {
    id: String,
    request_hash: Vec<u8>,
    stream: Uuid,
    version: i64,
    position: i64,
}

impl<J: Journal> Transactor<J> {
    pub(super) fn new(
        schema: &Schema,
        journal: Arc<J>,
        loader: Arc<Loader>,
        snapshot_every: u64,
    ) -> Self {
        Self {
            journal,
            loader,
            writer: Writer::new(schema),
            given: schema.fill(
                "SELECT known.id, known.request_hash, known.stream, known.version, known.position
                 FROM unnest($1::TEXT[]) AS wanted (id)
                 CROSS JOIN LATERAL (
                     SELECT id, request_hash, stream, version, position
                     FROM {schema}.commands WHERE id = wanted.id LIMIT 1
                 ) AS known",
            ),
            head: schema.fill("SELECT position FROM {schema}.log_head"),
            snapshot_every,
        }
    }

    pub(super) fn journal(&self) -> &J {
        &self.journal
    }

    /// Commits all of the group or nothing.
    pub(super) async fn run(
        &self,
        connection: &mut PgConnection,
        requests: &[&Request<J::Aggregate>],
        turn: Turn,
    ) -> Result<Committed<RefusalOf<J>>, Failure> {
        let mut tx = connection.begin().await?;
        if turn == Turn::Waits {
            self.wait_for_turn(&mut tx, requests).await?;
        }
        // In this order: a command that another replica commits meanwhile under
        // the same key is then known by its key when its effect is seen, and
        // is not refused for being done already.
        let streams = self.load(&mut tx, requests).await?;
        let given = self.given(&mut tx, requests).await?;
        let plan = plan::decide(
            self.journal.as_ref(),
            requests.iter().copied(),
            streams,
            &given,
            self.snapshot_every,
        );
        let before = self
            .write(&mut tx, plan.changes.as_slice(), plan.rows)
            .await?;
        tx.commit().await.map_err(Failure::of_commit)?;
        Ok(answers::<J>(plan.outcomes, before))
    }

    /// Those who lost a race for a stream do not race each other again.
    async fn wait_for_turn(
        &self,
        tx: &mut PgConnection,
        requests: &[&Request<J::Aggregate>],
    ) -> Result<(), sqlx::Error> {
        for request in requests {
            sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
                .bind(stored::stream_id::<J::Aggregate>(request.id))
                .execute(&mut *tx)
                .await?;
        }
        Ok(())
    }

    /// Events, answers and the head come last: the head is locked only while
    /// this one statement and the commit run.
    async fn write(
        &self,
        tx: &mut PgConnection,
        changes: &[Change<J::Aggregate>],
        rows: Rows,
    ) -> Result<u64, sqlx::Error> {
        if !changes.is_empty() {
            self.journal.project(tx, changes).await?;
        }
        if rows.is_empty() {
            let head: i64 = sqlx::query_scalar(AssertSqlSafe(Arc::clone(&self.head)))
                .fetch_one(tx)
                .await?;
            return Ok(head.unsigned_abs());
        }
        self.writer
            .write(tx, rows, J::Aggregate::SNAPSHOT_SHAPE)
            .await
    }

    /// The stored answers to the keys of a group.
    pub(super) async fn given(
        &self,
        connection: &mut PgConnection,
        requests: &[&Request<J::Aggregate>],
    ) -> Result<HashMap<String, Given>, sqlx::Error> {
        let keys: Vec<&str> = requests
            .iter()
            .filter_map(|request| Some(request.idempotency.as_ref()?.key.as_str()))
            .collect();
        if keys.is_empty() {
            return Ok(HashMap::new());
        }
        let rows: Vec<GivenRow> = sqlx::query_as(AssertSqlSafe(Arc::clone(&self.given)))
            .bind(keys)
            .fetch_all(connection)
            .await?;
        Ok(rows.into_iter().map(known).collect())
    }

    async fn load(
        &self,
        tx: &mut PgConnection,
        requests: &[&Request<J::Aggregate>],
    ) -> Result<Streams<J::Aggregate>, sqlx::Error> {
        let mut ids: Vec<Uuid> = requests.iter().map(|request| request.id).collect();
        ids.sort_unstable();
        ids.dedup();
        self.loader.load(tx, &ids).await
    }
}

fn known(row: GivenRow) -> (String, Given) {
    let given = Given {
        request_hash: row.request_hash,
        id: row.stream,
        version: row.version.unsigned_abs(),
        position: row.position.unsigned_abs(),
    };
    (row.id, given)
}

fn answers<J: Journal>(
    outcomes: Vec<Outcome<RefusalOf<J>>>,
    before: u64,
) -> Committed<RefusalOf<J>> {
    let mut position = before;
    let answers = outcomes
        .into_iter()
        .map(|outcome| match outcome {
            Outcome::Known(answer) => answer,
            Outcome::Done {
                id,
                version,
                after,
                replayed,
            } => {
                position = position.max(before + after);
                Ok(Receipt {
                    id,
                    version,
                    position: before + after,
                    replayed,
                })
            }
        })
        .collect();
    Committed { answers, position }
}
