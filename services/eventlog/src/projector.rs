//! Applies another service's events: follows its stream from an own
//! checkpoint, and reads from the owner what the stream could not give.
//!
//! Read model, checkpoint and parking go in one transaction under a lock on
//! the checkpoint, and events are told by their position. So every event is
//! applied once, however often it is delivered and by however many replicas,
//! also by a projection that only counts.

pub(crate) mod apply;
pub mod owner;
mod source;

use std::{sync::Arc, time::Duration};

use futures::{TryStreamExt, future::BoxFuture};
use sqlx::{PgConnection, PgPool};
use tokio_util::sync::CancellationToken;
use tonic::Status;

use crate::{
    feed::FeedRow,
    projector::{
        apply::{Applied, Applier},
        owner::Owner,
        source::{Batch, Source},
    },
    schema::Schema,
};

/// Between attempts while something is away; also how often the owner is
/// asked while NATS is away.
const RETRY: Duration = Duration::from_millis(500);
/// Events in one transaction.
pub(crate) const CHUNK: usize = 256;
/// For one event of the owner's stream: a half-open connection gives none.
const OWNER_LIMIT: Duration = Duration::from_secs(10);

/// What a projection does with another service's events.
pub trait Subscription: Send + Sync + 'static {
    /// The projection's name: its checkpoint stands under it.
    fn projection(&self) -> &str;

    /// Applies one event in the transaction of its checkpoint. Calls no
    /// network. An event that is of no interest is `Ok`.
    fn apply<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        event: &'a FeedRow,
    ) -> BoxFuture<'a, Result<(), ApplyError>>;
}

/// Why an event was not applied.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// The event itself is the reason: it is parked, and with it later events
    /// of its resource. Values that break a rule of a table count as this.
    #[error("{0}")]
    Poison(String),
    /// Tried again until it works.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

/// Whose events to follow.
#[derive(Clone, Debug)]
pub struct Producer {
    /// The service's name, e.g. `registry`; the checkpoint stands under it.
    pub name: String,
    /// Its stream, e.g. `ASF_REGISTRY`.
    pub stream: String,
    /// A quiet stream is compared with the owner's feed so often.
    pub recheck: Duration,
}

impl Producer {
    /// A service by the contract's names.
    #[must_use]
    pub fn of(service: &str) -> Self {
        Self {
            name: service.to_owned(),
            stream: format!("ASF_{}", service.to_ascii_uppercase()),
            recheck: Duration::from_secs(10),
        }
    }
}

/// Keeps one projection up to date.
pub struct Projector {
    producer: Producer,
    owner: Arc<dyn Owner>,
    applier: Applier,
    /// The last trouble that was logged.
    trouble: std::sync::Mutex<Option<String>>,
}

/// Why following the stream ended.
pub(crate) enum Ended {
    /// Events are missing in the stream: the owner has them.
    Gap {
        /// Events that were applied before the hole.
        applied: u64,
    },
    /// The stream or the connection is gone.
    Lost(String),
    /// Nothing came for a while.
    Quiet,
}

#[derive(Debug, thiserror::Error)]
enum RefillError {
    #[error("the owner does not answer: {0}")]
    Owner(#[from] Status),
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
}

impl Projector {
    #[must_use]
    pub fn new(
        pool: PgPool,
        schema: &Schema,
        producer: Producer,
        owner: Arc<dyn Owner>,
        subscription: Arc<dyn Subscription>,
    ) -> Self {
        Self {
            applier: Applier::new(pool, schema, &producer.name, subscription),
            producer,
            owner,
            trouble: std::sync::Mutex::new(None),
        }
    }

    /// Runs until the token is cancelled. The client should retry its first
    /// connection and never give up.
    pub async fn run(self, client: async_nats::Client, shutdown: CancellationToken) {
        shutdown.run_until_cancelled(self.keep_up(client)).await;
    }

    async fn keep_up(&self, client: async_nats::Client) {
        let source = Source::new(client, self.producer.clone());
        loop {
            let refilled = self.refill().await;
            let followed = self.follow(&source).await;
            match (refilled, followed) {
                (_, Ok(Ended::Lost(reason))) => self.pause(reason).await,
                (_, Err(error)) => self.pause(error.to_string()).await,
                // Without a pause a hole would be met again at once.
                (Err(error), Ok(Ended::Gap { .. })) => self.pause(error.to_string()).await,
                (Ok(0), Ok(Ended::Gap { applied: 0 })) => {
                    self.pause("the stream lacks an event, and the owner too".to_owned())
                        .await;
                }
                // The stream was followed meanwhile, so that is no trouble yet.
                (_, Ok(Ended::Gap { .. } | Ended::Quiet)) => self.well(),
            }
        }
    }

    /// Applies what the owner's feed has after the checkpoint.
    async fn refill(&self) -> Result<u64, RefillError> {
        let mut position = self.applier.position().await?;
        let opened = tokio::time::timeout(OWNER_LIMIT, self.owner.read(position));
        let rows = opened.await.map_err(|_| late())??;
        let mut chunks = rows.try_ready_chunks(CHUNK);
        let mut refilled = 0;
        loop {
            let next = tokio::time::timeout(OWNER_LIMIT, chunks.try_next());
            let chunk = match next.await.map_err(|_| late())? {
                Ok(Some(rows)) => rows,
                Ok(None) => break,
                Err(error) => return Err(error.1.into()),
            };
            let applied = self.applier.apply(&chunk).await?;
            refilled += applied.position().saturating_sub(position);
            position = applied.position();
        }
        if refilled > 0 {
            tracing::info!(
                projection = self.applier.projection(),
                producer = self.producer.name,
                position,
                events = refilled,
                "refilled from the owner"
            );
        }
        Ok(refilled)
    }

    /// Applies what the stream brings, until it does not serve any more.
    async fn follow(&self, source: &Source) -> Result<Ended, sqlx::Error> {
        let position = self.applier.position().await?;
        let mut messages = match source.open(position).await {
            Ok(messages) => messages,
            Err(reason) => return Ok(Ended::Lost(reason)),
        };
        let mut last = position;
        let gap = |at: u64| Ended::Gap {
            applied: at.saturating_sub(position),
        };
        loop {
            let rows = match messages.next().await {
                Batch::Rows(rows) => rows,
                Batch::Hole => return Ok(gap(last)),
                Batch::Ended(ended) => return Ok(ended),
            };
            match self.applier.apply(&rows).await? {
                Applied::All(position) => last = position,
                Applied::UpToGap(position) => return Ok(gap(position)),
            }
            self.well();
        }
    }

    fn well(&self) {
        if self.swap_trouble(None).is_some() {
            let projection = self.applier.projection();
            tracing::info!(projection, "the projector goes on");
        }
    }

    /// Says once what is wrong.
    async fn pause(&self, reason: String) {
        if self.swap_trouble(Some(reason.clone())).is_none() {
            let projection = self.applier.projection();
            tracing::warn!(projection, reason, "the projector waits");
        }
        tokio::time::sleep(RETRY).await;
    }

    fn swap_trouble(&self, now: Option<String>) -> Option<String> {
        let mut trouble = self
            .trouble
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        std::mem::replace(&mut *trouble, now)
    }
}

fn late() -> Status {
    Status::deadline_exceeded("the owner took too long")
}
