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
    tail: Arc<str>,
    newest: watch::Sender<u64>,
    /// How often the database turned out to be an older copy of itself.
    restored: watch::Sender<u64>,
}

/// Where the feed ends, and by which event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tail {
    position: u64,
    event_id: Option<Uuid>,
}

impl Tail {
    /// Whether a feed that was seen to end here has the same events up to
    /// here, when it has `event_id` at this position now.
    fn is_followed_by(self, now: Self, event_id: Option<Uuid>) -> bool {
        now.position >= self.position && (self.event_id.is_none() || self.event_id == event_id)
    }
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
            tail: schema.fill(
                "SELECT log_head.position, feed.event_id,
                        (SELECT event_id FROM {schema}.feed WHERE position = $1)
                 FROM {schema}.log_head
                 LEFT JOIN {schema}.feed ON feed.position = log_head.position",
            ),
            newest: watch::Sender::new(0),
            restored: watch::Sender::new(0),
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
    /// commit of its own, within 250 ms after one of another replica. It goes
    /// back where an older state of the database was restored.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.0.newest.subscribe()
    }

    /// Counts how often the database went back to an older copy while this
    /// process used it: what was made from the feed has to be made again then.
    #[must_use]
    pub fn restored(&self) -> watch::Receiver<u64> {
        self.0.restored.subscribe()
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

    async fn tail(&self, seen: Tail) -> Result<(Tail, Option<Uuid>), sqlx::Error> {
        let query = sqlx::query_as(AssertSqlSafe(Arc::clone(&self.tail)));
        let row: (i64, Option<Uuid>, Option<Uuid>) = query
            .bind(signed(seen.position))
            .fetch_one(&self.pool)
            .await?;
        let now = Tail {
            position: row.0.unsigned_abs(),
            event_id: row.1,
        };
        Ok((now, row.2))
    }

    /// The positions of a restored database are others, though they are equal.
    fn restart(&self, position: u64) {
        tracing::warn!(position, "the database was restored to an older state");
        self.restored.send_modify(|count| *count += 1);
        // Wakes whoever waits for news, after what it will look at.
        self.newest.send_replace(position);
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
    let mut seen = Tail::default();
    loop {
        ticks.tick().await;
        let Some(feed) = feed.upgrade() else { return };
        // Was committed before the tail is read, perhaps after the last look.
        let heard = *feed.newest.borrow();
        match tokio::time::timeout(crate::limit::QUERY_LIMIT, feed.tail(seen)).await {
            Ok(Ok((now, event_id))) => {
                match now.position >= heard && seen.is_followed_by(now, event_id) {
                    true => feed.announce(now.position),
                    false => feed.restart(now.position),
                }
                seen = now;
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn tail(position: u64, event: u128) -> Tail {
        Tail {
            position,
            event_id: Some(Uuid::from_u128(event)),
        }
    }

    #[test]
    fn a_feed_that_went_back_or_another_way_is_restored() {
        let (seen, same) = (tail(7, 70), Some(Uuid::from_u128(70)));
        assert!(Tail::default().is_followed_by(tail(7, 70), None));
        assert!(seen.is_followed_by(tail(7, 70), same));
        assert!(seen.is_followed_by(tail(9, 90), same));
        assert!(!seen.is_followed_by(tail(5, 50), None));
        assert!(!seen.is_followed_by(tail(9, 91), Some(Uuid::from_u128(71))));
    }
}
