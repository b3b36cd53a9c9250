//! From a change of a profile to the registry's own search, and to the copy of
//! the list that a subscribing service keeps in a database of its own.

mod subscriber;

use std::time::{Duration, Instant};

use anyhow::Context;
use tokio::{
    sync::watch,
    task::JoinHandle,
    time::{MissedTickBehavior, interval},
};

use crate::{
    cli,
    copy::subscriber::Subscriber,
    fill,
    latencies::Latencies,
    platform::Platform,
    registry::Staff,
    report::{self, Table},
};

const HEADS: &[&str] = &["What", "Changes", "p50 ms", "p99 ms", "longest ms"];

/// What became of one change.
struct Change {
    /// From its answer to a search that finds it.
    searched: Duration,
    /// The first search found it.
    at_once: bool,
    /// From the moment that it was sent to the copy that has it.
    copied: Duration,
}

/// # Errors
/// A server is missing, a change is refused, or one never comes.
pub(crate) async fn measure(wanted: &cli::Copy) -> anyhow::Result<()> {
    let platform = Platform::start().await?;
    let measured = on(&platform, wanted).await;
    measured.with_context(|| platform.registry.last_lines())
}

async fn on(platform: &Platform, wanted: &cli::Copy) -> anyhow::Result<()> {
    let ids = fill::fill(platform, 0..wanted.enterprises).await?;
    let mut staff = Staff::of(platform)?;
    let subscriber = Subscriber::start(platform).await?;
    report::progress("the copy catches up with the list");
    let first = ids.first().context("an enterprise")?;
    let head = staff.rename(first, "Verkstaden".to_owned()).await?;
    subscriber.until(head).await?;
    let mut ticks = interval(Duration::from_secs(1) / wanted.rate);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut changes: Vec<JoinHandle<anyhow::Result<Change>>> = Vec::new();
    let count = u64::from(wanted.rate) * wanted.seconds;
    for (number, id) in (0..count).zip(ids.iter().cycle()) {
        ticks.tick().await;
        let change = change(staff.clone(), id.clone(), number, subscriber.reached());
        changes.push(tokio::spawn(change));
    }
    let (mut searched, mut copied) = (Latencies::new()?, Latencies::new()?);
    let mut at_once = 0_u64;
    for change in changes {
        let change = change.await??;
        searched.record(change.searched);
        copied.record(change.copied);
        at_once += u64::from(change.at_once);
    }
    print(wanted, &searched, &copied, at_once)
}

/// Gives an enterprise a name that no other has, and looks for it.
async fn change(
    mut staff: Staff,
    id: String,
    number: u64,
    mut reached: watch::Receiver<u64>,
) -> anyhow::Result<Change> {
    let word = format!("kopia{number}ord");
    let began = Instant::now();
    let position = staff.rename(&id, format!("Verkstaden {word}")).await?;
    let answered = Instant::now();
    let searching = async {
        let mut asked = 0;
        while !staff.finds(&word, position).await? {
            asked += 1;
        }
        anyhow::Ok((answered.elapsed(), asked == 0))
    };
    let copying = async {
        reached.wait_for(|at| *at >= position).await?;
        anyhow::Ok(began.elapsed())
    };
    let ((searched, at_once), copied) = tokio::try_join!(searching, copying)?;
    Ok(Change {
        searched,
        at_once,
        copied,
    })
}

fn print(
    wanted: &cli::Copy,
    searched: &Latencies,
    copied: &Latencies,
    at_once: u64,
) -> anyhow::Result<()> {
    let title = format!(
        "A changed profile at {} enterprises and {} changes/s",
        report::whole(f64::from(wanted.enterprises)),
        wanted.rate
    );
    let mut table = Table::new(title, HEADS);
    for (what, latencies) in [
        ("in the registry's search, from the answer", searched),
        ("in a subscriber's copy, from the request", copied),
    ] {
        table.row(vec![
            what.to_owned(),
            latencies.count().to_string(),
            latencies.p50(),
            latencies.p99(),
            report::ms(latencies.percentile(100.0)),
        ]);
    }
    table.print()?;
    report::print(&format!(
        "\nThe first search after the answer found {at_once} of {} changes.",
        searched.count()
    ))
}
