//! The public feed over HTTP: complete, in order, live, and resumed where a
//! client stopped.

use std::time::{Duration, Instant};

use integration_tests::{
    profiles,
    stack::{Stack, sse::Events},
    until::until,
};

const FEED: &str = "/api/v1/events";

async fn list(stack: &Stack, numbers: std::ops::Range<u32>) -> anyhow::Result<()> {
    for number in numbers {
        stack
            .listed(&profiles::complete(&format!("Nummer {number}"), number))
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_feed_begins_anywhere_and_counts_without_a_hole() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    list(&stack, 0..5).await?;
    for (query, first) in [("", 1), ("?after=0", 1), ("?after=3", 4)] {
        let request = stack.anonymous("GET", &format!("{FEED}{query}"));
        let mut events = Events::open(request).await?;
        for sequence in first..=5 {
            let event = events.next().await?;
            assert_eq!(event.id, sequence.to_string());
            assert_eq!(event.event, "asf.registry.v1.EnterpriseListed");
            assert_eq!(event.data["sequence"], sequence.to_string());
            assert_eq!(event.data["source"], "/asf/registry");
            assert_eq!(
                event.data["data"]["name"],
                format!("Nummer {}", sequence - 1)
            );
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_broken_stream_goes_on_behind_the_last_event() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    list(&stack, 0..3).await?;
    let mut events = Events::open(stack.anonymous("GET", FEED)).await?;
    events.next().await?;
    let last = events.next().await?.id;
    drop(events);
    list(&stack, 3..5).await?;
    // The header wins: a browser repeats the URL it began with.
    let again = stack.anonymous("GET", &format!("{FEED}?after=0"));
    let mut events = Events::open(again.header("last-event-id", &last)).await?;
    for expected in ["3", "4", "5"] {
        assert_eq!(events.next().await?.id, expected);
    }
    Ok(())
}

#[tokio::test]
async fn a_new_asf_is_seen_within_a_second() -> anyhow::Result<()> {
    let stack = Stack::of(2).await?;
    // At the other replica, which does not carry out the commands.
    let mut events = Events::open(stack.anonymous_at(1, "GET", FEED)).await?;
    let mut waits = Vec::new();
    for number in 0..5 {
        list(&stack, number..number + 1).await?;
        let listed = Instant::now();
        let name = format!("Nummer {number}");
        let event = events.next().await?;
        assert_eq!(event.data["data"]["name"], name);
        until("the other replica's page shows it", async || {
            let page = stack.anonymous_at(1, "GET", "/asf-listan").send().await?;
            Ok(page.raw.contains(&name).then_some(()))
        })
        .await?;
        waits.push(listed.elapsed());
    }
    // The middle one: a machine that does other things may stumble once.
    waits.sort_unstable();
    assert!(waits[2] < Duration::from_secs(1), "{waits:?}");
    Ok(())
}

#[tokio::test]
async fn the_feed_ends_when_the_gateway_is_asked_to_stop() -> anyhow::Result<()> {
    let mut stack = Stack::start().await?;
    list(&stack, 0..1).await?;
    let mut events = Events::open(stack.anonymous("GET", FEED)).await?;
    events.next().await?;
    let code = stack.gateways[0].terminate().await?;
    assert_eq!(code, Some(0), "{}", stack.logs());
    assert!(events.next().await.is_err());
    Ok(())
}

#[tokio::test]
async fn a_bad_position_is_refused() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    for query in ["?after=-1", "?after=last"] {
        let request = stack.anonymous("GET", &format!("{FEED}{query}"));
        let answer = request.send().await?.expect(400)?;
        assert_eq!(answer.body["errors"][0]["field"], "after", "{}", answer.raw);
    }
    Ok(())
}
