//! Commands per second: `RegisterEnterprise` through gRPC, beside pgbench with
//! the same transaction in the same database.

mod clients;
mod pgbench;

use std::time::Duration;

use crate::{
    cli,
    commands::pgbench::{Pgbench, Script},
    latencies::Latencies,
    platform::Platform,
    report::{self, Table, whole},
};

const HEADS: &[&str] = &[
    "What",
    "Clients",
    "Commands/s",
    "p50 ms",
    "p99 ms",
    "Of the reference",
];

/// One way of doing it, over all rounds.
struct Series {
    name: &'static str,
    latencies: Latencies,
}

impl Series {
    fn new(name: &'static str) -> anyhow::Result<Self> {
        Ok(Self {
            name,
            latencies: Latencies::new()?,
        })
    }
}

/// # Errors
/// A server or program is missing, or a command is refused.
pub(crate) async fn measure(wanted: &cli::Commands) -> anyhow::Result<()> {
    let platform = Platform::start().await?;
    let registering = clients::Registering::of(&platform)?;
    // The references' rows are made like the ones that this leaves.
    registering.run(1, Duration::from_secs(1)).await?;
    let pgbench = Pgbench::prepare(platform.ground.database.url()).await?;
    let seconds = wanted.seconds;
    let mut table = Table::new(
        format!("Commands: {} turns of {seconds} s each", wanted.rounds),
        HEADS,
    );
    for clients in &wanted.clients {
        let all = turns(&registering, pgbench.as_ref(), *clients, wanted).await?;
        let time = Duration::from_secs(seconds * u64::try_from(wanted.rounds)?);
        let reference = all[1].latencies.per_second(time);
        for series in &all {
            let rate = series.latencies.per_second(time);
            let part = if reference > 0.0 {
                format!("{:.0} %", rate / reference * 100.0)
            } else {
                "no pgbench".to_owned()
            };
            table.row(vec![
                series.name.to_owned(),
                clients.to_string(),
                whole(rate),
                series.latencies.p50(),
                series.latencies.p99(),
                part,
            ]);
        }
    }
    table.print()
}

/// All ways in turn, so that what else the machine does falls on all of them.
async fn turns(
    registering: &clients::Registering,
    pgbench: Option<&Pgbench>,
    clients: usize,
    wanted: &cli::Commands,
) -> anyhow::Result<[Series; 3]> {
    let time = Duration::from_secs(wanted.seconds);
    let mut all = [
        Series::new("platform, gRPC")?,
        Series::new("pgbench, no head row (reference)")?,
        Series::new("pgbench, head row, no groups")?,
    ];
    for round in 1..=wanted.rounds {
        report::progress(&format!("{clients} clients, round {round}"));
        let [platform, without_head, with_head] = &mut all;
        platform
            .latencies
            .add(&registering.run(clients, time).await?)?;
        if let Some(pgbench) = pgbench {
            let run = pgbench.run(Script::WithoutHead, clients, wanted.seconds)?;
            without_head.latencies.add(&run)?;
            let run = pgbench.run(Script::WithHead, clients, wanted.seconds)?;
            with_head.latencies.add(&run)?;
        }
    }
    Ok(all)
}
