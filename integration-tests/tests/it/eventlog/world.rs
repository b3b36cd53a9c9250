//! The servers of one test, and a service of workshops on them.

use std::{sync::Arc, time::Duration};

use eventlog::{
    command::{Idempotency, Receipt, Request},
    feed::{Feed, FeedRow},
    feed_server::FeedServer,
    log::{EventLog, Settings},
    migrate, pool,
    projector::{Producer, owner::Owner},
    relay::{Relay, RelayState, StreamSettings},
    schema::Schema,
};
use futures::future;
use integration_tests::{db::Database, limit::Deadline, until::LIMIT};
use kernel::metadata::Metadata;
use proto::asf::feed::v1::{
    feed_service_client::FeedServiceClient, feed_service_server::FeedServiceServer,
};
use sqlx::PgPool;
use time::{OffsetDateTime, macros::datetime};
use tokio::{sync::watch, task::JoinHandle};
use tokio_util::sync::{CancellationToken, DropGuard};
use tonic::transport::{Channel, Server, server::TcpIncoming};
use uuid::Uuid;

use crate::eventlog::workshop::{Books, Command, TABLE, Workshop};

/// When everything in these tests happens.
pub(crate) const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);
/// How soon relays and projectors look for losses that nobody told them of.
pub(crate) const RECHECK: Duration = Duration::from_millis(300);

/// A database with the tables of the service.
pub(crate) struct World {
    pub(crate) schema: Schema,
    /// The owner's connections.
    pub(crate) owner: PgPool,
    pub(crate) database: Database,
    _deadline: Deadline,
}

impl World {
    pub(crate) async fn new() -> anyhow::Result<Self> {
        let database = Database::create().await?;
        let owner = pool::connect_owner(database.url()).await?;
        let schema = Schema::parse("workshop")?;
        migrate::migrate(&owner, &schema).await?;
        sqlx::raw_sql(TABLE).execute(&owner).await?;
        Ok(Self {
            schema,
            owner,
            database,
            _deadline: Deadline::of_this_test(),
        })
    }

    /// Connections in the service's role.
    pub(crate) async fn pool(&self, connections: u32) -> anyhow::Result<PgPool> {
        Ok(pool::connect(self.database.url(), &self.schema, connections).await?)
    }

    /// One replica of the service, with connections of its own.
    pub(crate) async fn log(&self) -> anyhow::Result<EventLog<Books>> {
        self.log_of(Books::default(), patient()).await
    }

    pub(crate) async fn log_of<const SHAPE: i32>(
        &self,
        books: Books<SHAPE>,
        settings: Settings,
    ) -> anyhow::Result<EventLog<Books<SHAPE>>> {
        let pool = self.pool(4).await?;
        Ok(EventLog::start(
            pool,
            self.schema.clone(),
            Arc::new(books),
            settings,
        ))
    }

    pub(crate) async fn sql(&self, statement: &'static str) -> anyhow::Result<()> {
        sqlx::raw_sql(statement).execute(&self.owner).await?;
        Ok(())
    }

    pub(crate) async fn number(&self, query: &'static str) -> anyhow::Result<i64> {
        Ok(sqlx::query_scalar(query).fetch_one(&self.owner).await?)
    }
}

/// A machine that is busy with other tests makes no command late.
pub(crate) fn patient() -> Settings {
    Settings {
        time_limit: LIMIT,
        ..Settings::default()
    }
}

pub(crate) fn request(id: Uuid, command: Command) -> Request<Workshop> {
    Request {
        id,
        command,
        expected_version: None,
        idempotency: None,
        metadata: Metadata::system(NOW),
    }
}

pub(crate) fn keyed(request: Request<Workshop>, key: &str, hash: u8) -> Request<Workshop> {
    Request {
        idempotency: Some(Idempotency {
            key: key.to_owned(),
            request_hash: [hash; 32],
        }),
        ..request
    }
}

pub(crate) fn list(id: Uuid) -> Request<Workshop> {
    let name = format!("Workshop {id}");
    request(
        id,
        Command::List {
            name,
            industry: "cafe",
        },
    )
}

pub(crate) fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// Lists workshops with the numbers of a range, all at once.
pub(crate) async fn list_all(
    log: &EventLog<Books>,
    numbers: std::ops::Range<u128>,
) -> anyhow::Result<Vec<Receipt>> {
    let commands = numbers.map(|number| log.execute(list(id(number))));
    Ok(future::try_join_all(commands).await?)
}

pub(crate) async fn all_of(feed: &Feed) -> anyhow::Result<Vec<FeedRow>> {
    Ok(feed.read(0, u32::MAX).await?)
}

pub(crate) fn stream() -> StreamSettings {
    StreamSettings {
        recheck: RECHECK,
        ..StreamSettings::of("registry")
    }
}

pub(crate) fn producer() -> Producer {
    Producer {
        recheck: RECHECK,
        ..Producer::of("registry")
    }
}

/// A task that ends with the value.
pub(crate) struct Task {
    _ends: DropGuard,
    shutdown: CancellationToken,
    task: JoinHandle<()>,
}

impl Task {
    pub(crate) fn start<F: Future<Output = ()> + Send + 'static>(
        start: impl FnOnce(CancellationToken) -> F,
    ) -> Self {
        let shutdown = CancellationToken::new();
        Self {
            task: tokio::spawn(start(shutdown.clone())),
            _ends: shutdown.clone().drop_guard(),
            shutdown,
        }
    }

    pub(crate) async fn stop(self) -> anyhow::Result<()> {
        self.shutdown.cancel();
        Ok(self.task.await?)
    }
}

pub(crate) fn relay(feed: Feed, client: async_nats::Client) -> (Task, watch::Receiver<RelayState>) {
    let relay = Relay::new(feed, client, stream());
    let state = relay.state();
    (Task::start(|shutdown| relay.run(shutdown)), state)
}

/// Serves the feed over gRPC, and a client of it.
pub(crate) async fn serve(feed: Feed) -> anyhow::Result<(Task, FeedServiceClient<Channel>)> {
    let incoming = TcpIncoming::bind("127.0.0.1:0".parse()?)
        .map_err(|error| anyhow::anyhow!("no port: {error}"))?;
    let address = incoming.local_addr()?;
    let task = Task::start(|shutdown| async move {
        let service = FeedServiceServer::new(FeedServer::new(feed).until(shutdown.clone()));
        let served = Server::builder()
            .add_service(service)
            .serve_with_incoming_shutdown(incoming, shutdown.cancelled())
            .await;
        assert!(served.is_ok(), "{served:?}");
    });
    let channel = Channel::from_shared(format!("http://{address}"))?.connect_lazy();
    Ok((task, FeedServiceClient::new(channel)))
}

pub(crate) fn owner(client: &FeedServiceClient<Channel>) -> Arc<dyn Owner> {
    Arc::new(client.clone())
}
