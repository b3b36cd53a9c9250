//! An event that cannot be applied holds up its own resource alone.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use eventlog::{
    checkpoint::{self, Freshness},
    feed::FeedRow,
    log::EventLog,
    parking::{self, Parked, Retried},
    projector::{ApplyError, Projector, Subscription},
};
use futures::{FutureExt, future::BoxFuture};
use integration_tests::{broker::Broker, until::LIMIT};
use sqlx::{PgConnection, PgPool};

use crate::eventlog::{
    workshop::{Books, Command},
    world::{self, Task, World, id, list, request},
};

const SEEN: &str = "
    CREATE TABLE workshop.seen (
        place BIGSERIAL, position BIGINT PRIMARY KEY, resource TEXT NOT NULL,
        CONSTRAINT seen_resource CHECK (resource <> 'enterprises/forbidden')
    )";

/// Writes down what it sees, until it meets what it cannot take.
struct Picky {
    is_broken: AtomicBool,
}

impl Picky {
    /// Three ways to fail, by the workshop.
    async fn see(&self, tx: &mut PgConnection, row: &FeedRow) -> Result<(), ApplyError> {
        let is_broken = self.is_broken.load(Ordering::Relaxed);
        let bad = |number| is_broken && row.resource.ends_with(&id(number).to_string());
        assert!(!bad(3), "a fault that this test makes");
        let resource = if bad(2) {
            "enterprises/forbidden"
        } else {
            &row.resource
        };
        sqlx::query("INSERT INTO workshop.seen (position, resource) VALUES ($1, $2)")
            .bind(row.position as i64)
            .bind(resource)
            .execute(tx)
            .await?;
        if bad(1) {
            // What was written before the refusal must not stay.
            return Err(ApplyError::Poison("it is picky".to_owned()));
        }
        Ok(())
    }
}

impl Subscription for Picky {
    fn projection(&self) -> &'static str {
        "picky"
    }

    fn apply<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        row: &'a FeedRow,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        self.see(tx, row).boxed()
    }
}

/// A service that follows itself by a picky projection.
struct Scene {
    log: EventLog<Books>,
    pool: PgPool,
    picky: Arc<Picky>,
    world: World,
    _broker: Broker,
    _tasks: [Task; 3],
}

impl Scene {
    async fn new() -> anyhow::Result<Self> {
        let world = World::new().await?;
        world.sql(SEEN).await?;
        let broker = Broker::start().await?;
        let log = world.log().await?;
        let (relay, _) = world::relay(log.feed(), broker.client().await?);
        let (serving, owner) = world::serve(log.feed()).await?;
        let pool = world.pool(4).await?;
        let picky = Arc::new(Picky {
            is_broken: AtomicBool::new(true),
        });
        let projector = Projector::new(
            pool.clone(),
            &world.schema,
            world::producer(),
            world::owner(&owner),
            Arc::clone(&picky) as Arc<dyn Subscription>,
        );
        let client = broker.client().await?;
        let projecting = Task::start(|shutdown| projector.run(client, shutdown));
        Ok(Self {
            log,
            pool,
            picky,
            world,
            _broker: broker,
            _tasks: [relay, serving, projecting],
        })
    }

    async fn applied(&self, position: u64) -> anyhow::Result<()> {
        let (schema, key) = (&self.world.schema, ("picky", "registry"));
        let waited = checkpoint::wait_for(&self.pool, schema, key, position, LIMIT).await?;
        assert_eq!(waited, Freshness::Fresh);
        Ok(())
    }

    /// In the order in which they were applied.
    async fn seen(&self) -> anyhow::Result<Vec<i64>> {
        let positions = sqlx::query_scalar("SELECT position FROM workshop.seen ORDER BY place");
        Ok(positions.fetch_all(&self.pool).await?)
    }

    /// Position, attempts and reason.
    async fn parked(&self) -> anyhow::Result<Vec<(i64, i32, String)>> {
        let parked = parking::list(&self.pool, &self.world.schema).await?;
        assert_eq!(self.count().await?, parked.len() as u64);
        let shown = |it: Parked| (it.position, it.attempts, it.reason);
        Ok(parked.into_iter().map(shown).collect())
    }

    async fn count(&self) -> anyhow::Result<u64> {
        Ok(parking::count(&self.pool, &self.world.schema).await?)
    }

    async fn retry(&self, number: u128) -> anyhow::Result<Retried> {
        let subscription = Arc::clone(&self.picky) as Arc<dyn Subscription>;
        let resource = format!("enterprises/{}", id(number));
        let schema = &self.world.schema;
        Ok(parking::retry(&self.pool, schema, "registry", subscription, &resource).await?)
    }

    /// Four workshops come on the list, the first three of which cannot be
    /// applied, and the first one leaves.
    async fn fill(&self) -> anyhow::Result<()> {
        for number in 1..=4 {
            self.log.execute(list(id(number))).await?;
        }
        let last = self.log.execute(request(id(1), Command::Unlist)).await?;
        self.applied(last.position).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_poison_event_is_parked_with_its_resource() -> anyhow::Result<()> {
    let scene = Scene::new().await?;
    scene.fill().await?;
    assert_eq!(scene.seen().await?, [4], "the others go on");
    let parked = scene.parked().await?;
    let reasons: Vec<(i64, i32, &str)> = parked.iter().map(|it| (it.0, it.1, &*it.2)).collect();
    assert_eq!(reasons[0], (1, 1, "it is picky"));
    assert_eq!(reasons[1].0, 2);
    assert!(reasons[1].2.contains("seen_resource"), "{reasons:?}");
    assert_eq!(reasons[2], (3, 1, "the projection panicked"));
    assert_eq!(
        reasons[3],
        (5, 0, "an earlier event of the resource is parked")
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_parked_resource_is_retried_in_order_and_followed_again() -> anyhow::Result<()> {
    let scene = Scene::new().await?;
    scene.fill().await?;
    let reason = Some("it is picky".to_owned());
    let in_vain = Retried {
        applied: 0,
        left: 2,
        reason,
    };
    assert_eq!(scene.retry(1).await?, in_vain);
    assert_eq!(scene.parked().await?[0], (1, 2, "it is picky".to_owned()));

    scene.picky.is_broken.store(false, Ordering::Relaxed);
    let done = Retried {
        applied: 2,
        left: 0,
        reason: None,
    };
    assert_eq!(scene.retry(1).await?, done);
    assert_eq!(scene.seen().await?, [4, 1, 5], "in their order");
    let nothing = Retried {
        applied: 0,
        left: 0,
        reason: None,
    };
    assert_eq!(scene.retry(1).await?, nothing);

    // The others still wait for their command.
    scene.log.execute(list(id(1))).await?;
    let last = scene.log.execute(request(id(2), Command::Unlist)).await?;
    scene.applied(last.position).await?;
    assert_eq!(scene.seen().await?, [4, 1, 5, 6]);
    let waiting: Vec<i64> = scene.parked().await?.iter().map(|it| it.0).collect();
    assert_eq!(waiting, [2, 3, 7]);
    Ok(())
}
