//! A read model made again from the events while the registry serves, and
//! compared with what the events make of it.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use sqlx::{Connection, PgConnection};

use crate::{
    cli, fill,
    platform::Platform,
    report::{Table, number, whole},
};

const HEADS: &[&str] = &["What", "Events", "Seconds, median", "Events/s"];

/// # Errors
/// A server is missing, or the read model differs.
pub(crate) async fn measure(wanted: &cli::Rebuild) -> anyhow::Result<()> {
    let platform = Platform::start().await?;
    fill::fill(&platform, 0..wanted.enterprises).await?;
    let mut connection = PgConnection::connect(platform.ground.database.url()).await?;
    let events: i64 = sqlx::query_scalar("SELECT count(*) FROM registry.events")
        .fetch_one(&mut connection)
        .await?;
    let events = events.unsigned_abs();
    let mut table = Table::new("Rebuild of the directory", HEADS);
    for (name, arguments) in [
        ("registry rebuild directory", &["rebuild", "directory"][..]),
        (
            "registry rebuild --verify",
            &["rebuild", "directory", "--verify"],
        ),
    ] {
        let mut times = Vec::new();
        for _ in 0..wanted.rounds.max(1) {
            let began = Instant::now();
            let said = platform.run_registry(arguments)?;
            times.push(began.elapsed());
            ensure!(
                said.contains(&events.to_string()),
                "not all events were read: {said}"
            );
        }
        let median = median(&mut times).context("a round")?;
        table.row(vec![
            name.to_owned(),
            whole(number(events)),
            format!("{:.2}", median.as_secs_f64()),
            whole(number(events) / median.as_secs_f64()),
        ]);
    }
    table.print()
}

/// The middle one; of two, the longer one.
pub(crate) fn median(times: &mut [Duration]) -> Option<Duration> {
    times.sort_unstable();
    times.get(times.len() / 2).copied()
}
