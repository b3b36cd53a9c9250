//! Two replicas of everything on one database: a killed one loses nothing and
//! doubles nothing, and a broker without its files is filled again.

use std::{collections::BTreeSet, time::Duration};

use anyhow::Context;
use async_nats::jetstream;
use futures::{StreamExt, TryStreamExt, stream};
use integration_tests::{
    profiles,
    stack::{Stack, answer::Answer, sse::Events},
    until::until,
};
use serde_json::{Value, json};

const STREAM: &str = "ASF_REGISTRY";
/// Each with three commands.
const ENTERPRISES: u32 = 70;
const AT_ONCE: usize = 8;

/// Sends a command until one of the replicas has carried it out; the key makes
/// sure that it happens once.
async fn persist(stack: &Stack, path: &str, key: &str, body: &Value) -> anyhow::Result<Answer> {
    let mut number = key.len();
    until(&format!("{path} is done"), async || {
        number += 1;
        let request = stack
            .staff_at(number % 2, "POST", path)
            .header("idempotency-key", key);
        match request.json(body).send().await {
            Ok(answer) if answer.status < 500 => Ok(Some(answer.expect_success()?)),
            Ok(_) | Err(_) => Ok(None),
        }
    })
    .await
}

async fn bring_onto_the_list(stack: &Stack, number: u32) -> anyhow::Result<String> {
    let profile = profiles::complete(&format!("Nummer {number}"), number);
    let key = format!("register-{number}");
    let made = persist(stack, "/api/v1/enterprises", &key, &profile).await?;
    let id = made.text("/enterprise/id")?;
    for step in ["submit", "list"] {
        let path = format!("/api/v1/enterprises/{id}:{step}");
        persist(stack, &path, &format!("{step}-{number}"), &json!({})).await?;
    }
    Ok(id)
}

/// The feed as a new client reads it, up to this position.
async fn feed(stack: &Stack, gateway: usize, length: usize) -> anyhow::Result<Vec<Value>> {
    let mut events = Events::open(stack.anonymous_at(gateway, "GET", "/api/v1/events")).await?;
    let mut all = Vec::new();
    for _ in 0..length {
        all.push(events.next().await?.data);
    }
    let more = events.next_within(Duration::from_millis(300)).await;
    anyhow::ensure!(more.is_err(), "more events than expected: {more:?}");
    Ok(all)
}

/// The stream's messages in order: sequence and `ce-id`.
async fn stream_ids(stack: &Stack, length: u64) -> anyhow::Result<Vec<(u64, String)>> {
    let context = jetstream::new(stack.ground.broker.client().await?);
    let stream = until("the stream is filled", async || {
        let Ok(mut stream) = context.get_stream(STREAM).await else {
            return Ok(None);
        };
        let last = stream.info().await?.state.last_sequence;
        Ok((last >= length).then_some(stream))
    })
    .await?;
    anyhow::ensure!(stream.cached_info().state.last_sequence == length);
    let messages = stream::iter(1..=length).then(async |sequence| {
        let message = stream.get_raw_message(sequence).await?;
        let id = message
            .headers
            .get("ce-id")
            .context("an event has its id")?
            .to_string();
        anyhow::Ok((message.sequence, id))
    });
    messages.try_collect().await
}

fn numbered(feed: &[Value]) -> Vec<(u64, String)> {
    let ids = feed.iter().filter_map(|it| it["id"].as_str());
    (1..).zip(ids.map(str::to_owned)).collect()
}

#[tokio::test]
async fn a_killed_replica_loses_nothing_and_doubles_nothing() -> anyhow::Result<()> {
    let mut stack = Stack::of(2).await?;
    let (tell, mut told) = tokio::sync::watch::channel(0_usize);
    let mut victim = stack.registries.remove(0);
    let killing = async {
        told.wait_for(|done| *done >= ENTERPRISES as usize / 3)
            .await?;
        victim.kill();
        victim.restart().await
    };
    let working = stream::iter(0..ENTERPRISES)
        .map(|number| bring_onto_the_list(&stack, number))
        .buffer_unordered(AT_ONCE)
        .inspect_ok(|_| tell.send_modify(|done| *done += 1))
        .try_collect::<BTreeSet<String>>();
    let (ids, ()) = tokio::try_join!(working, killing).with_context(|| stack.logs())?;

    let length = ENTERPRISES as usize;
    assert_eq!(ids.len(), length);
    for gateway in [0, 1] {
        stack.ready(gateway).await?;
        let feed = feed(&stack, gateway, length).await?;
        let listed: BTreeSet<String> = feed
            .iter()
            .filter_map(|it| it["data"]["enterpriseId"].as_str().map(str::to_owned))
            .collect();
        assert_eq!(listed, ids, "each once, and no other");
        assert_eq!(stream_ids(&stack, length as u64).await?, numbered(&feed));
        until("the replica finds all", async || {
            let answer = stack
                .anonymous_at(gateway, "GET", "/api/v1/enterprises")
                .send()
                .await?;
            Ok((answer.body["total_size"] == length).then_some(()))
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_broker_without_its_files_is_filled_again() -> anyhow::Result<()> {
    let mut stack = Stack::of(2).await?;
    for number in 0..5 {
        bring_onto_the_list(&stack, number).await?;
    }
    let before = stream_ids(&stack, 5).await?;
    stack.ground.broker.kill();
    stack.ground.broker.wipe()?;
    // Commands need no broker.
    bring_onto_the_list(&stack, 5).await?;
    let feed = feed(&stack, 1, 6).await?;
    stack.ground.broker.restart().await?;
    let after = stream_ids(&stack, 6).await?;
    assert_eq!(after[..5], before);
    assert_eq!(after, numbered(&feed));
    Ok(())
}

#[tokio::test]
async fn a_read_at_the_other_replica_includes_what_was_written() -> anyhow::Result<()> {
    let stack = Stack::of(2).await?;
    for number in 0..20 {
        let id = bring_onto_the_list(&stack, number).await?;
        let path = format!("/api/v1/enterprises/{id}:unlist");
        let answer = stack
            .staff_at(0, "POST", &path)
            .json(&json!({}))
            .send()
            .await?;
        let position = answer.expect(200)?.text("/position")?;
        let request = stack.anonymous_at(1, "GET", "/api/v1/enterprises");
        let found = request
            .query(&[("read_after", &position)])
            .send()
            .await?
            .expect(200)?;
        assert_ne!(found.body["stale"], true, "{}", found.raw);
        assert_eq!(
            found.body["total_size"].as_u64().unwrap_or(0),
            0,
            "{}",
            found.raw
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_rollout_loses_no_command() -> anyhow::Result<()> {
    let mut stack = Stack::of(2).await?;
    bring_onto_the_list(&stack, 0).await?;
    let code = stack.registries[0].terminate().await?;
    assert_eq!(code, Some(0), "{}", stack.logs());
    bring_onto_the_list(&stack, 1).await?;
    stack.registries[0].restart().await?;
    stack.ready(0).await?;
    assert_eq!(feed(&stack, 0, 2).await?.len(), 2);
    Ok(())
}
