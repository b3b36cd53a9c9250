//! The log of one kind of aggregate: commands in, receipts out.

mod committer;
mod group;
mod plan;
mod rows;

use std::{sync::Arc, time::Duration};

use kernel::aggregate::Aggregate;
use sqlx::PgPool;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use crate::{
    command::{ExecuteError, Receipt, Request},
    feed::Feed,
    journal::{EventOf, Journal, Recorded, RefusalOf},
    limit,
    log::{
        committer::{Committer, Job},
        group::Transactor,
    },
    schema::Schema,
    stored::{Loader, Streams},
    telemetry,
};

/// How the log works; the defaults suit a service.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Commands that may wait; one more is answered `Busy`.
    pub queue: usize,
    /// Commands in one transaction at most.
    pub batch: usize,
    /// How long a group waits for commands that are about to come.
    pub linger: Duration,
    /// Around one command, from the queue to its answer.
    pub time_limit: Duration,
    /// A snapshot is written when a stream passes a multiple of so many events.
    pub snapshot_every: u64,
    /// Groups that are prepared at the same time; a stream is always in one.
    pub committers: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            queue: 1024,
            batch: 128,
            linger: Duration::from_millis(1),
            time_limit: Duration::from_secs(5),
            snapshot_every: 100,
            committers: 1,
        }
    }
}

/// The state of an aggregate as it stands in the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded<A> {
    pub state: A,
    pub version: u64,
}

/// A handle on the log; clones share its queue.
pub struct EventLog<J: Journal> {
    pool: PgPool,
    loader: Arc<Loader>,
    queues: Arc<[mpsc::Sender<Job<J>>]>,
    time_limit: Duration,
    feed: Feed,
}

impl<J: Journal> Clone for EventLog<J> {
    fn clone(&self) -> Self {
        Self {
            pool: self.pool.clone(),
            loader: Arc::clone(&self.loader),
            queues: Arc::clone(&self.queues),
            time_limit: self.time_limit,
            feed: self.feed.clone(),
        }
    }
}

/// What [`EventLog::execute`] answers.
pub type Executed<J> = Result<Receipt, ExecuteError<RefusalOf<J>>>;

impl<J: Journal> EventLog<J> {
    /// Starts the tasks that commit; they end with the last clone. Needs a
    /// tokio runtime, and a connection of the pool for each committer.
    #[must_use]
    pub fn start(pool: PgPool, schema: Schema, journal: Arc<J>, settings: Settings) -> Self {
        let feed = Feed::new(pool.clone(), &schema);
        Self::start_with_feed(pool, &schema, journal, settings, feed)
    }

    /// [`EventLog::start`] for a service with several kinds of aggregates: the
    /// logs of one schema share its feed, so that one relay and one wake-up
    /// serve them all.
    #[must_use]
    pub fn start_with_feed(
        pool: PgPool,
        schema: &Schema,
        journal: Arc<J>,
        settings: Settings,
        feed: Feed,
    ) -> Self {
        let loader = Arc::new(Loader::new(schema));
        let transactor = Arc::new(Transactor::new(
            schema,
            journal,
            Arc::clone(&loader),
            settings.snapshot_every,
        ));
        let queues = (0..settings.committers.max(1))
            .map(|_| {
                let (sender, queue) = mpsc::channel(settings.queue.max(1));
                let committer = Committer {
                    queue,
                    pool: pool.clone(),
                    transactor: Arc::clone(&transactor),
                    feed: feed.clone(),
                    settings,
                    connection: None,
                    expected: 1,
                };
                tokio::spawn(committer.run());
                sender
            })
            .collect();
        Self {
            pool,
            loader,
            queues,
            time_limit: settings.time_limit,
            feed,
        }
    }

    /// Decides and commits one command. Once begun it may be carried out even
    /// when the caller drops this future.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    #[tracing::instrument(
        skip_all,
        fields(aggregate.kind = J::Aggregate::NAME, aggregate.id = %request.id)
    )]
    pub async fn execute(&self, request: Request<J::Aggregate>) -> Executed<J> {
        let queue = self.queue_of(request.id);
        let (reply, answer) = oneshot::channel();
        if queue.try_send(Job { request, reply }).is_err() {
            telemetry::turned_away();
            return Err(ExecuteError::Busy);
        }
        match tokio::time::timeout(self.time_limit, answer).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) | Err(_) => Err(ExecuteError::Busy),
        }
    }

    /// All commands of one stream go through one committer.
    fn queue_of(&self, id: Uuid) -> &mpsc::Sender<Job<J>> {
        let count = self.queues.len() as u128;
        let nth = usize::try_from(id.as_u128() % count).unwrap_or_default();
        &self.queues[nth]
    }

    /// The state of one aggregate, or nothing when it has no event.
    ///
    /// # Errors
    /// The database fails, or a stored event cannot be read.
    pub async fn load(
        &self,
        id: Uuid,
    ) -> Result<Option<Loaded<J::Aggregate>>, ExecuteError<RefusalOf<J>>> {
        let load = async {
            let mut connection = self.pool.acquire().await?;
            self.loader.load(&mut connection, &[id]).await
        };
        let mut streams: Streams<J::Aggregate> =
            limit::in_time(load).await.map_err(ExecuteError::Database)?;
        match streams.remove(&id) {
            None => Ok(None),
            Some(Ok(folded)) => Ok(Some(Loaded {
                state: folded.state,
                version: folded.version,
            })),
            Some(Err(reason)) => Err(ExecuteError::Corrupt(reason)),
        }
    }

    /// Every event of one aggregate, the first one first.
    ///
    /// # Errors
    /// The database fails, or a stored event cannot be read.
    pub async fn history(
        &self,
        id: Uuid,
    ) -> Result<Vec<Recorded<EventOf<J>>>, ExecuteError<RefusalOf<J>>> {
        let read = async {
            let mut connection = self.pool.acquire().await?;
            self.loader
                .history::<J::Aggregate>(&mut connection, id)
                .await
        };
        limit::in_time(read)
            .await
            .map_err(ExecuteError::Database)?
            .map_err(ExecuteError::Corrupt)
    }

    /// The public events of the service.
    #[must_use]
    pub fn feed(&self) -> Feed {
        self.feed.clone()
    }
}
