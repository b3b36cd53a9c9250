//! The whole way of an event: a service with two relays, a broker, and two
//! replicas of the subscriber in a database of their own.

use std::collections::BTreeMap;

use anyhow::Context;
use async_nats::jetstream::{self, stream::Stream};
use eventlog::{
    checkpoint,
    feed::FeedRow,
    log::EventLog,
    pool,
    projector::{Producer, owner::Owner},
};
use futures::future;
use integration_tests::{broker::Broker, db::Database, until::until};
use proto::asf::feed::v1::feed_service_client::FeedServiceClient;
use serde_json::Value;
use sqlx::PgPool;
use std::sync::Arc;
use tonic::transport::Channel;

use crate::eventlog::{
    workshop::{Books, Command},
    world::{self, Task, World, all_of, id, list_all, request},
};

/// The stream's name by the contract.
pub(crate) const STREAM: &str = "ASF_REGISTRY";

pub(crate) struct Platform {
    pub(crate) log: EventLog<Books>,
    pub(crate) broker: Broker,
    pub(crate) subscriber: Subscriber,
    /// Serves the feed of the owner, and is asked for it.
    pub(crate) owner: FeedServiceClient<Channel>,
    client: async_nats::Client,
    _tasks: Vec<Task>,
    written: u128,
    _world: World,
}

impl Platform {
    pub(crate) async fn start() -> anyhow::Result<Self> {
        let world = World::new().await?;
        let broker = Broker::start().await?;
        let log = world.log().await?;
        let (serving, owner) = world::serve(log.feed()).await?;
        let mut tasks = vec![serving];
        for replica in [&log, &world.log().await?] {
            tasks.push(world::relay(replica.feed(), broker.client().await?).0);
        }
        Ok(Self {
            client: broker.client().await?,
            subscriber: Subscriber::new().await?,
            _world: world,
            _tasks: tasks,
            written: 0,
            log,
            broker,
            owner,
        })
    }

    /// A platform whose subscriber runs.
    pub(crate) async fn with_subscriber() -> anyhow::Result<Self> {
        let mut platform = Self::start().await?;
        platform.start_subscriber().await?;
        Ok(platform)
    }

    pub(crate) async fn start_subscriber(&mut self) -> anyhow::Result<()> {
        let owner = world::owner(&self.owner);
        self.subscriber.start(&self.broker, &owner).await
    }

    /// Eighteen public events: six come on the list, each is renamed and
    /// leaves, every second one comes again.
    pub(crate) async fn write(&mut self) -> anyhow::Result<()> {
        let numbers = self.written..self.written + 6;
        self.written = numbers.end;
        let log = &self.log;
        list_all(log, numbers.clone()).await?;
        let commands = numbers.map(|number| async move {
            let name = format!("Renamed {number}");
            let command = |command| log.execute(request(id(number), command));
            command(Command::Rename(name.clone())).await?;
            command(Command::Note).await?;
            if number % 2 == 0 {
                command(Command::Unlist).await?;
                let industry = "catering";
                command(Command::List { name, industry }).await?;
            }
            anyhow::Ok(())
        });
        future::try_join_all(commands).await?;
        Ok(())
    }

    pub(crate) async fn stream(&self) -> anyhow::Result<Stream> {
        let context = jetstream::new(self.client.clone());
        until("the stream answers", async || {
            Ok(context.get_stream(STREAM).await.ok())
        })
        .await
    }

    /// Waits until the relays have carried everything.
    pub(crate) async fn relayed(&self) -> anyhow::Result<Stream> {
        let head = self.log.feed().head().await?;
        let context = jetstream::new(self.client.clone());
        until("the stream is as long as the feed", async || {
            let stream = context.get_stream(STREAM).await.ok();
            Ok(stream.filter(|it| it.cached_info().state.last_sequence == head))
        })
        .await
    }

    /// Waits for the relays and the subscriber, and compares both with the
    /// feed: every message, every row and every count.
    pub(crate) async fn check(&self) -> anyhow::Result<()> {
        self.check_without(&[]).await
    }

    /// The same when the stream cannot have some messages any more.
    pub(crate) async fn check_without(&self, holes: &[u64]) -> anyhow::Result<()> {
        let stream = self.relayed().await?;
        let feed = all_of(&self.log.feed()).await?;
        let expected: Vec<_> = feed
            .iter()
            .filter(|row| !holes.contains(&row.position))
            .map(message)
            .collect();
        assert_eq!(messages(&stream, feed.len() as u64).await?, expected);
        self.subscriber.check(&feed).await
    }
}

type Message = (u64, String, String, String);

fn message(row: &FeedRow) -> Message {
    let id = row.event_id.to_string();
    (row.position, id, row.subject.clone(), row.data.clone())
}

/// All messages of a stream up to a sequence.
pub(crate) async fn messages(stream: &Stream, last: u64) -> anyhow::Result<Vec<Message>> {
    let mut messages = Vec::new();
    for sequence in 1..=last {
        let Ok(found) = stream.get_raw_message(sequence).await else {
            continue;
        };
        let id = found
            .headers
            .get("ce-id")
            .context("a message without an id")?;
        messages.push((
            found.sequence,
            id.to_string(),
            found.subject.to_string(),
            String::from_utf8(found.payload.to_vec())?,
        ));
    }
    Ok(messages)
}

/// The second service, with a database of its own.
pub(crate) struct Subscriber {
    pub(crate) pool: PgPool,
    replicas: Vec<Task>,
    _database: Database,
}

impl Subscriber {
    pub(crate) async fn new() -> anyhow::Result<Self> {
        let database = Database::create().await?;
        subscriber::migrate(&pool::connect_owner(database.url()).await?).await?;
        Ok(Self {
            pool: pool::connect(database.url(), &subscriber::schema()?, 10).await?,
            replicas: Vec::new(),
            _database: database,
        })
    }

    pub(crate) async fn start(
        &mut self,
        broker: &Broker,
        owner: &Arc<dyn Owner>,
    ) -> anyhow::Result<()> {
        for _ in 0..2 {
            let (pool, owner, client) =
                (self.pool.clone(), Arc::clone(owner), broker.client().await?);
            let replica = Task::start(|shutdown| async move {
                let ran = subscriber::run(pool, world::producer(), owner, client, shutdown).await;
                assert!(ran.is_ok(), "{ran:?}");
            });
            self.replicas.push(replica);
        }
        Ok(())
    }

    pub(crate) async fn stop(&mut self) -> anyhow::Result<()> {
        for replica in self.replicas.drain(..) {
            replica.stop().await?;
        }
        Ok(())
    }

    pub(crate) async fn position(&self, projection: &str) -> anyhow::Result<u64> {
        let producer = Producer::of("registry").name;
        let schema = subscriber::schema()?;
        Ok(checkpoint::position(&self.pool, &schema, projection, &producer).await?)
    }

    /// Waits for the end of the feed and compares.
    pub(crate) async fn check(&self, feed: &[FeedRow]) -> anyhow::Result<()> {
        let head = feed.len() as u64;
        for projection in ["list", "monthly"] {
            until("the subscriber reaches the head of the feed", async || {
                Ok((self.position(projection).await? == head).then_some(()))
            })
            .await?;
        }
        assert_eq!(self.list().await?, list_of(feed)?);
        assert_eq!(self.counts().await?, counts_of(feed)?);
        Ok(())
    }

    pub(crate) async fn list(&self) -> anyhow::Result<BTreeMap<String, String>> {
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT enterprise_id::TEXT, name FROM subscriber.list")
                .fetch_all(&self.pool)
                .await?;
        Ok(rows.into_iter().collect())
    }

    async fn counts(&self) -> anyhow::Result<BTreeMap<String, i64>> {
        let rows: Vec<(String, i64)> = sqlx::query_as(
            "SELECT industry || ' ' || month, listed FROM subscriber.listed_by_month",
        )
        .fetch_all(&self.pool)
        .await?;
        Ok(rows.into_iter().collect())
    }
}

fn list_of(feed: &[FeedRow]) -> anyhow::Result<BTreeMap<String, String>> {
    let mut list = BTreeMap::new();
    for row in feed {
        let data: Value = serde_json::from_str(&row.data)?;
        let word = |key: &str| data[key].as_str().map(str::to_owned).context("a word");
        match row.r#type.as_str() {
            "asf.registry.v1.EnterpriseUnlisted" => list.remove(&word("enterpriseId")?),
            _ => list.insert(word("enterpriseId")?, word("name")?),
        };
    }
    Ok(list)
}

fn counts_of(feed: &[FeedRow]) -> anyhow::Result<BTreeMap<String, i64>> {
    let mut counts = BTreeMap::new();
    let listed = feed
        .iter()
        .filter(|row| row.r#type == "asf.registry.v1.EnterpriseListed");
    for row in listed {
        let data: Value = serde_json::from_str(&row.data)?;
        let industry = data["industries"][0].as_str().context("an industry")?;
        let month = data["listedAt"].as_str().context("a time")?;
        *counts
            .entry(format!("{industry} {}", &month[..7]))
            .or_default() += 1;
    }
    Ok(counts)
}
