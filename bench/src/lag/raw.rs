//! What JetStream alone takes, from a publish to its delivery.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use anyhow::Context;
use async_nats::{
    HeaderMap,
    jetstream::{
        self,
        consumer::push::OrderedConfig,
        stream::{Config, StorageType},
    },
};
use futures::StreamExt;
use integration_tests::until::LIMIT;
use tokio::time::{interval, timeout};

use crate::latencies::Latencies;

const STREAM: &str = "BENCH_RAW";
const SUBJECT: &str = "bench.raw.event";
/// As much as an event of the registry has.
const BODY: usize = 500;
const HEADERS: usize = 9;
const NUMBER: &str = "number";

/// Publishes for so long, at a steady rate.
pub(super) async fn run(
    client: async_nats::Client,
    rate: u32,
    time: Duration,
) -> anyhow::Result<Latencies> {
    let deliver_subject = client.new_inbox();
    let context = jetstream::new(client);
    let stream = context.create_stream(Config {
        name: STREAM.to_owned(),
        subjects: vec![SUBJECT.to_owned()],
        storage: StorageType::File,
        ..Config::default()
    });
    let consumer = stream
        .await?
        .create_consumer(OrderedConfig {
            deliver_subject,
            ..OrderedConfig::default()
        })
        .await?;
    let mut messages = consumer.messages().await?;
    let count = u64::from(rate) * time.as_secs();
    let publishing = tokio::spawn(publish(context, count, Duration::from_secs(1) / rate));
    let mut arrivals = HashMap::new();
    while (arrivals.len() as u64) < count {
        let next = timeout(LIMIT, messages.next()).await?;
        let message = next.context("the subscription ended")??;
        let at = Instant::now();
        let headers = message.headers.as_ref().context("headers")?;
        let number: u64 = headers.get(NUMBER).context("a number")?.as_str().parse()?;
        arrivals.insert(number, at);
    }
    let mut latencies = Latencies::new()?;
    for (number, sent) in publishing.await?? {
        let arrived = arrivals.get(&number).context("all have come")?;
        latencies.record(*arrived - sent);
    }
    Ok(latencies)
}

/// Acknowledgements are not waited for, as the relay does not either.
async fn publish(
    context: jetstream::Context,
    count: u64,
    every: Duration,
) -> anyhow::Result<Vec<(u64, Instant)>> {
    let mut ticks = interval(every);
    let (mut sent, mut acknowledged) = (Vec::new(), Vec::new());
    for number in 0..count {
        ticks.tick().await;
        let mut headers = HeaderMap::new();
        headers.insert(NUMBER, number.to_string());
        for nth in 1..HEADERS {
            headers.insert(
                format!("ce-header-{nth}"),
                "a value of some length in a header",
            );
        }
        sent.push((number, Instant::now()));
        let publish = context.publish_with_headers(SUBJECT, headers, vec![b'x'; BODY].into());
        acknowledged.push(publish.await?);
    }
    for one in acknowledged {
        one.await?;
    }
    Ok(sent)
}
