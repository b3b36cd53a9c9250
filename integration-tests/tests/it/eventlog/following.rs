//! After every loss the stream and the subscriber's copy are equal to the
//! feed, and a projection that counts is exact.
//!
//! A stream cannot take back a message that was deleted in its middle, because
//! sequences are given once. It keeps the hole; the subscriber sees the jump in
//! the sequence and reads the owner, so its copy is equal all the same.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use eventlog::{
    checkpoint::{self, Freshness},
    feed::FeedRow,
    projector::owner::Owner,
};
use futures::{
    FutureExt,
    future::{self, BoxFuture},
    stream::BoxStream,
};
use integration_tests::until::{LIMIT, until};
use tonic::Status;

use crate::eventlog::{
    platform::{Platform, STREAM, Subscriber},
    world::{self, id, list},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_broker_loses_nothing() -> anyhow::Result<()> {
    let mut platform = Platform::with_subscriber().await?;
    for _ in 0..3 {
        platform.write().await?;
        platform.broker.kill();
        platform.write().await?;
        platform.broker.restart().await?;
    }
    platform.check().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_subscriber_goes_on_without_a_broker() -> anyhow::Result<()> {
    let mut platform = Platform::with_subscriber().await?;
    platform.write().await?;
    platform.check().await?;
    platform.broker.kill();
    platform.write().await?;
    let feed = world::all_of(&platform.log.feed()).await?;
    platform.subscriber.check(&feed).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_tail_is_sent_again_at_the_same_sequences() -> anyhow::Result<()> {
    let mut platform = Platform::with_subscriber().await?;
    platform.write().await?;
    platform.check().await?;
    platform.broker.kill();
    let older = platform.broker.copy_store()?;
    platform.broker.restart().await?;
    platform.write().await?;
    platform.check().await?;

    // Acknowledged, applied by the subscriber, and gone.
    platform.broker.kill();
    platform.broker.put_back(&older)?;
    platform.broker.restart().await?;
    platform.check().await?;
    platform.write().await?;
    platform.check().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_deleted_in_the_middle_reaches_the_subscriber() -> anyhow::Result<()> {
    let mut platform = Platform::start().await?;
    platform.write().await?;
    let stream = platform.relayed().await?;
    for sequence in [5, 6, 11] {
        stream.delete_message(sequence).await?;
    }
    platform.start_subscriber().await?;
    platform.check_without(&[5, 6, 11]).await?;
    platform.write().await?;
    platform.check_without(&[5, 6, 11]).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deleted_last_message_reaches_the_subscriber() -> anyhow::Result<()> {
    let mut platform = Platform::with_subscriber().await?;
    platform.write().await?;
    platform.check().await?;
    platform.subscriber.stop().await?;
    platform.write().await?;
    let stream = platform.relayed().await?;
    let last = stream.cached_info().state.last_sequence;
    stream.delete_message(last).await?;
    platform.start_subscriber().await?;
    platform.check_without(&[last]).await?;
    platform.write().await?;
    platform.check_without(&[last]).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deleted_stream_is_filled_again() -> anyhow::Result<()> {
    let mut platform = Platform::with_subscriber().await?;
    platform.write().await?;
    platform.check().await?;
    let context = async_nats::jetstream::new(platform.broker.client().await?);
    for _ in 0..3 {
        context.delete_stream(STREAM).await?;
        platform.write().await?;
        platform.stream().await?;
    }
    platform.check().await?;
    // Also when nobody writes.
    context.delete_stream(STREAM).await?;
    platform.check().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_wiped_while_it_runs_loses_nothing() -> anyhow::Result<()> {
    let mut platform = Platform::with_subscriber().await?;
    platform.write().await?;
    platform.check().await?;
    platform.broker.wipe()?;
    platform.write().await?;
    // What the server did without its files is gone with it.
    platform.broker.kill();
    platform.broker.wipe()?;
    platform.write().await?;
    platform.broker.restart().await?;
    platform.check().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_wiped_while_it_is_stopped_loses_nothing() -> anyhow::Result<()> {
    let mut platform = Platform::with_subscriber().await?;
    platform.write().await?;
    platform.check().await?;
    platform.broker.kill();
    platform.broker.wipe()?;
    platform.broker.restart().await?;
    platform.check().await?;
    platform.write().await?;
    platform.check().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_at_once_loses_nothing() -> anyhow::Result<()> {
    let mut platform = Platform::with_subscriber().await?;
    let mut holes = Vec::new();
    for round in 0..6 {
        platform.write().await?;
        match round {
            0 | 3 => {
                let stream = platform.relayed().await?;
                holes.push(stream.cached_info().state.last_sequence - 2);
                stream.delete_message(holes[holes.len() - 1]).await?;
            }
            1 => platform.subscriber.stop().await?,
            2 => platform.start_subscriber().await?,
            _ => platform.broker.restart().await?,
        }
    }
    platform.check_without(&holes).await?;
    platform.broker.kill();
    platform.broker.wipe()?;
    platform.write().await?;
    platform.broker.restart().await?;
    platform.check().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_subscriber_gets_the_whole_past() -> anyhow::Result<()> {
    let mut platform = Platform::with_subscriber().await?;
    for _ in 0..4 {
        platform.write().await?;
    }
    platform.check().await?;
    let mut late = Subscriber::new().await?;
    late.start(&platform.broker, &world::owner(&platform.owner))
        .await?;
    late.check(&world::all_of(&platform.log.feed()).await?)
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_read_waits_for_the_write_that_it_must_see() -> anyhow::Result<()> {
    let mut platform = Platform::start().await?;
    let written = platform.log.execute(list(id(1))).await?;
    let pool = platform.subscriber.pool.clone();
    let schema = subscriber::schema()?;
    let wait = async |position, limit| {
        let key = ("list", "registry");
        checkpoint::wait_for(&pool, &schema, key, position, limit).await
    };
    let short = Duration::from_millis(30);
    assert_eq!(wait(0, short).await?, Freshness::Fresh);
    assert_eq!(wait(written.position, short).await?, Freshness::Stale);

    platform.start_subscriber().await?;
    let long = LIMIT;
    assert_eq!(wait(written.position, long).await?, Freshness::Fresh);
    for number in 2..12 {
        let written = platform.log.execute(list(id(number))).await?;
        assert_eq!(wait(written.position, long).await?, Freshness::Fresh);
        let list = platform.subscriber.list().await?;
        assert!(list.contains_key(&id(number).to_string()));
    }
    assert_eq!(wait(written.position + 100, short).await?, Freshness::Stale);
    Ok(())
}

/// Counts how often it is asked, in vain.
#[derive(Default)]
struct Away(AtomicU32);

impl Owner for Away {
    fn read(
        &self,
        _after: u64,
    ) -> BoxFuture<'_, Result<BoxStream<'static, Result<FeedRow, Status>>, Status>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        future::ready(Err(Status::unavailable("it is away"))).boxed()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hole_waits_for_an_owner_that_is_away() -> anyhow::Result<()> {
    let mut platform = Platform::start().await?;
    platform.write().await?;
    platform.relayed().await?.delete_message(4).await?;
    let away = Arc::new(Away::default());
    let owner = Arc::clone(&away) as Arc<dyn Owner>;
    platform.subscriber.start(&platform.broker, &owner).await?;
    until("the subscriber comes to the hole", async || {
        Ok((platform.subscriber.position("list").await? == 3).then_some(()))
    })
    .await?;

    // Two replicas of two projections, half a second apart each.
    let (asked, from) = (away.0.load(Ordering::Relaxed), Instant::now());
    until("the owner is asked again and again", async || {
        Ok((away.0.load(Ordering::Relaxed) >= asked + 12).then_some(()))
    })
    .await?;
    assert!(
        from.elapsed() >= Duration::from_secs(1),
        "the owner is asked in a hot loop"
    );
    platform.write().await?;
    platform.relayed().await?;
    assert_eq!(
        platform.subscriber.position("list").await?,
        3,
        "nothing is skipped"
    );

    platform.subscriber.stop().await?;
    platform.start_subscriber().await?;
    platform.check_without(&[4]).await
}
