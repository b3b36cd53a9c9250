//! What the stream holds, beside the feed that it is made from.

use std::time::Duration;

use eventlog::relay::{Alarm, RelayState};
use futures::future;
use integration_tests::{broker::Broker, until::until};
use tokio::sync::watch;

use crate::eventlog::{
    platform::{Platform, STREAM, messages},
    workshop::Command,
    world::{World, all_of, id, list_all, relay, request},
};

async fn state_of(
    relay: &watch::Receiver<RelayState>,
    what: &str,
    fits: impl Fn(&RelayState) -> bool,
) -> anyhow::Result<()> {
    until(what, async || Ok(fits(&relay.borrow()).then_some(()))).await
}

#[tokio::test]
async fn a_message_is_a_cloud_event_at_its_position() -> anyhow::Result<()> {
    let mut platform = Platform::start().await?;
    platform.write().await?;
    let stream = platform.relayed().await?;
    let row = &all_of(&platform.log.feed()).await?[2];
    let message = stream.get_raw_message(3).await?;
    for (name, value) in [
        ("ce-specversion", "1.0"),
        ("ce-id", &row.event_id.to_string()),
        ("ce-source", "/asf/registry"),
        ("ce-type", &row.r#type),
        ("ce-time", "2026-03-01T12:00:00Z"),
        ("ce-subject", &row.resource),
        ("ce-sequence", "3"),
        ("ce-datacontenttype", "application/json"),
    ] {
        let found = message.headers.get(name).map(ToString::to_string);
        assert_eq!(found.as_deref(), Some(value), "{name}");
    }
    assert_eq!(message.subject.as_str(), row.subject);
    assert_eq!(message.payload, row.data.as_bytes());
    let config = &stream.cached_info().config;
    assert!(config.deny_purge);
    assert_eq!(config.subjects, ["asf.registry.v1.*.*.*"]);
    assert_eq!(config.max_message_size, 256 * 1024);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_relays_at_once_write_one_stream() -> anyhow::Result<()> {
    let world = World::new().await?;
    let broker = Broker::start().await?;
    let mut replicas = Vec::new();
    for _ in 0..3 {
        let log = world.log().await?;
        let (task, state) = relay(log.feed(), broker.client().await?);
        replicas.push((log, task, state));
    }
    let writers = (0..).zip(&replicas).map(|(nth, (log, ..))| async move {
        for round in 0..10 {
            let first = nth * 1000 + round * 10;
            list_all(log, first..first + 10).await?;
        }
        anyhow::Ok(())
    });
    future::try_join_all(writers).await?;

    for (_, _, state) in &replicas {
        state_of(state, "each relay sees the end", |it| it.position == 300).await?;
    }
    let context = async_nats::jetstream::new(broker.client().await?);
    let stream = context.get_stream(STREAM).await?;
    let found = messages(&stream, 300).await?;
    let feed = all_of(&replicas[0].0.feed()).await?;
    let ids = |row: &eventlog::feed::FeedRow| (row.position, row.event_id.to_string());
    assert_eq!(
        found.into_iter().map(|it| (it.0, it.1)).collect::<Vec<_>>(),
        feed.iter().map(ids).collect::<Vec<_>>()
    );
    assert_eq!(stream.cached_info().state.messages, 300);
    Ok(())
}

/// The database was restored from a copy that is older than the stream.
#[tokio::test]
async fn a_stream_ahead_of_its_database_stops_the_relay() -> anyhow::Result<()> {
    let (before, restored) = tokio::try_join!(World::new(), World::new())?;
    let broker = Broker::start().await?;
    let log = before.log().await?;
    let (task, state) = relay(log.feed(), broker.client().await?);
    list_all(&log, 0..10).await?;
    state_of(&state, "ten are carried", |it| it.position == 10).await?;
    task.stop().await?;

    let log = restored.log().await?;
    list_all(&log, 100..103).await?;
    let (_task, state) = relay(log.feed(), broker.client().await?);
    let ahead = Alarm::StreamAhead {
        stream: 10,
        feed: 3,
    };
    state_of(&state, "the relay sees it", |it| {
        it.alarm.as_ref() == Some(&ahead)
    })
    .await?;

    // It goes on by itself, and to another end.
    list_all(&log, 103..112).await?;
    let diverged = Alarm::Diverged { position: 10 };
    state_of(&state, "the relay sees it", |it| {
        it.alarm.as_ref() == Some(&diverged)
    })
    .await?;
    let context = async_nats::jetstream::new(broker.client().await?);
    let info = context.get_stream(STREAM).await?.cached_info().clone();
    assert_eq!(info.state.last_sequence, 10, "nothing was sent meanwhile");

    // What the operator does: the stream is made from the feed again.
    context.delete_stream(STREAM).await?;
    state_of(&state, "the relay goes on", |it| {
        it.alarm.is_none() && it.position == 12
    })
    .await?;
    let stream = context.get_stream(STREAM).await?;
    let ids: Vec<String> = messages(&stream, 12)
        .await?
        .into_iter()
        .map(|it| it.1)
        .collect();
    let feed = all_of(&log.feed()).await?;
    assert_eq!(
        ids,
        feed.iter()
            .map(|it| it.event_id.to_string())
            .collect::<Vec<_>>()
    );
    Ok(())
}

#[tokio::test]
async fn a_relay_says_whether_the_broker_answers() -> anyhow::Result<()> {
    let world = World::new().await?;
    let mut broker = Broker::start().await?;
    let log = world.log().await?;
    broker.kill();
    let (_task, state) = relay(log.feed(), broker.client().await?);
    // Commands do not need the broker.
    list_all(&log, 0..3).await?;
    assert!(!state.borrow().connected);
    broker.restart().await?;
    state_of(&state, "it connects", |it| it.connected && it.position == 3).await?;
    broker.kill();
    log.execute(request(id(0), Command::Unlist)).await?;
    state_of(&state, "it sees the loss", |it| !it.connected).await?;
    broker.restart().await?;
    state_of(&state, "it goes on", |it| it.connected && it.position == 4).await?;
    Ok(())
}

/// After a disk that was full, nats-server keeps its write error until it is
/// started again: it tells where the stream ends, and takes nothing.
#[tokio::test]
async fn a_broker_that_takes_nothing_is_one_alarm_until_it_takes_again() -> anyhow::Result<()> {
    let world = World::new().await?;
    let mut broker = Broker::start().await?;
    let log = world.log().await?;
    let (_task, state) = relay(log.feed(), broker.client().await?);
    list_all(&log, 0..3).await?;
    state_of(&state, "three are carried", |it| it.position == 3).await?;

    broker.fill_disk(true)?;
    list_all(&log, 3..6).await?;
    let stalled = Some(Alarm::TakesNothing { position: 3 });
    state_of(&state, "the relay sees it", |it| it.alarm == stalled).await?;
    broker.fill_disk(false)?;
    // Several attempts: what is wrong is not said and taken back in turns.
    let mut changes = state.clone();
    let taken_back = changes.wait_for(|it| it.alarm != stalled);
    let taken_back = tokio::time::timeout(Duration::from_secs(8), taken_back).await;
    assert!(taken_back.is_err(), "{taken_back:?}");

    broker.restart().await?;
    state_of(&state, "the relay goes on by itself", |it| {
        it.alarm.is_none() && it.connected && it.position == 6
    })
    .await?;
    let context = async_nats::jetstream::new(broker.client().await?);
    let found = messages(&context.get_stream(STREAM).await?, 6).await?;
    let feed = all_of(&log.feed()).await?;
    let ids = |row: &eventlog::feed::FeedRow| row.event_id.to_string();
    assert_eq!(
        found.into_iter().map(|it| it.1).collect::<Vec<_>>(),
        feed.iter().map(ids).collect::<Vec<_>>()
    );
    Ok(())
}
