//! The public events of a service, read from its Postgres.

use std::{sync::Arc, time::Duration};

use sqlx::{AssertSqlSafe, FromRow, PgPool};
use time::OffsetDateTime;
use tokio::sync::watch;
use uuid::Uuid;

use crate::schema::Schema;

/// How soon a commit of another replica is seen.
const POLL_EVERY: Duration = Duration::from_millis(250);

/// One public event as it stands in the feed.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedRow {
    /// 1, 2, 3 ... without a hole; equal to the JetStream sequence.
    pub position: u64,
    /// The CloudEvents id.
    pub event_id: Uuid,
    /// The CloudEvents type.
    pub r#type: String,
    /// The NATS subject.
    pub subject: String,
    /// The CloudEvents subject, e.g. `enterprises/<uuid>`.
    pub resource: String,
    /// JSON text, the same bytes here, over gRPC and on NATS.
    pub data: String,
    /// W3C trace context of the command.
    pub traceparent: Option<String>,
    pub recorded_at: OffsetDateTime,
}

/// Reads the feed; clones share one watcher of its head.
#[derive(Clone)]
pub struct Feed(Arc<Inner>);

struct Inner {
    pool: PgPool,
    read: Arc<str>,
    head: Arc<str>,
    newest: watch::Sender<u64>,
}

impl Feed {
    /// Starts the task that looks for commits of other replicas; it ends with
    /// the last clone. Needs a tokio runtime.
    #[must_use]
    pub fn new(pool: PgPool, schema: &Schema) -> Self {
        let feed = Self(Arc::new(Inner {
            pool,
            read: schema.fill(
                "SELECT position, event_id, type, subject, resource, data::TEXT AS data,
                        traceparent, recorded_at
                 FROM {schema}.feed
                 WHERE position > $1
                 ORDER BY position
                 LIMIT $2",
            ),
            head: schema.fill("SELECT position FROM {schema}.log_head"),
            newest: watch::Sender::new(0),
        }));
        tokio::spawn(poll(Arc::downgrade(&feed.0)));
        feed
    }

    /// At most `limit` events after a position, in order.
    ///
    /// # Errors
    /// The database fails.
    pub async fn read(&self, after: u64, limit: u32) -> Result<Vec<FeedRow>, sqlx::Error> {
        let rows: Vec<Row> = sqlx::query_as(AssertSqlSafe(Arc::clone(&self.0.read)))
            .bind(signed(after))
            .bind(i64::from(limit))
            .fetch_all(&self.0.pool)
            .await?;
        Ok(rows.into_iter().map(FeedRow::from).collect())
    }

    /// The position of the newest event; 0 when there is none.
    ///
    /// # Errors
    /// The database fails.
    pub async fn head(&self) -> Result<u64, sqlx::Error> {
        self.0.head().await
    }

    /// The newest position that this process has heard of: at once after a
    /// commit of its own, within 250 ms after one of another replica.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.0.newest.subscribe()
    }

    /// Tells the watchers of a commit.
    pub(crate) fn announce(&self, position: u64) {
        self.0.announce(position);
    }
}

impl Inner {
    async fn head(&self) -> Result<u64, sqlx::Error> {
        let head: i64 = sqlx::query_scalar(AssertSqlSafe(Arc::clone(&self.head)))
            .fetch_one(&self.pool)
            .await?;
        Ok(head.unsigned_abs())
    }

    fn announce(&self, position: u64) {
        self.newest.send_if_modified(|newest| {
            let newer = position > *newest;
            *newest = position.max(*newest);
            newer
        });
    }
}

async fn poll(feed: std::sync::Weak<Inner>) {
    let mut ticks = tokio::time::interval(POLL_EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let Some(feed) = feed.upgrade() else { return };
        match tokio::time::timeout(crate::limit::QUERY_LIMIT, feed.head()).await {
            Ok(Ok(head)) => feed.announce(head),
            // Whoever reads the feed meets the same fault and reports it.
            Ok(Err(error)) => tracing::debug!(%error, "the feed's head cannot be read"),
            Err(_) => tracing::debug!("the feed's head cannot be read in time"),
        }
    }
}

/// A row as Postgres has it, where numbers are signed.
#[derive(FromRow)]
pub(crate) struct Row {
    position: i64,
    event_id: Uuid,
    r#type: String,
    subject: String,
    resource: String,
    data: String,
    traceparent: Option<String>,
    recorded_at: OffsetDateTime,
}

impl From<Row> for FeedRow {
    fn from(row: Row) -> Self {
        Self {
            position: row.position.unsigned_abs(),
            event_id: row.event_id,
            r#type: row.r#type,
            subject: row.subject,
            resource: row.resource,
            data: row.data,
            traceparent: row.traceparent,
            recorded_at: row.recorded_at,
        }
    }
}

/// Postgres has no unsigned numbers; no position ever comes near the limit,
/// and one beyond it reads as "after everything".
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
