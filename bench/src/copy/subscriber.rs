//! A subscribing service with a database of its own, as `integration-tests/subscriber`
//! writes one.

use std::{sync::Arc, time::Duration};

use anyhow::Context;
use eventlog::{checkpoint, pool, projector::Producer};
use integration_tests::{db::Database, until::LIMIT};
use proto::asf::feed::v1::feed_service_client::FeedServiceClient;
use sqlx::PgPool;
use tokio::{sync::watch, task::JoinHandle, time::timeout};
use tokio_util::sync::CancellationToken;

use crate::platform::Platform;

/// How often its position is looked at; less than that cannot be measured.
const EVERY: Duration = Duration::from_millis(1);
const CONNECTIONS: u32 = 4;

/// Ends with the value.
pub(super) struct Subscriber {
    reached: watch::Receiver<u64>,
    tasks: [JoinHandle<anyhow::Result<()>>; 2],
    _database: Database,
}

impl Subscriber {
    /// # Errors
    /// It gets no database, or no way to NATS and to the registry.
    pub(super) async fn start(platform: &Platform) -> anyhow::Result<Self> {
        let database = Database::create().await?;
        subscriber::migrate(&pool::connect_owner(database.url()).await?).await?;
        let pool = pool::connect(database.url(), &subscriber::schema()?, CONNECTIONS).await?;
        let owner = FeedServiceClient::new(platform.channel("registry")?);
        let client = platform.ground.broker.client().await?;
        let (sender, reached) = watch::channel(0);
        let following = subscriber::run(
            pool.clone(),
            Producer::of("registry"),
            Arc::new(owner),
            client,
            CancellationToken::new(),
        );
        Ok(Self {
            reached,
            tasks: [tokio::spawn(following), tokio::spawn(look(pool, sender))],
            _database: database,
        })
    }

    /// The feed position that its copy of the list includes.
    pub(super) fn reached(&self) -> watch::Receiver<u64> {
        self.reached.clone()
    }

    /// # Errors
    /// It does not come so far.
    pub(super) async fn until(&self, position: u64) -> anyhow::Result<()> {
        let mut reached = self.reached();
        let arrived = reached.wait_for(|at| *at >= position);
        timeout(LIMIT, arrived)
            .await
            .context("the subscriber does not catch up")??;
        Ok(())
    }
}

async fn look(pool: PgPool, reached: watch::Sender<u64>) -> anyhow::Result<()> {
    let (schema, producer) = (subscriber::schema()?, Producer::of("registry").name);
    while !reached.is_closed() {
        let position = checkpoint::position(&pool, &schema, "list", &producer).await?;
        reached.send_if_modified(|at| std::mem::replace(at, position) != position);
        tokio::time::sleep(EVERY).await;
    }
    Ok(())
}

impl Drop for Subscriber {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}
