//! From a commit to a subscriber on NATS, while commands run, beside a raw
//! publish to the same server.

mod changes;
mod raw;
mod subscriber;

use std::{collections::HashMap, time::Duration};

use anyhow::Context;
use time::OffsetDateTime;

use crate::{
    cli, fill,
    lag::subscriber::Arrival,
    latencies::Latencies,
    platform::Platform,
    registry::Staff,
    report::{self, Table},
};

const HEADS: &[&str] = &["What", "Events", "p50 ms", "p99 ms", "longest ms"];
const ENTERPRISES: u32 = 400;
const WARM_UP: Duration = Duration::from_secs(2);

/// # Errors
/// A server is missing, a command is refused, or an event does not come.
pub(crate) async fn measure(wanted: &cli::Lag) -> anyhow::Result<()> {
    let platform = Platform::start().await?;
    let measured = on(&platform, wanted).await;
    measured.with_context(|| platform.registry.last_lines())
}

async fn on(platform: &Platform, wanted: &cli::Lag) -> anyhow::Result<()> {
    let ids = fill::fill(platform, 0..ENTERPRISES).await?;
    let client = platform.ground.broker.client().await?;
    let time = Duration::from_secs(wanted.seconds);
    let staff = Staff::of(platform)?;
    report::progress("the platform");
    let warm = changes::run(&staff, &ids, wanted.rate, WARM_UP).await?;
    let listening = subscriber::listen(client.clone(), "ASF_REGISTRY").await?;
    let replies = changes::run(&staff, &ids, wanted.rate, time).await?;
    let arrivals = listening.until(replies.len()).await?;
    report::progress(&format!("{} events after {}", arrivals.len(), warm.len()));
    report::progress("raw JetStream");
    let raw = raw::run(client, wanted.rate, time).await?;
    let title = format!("Lag of events at {} commands/s", wanted.rate);
    let mut table = Table::new(title, HEADS);
    let (upper, lower) = bounds(&arrivals, &replies)?;
    row(
        &mut table,
        "from the command's arrival (more than from its commit)",
        &upper,
    );
    row(
        &mut table,
        "from the command's answer (less than from its commit)",
        &lower,
    );
    row(
        &mut table,
        "raw JetStream, publish to deliver (reference)",
        &raw,
    );
    table.print()
}

/// The time of a commit is not known: it is after the registry took the
/// command in, which is the event's time, and before the answer came back.
fn bounds(
    arrivals: &[Arrival],
    replies: &HashMap<u64, OffsetDateTime>,
) -> anyhow::Result<(Latencies, Latencies)> {
    let (mut upper, mut lower) = (Latencies::new()?, Latencies::new()?);
    for arrival in arrivals {
        upper.record((arrival.at - arrival.event_time).unsigned_abs());
        if let Some(replied) = replies.get(&arrival.sequence) {
            let since = arrival.at - *replied;
            lower.record(since.max(time::Duration::ZERO).unsigned_abs());
        }
    }
    Ok((upper, lower))
}

fn row(table: &mut Table, name: &str, latencies: &Latencies) {
    table.row(vec![
        name.to_owned(),
        latencies.count().to_string(),
        latencies.p50(),
        latencies.p99(),
        report::ms(latencies.percentile(100.0)),
    ]);
}
