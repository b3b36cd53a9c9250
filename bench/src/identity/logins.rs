//! Logging in and exchanging a session, each client its next one when the last
//! one is answered; beside it the password's hash alone.

use std::time::{Duration, Instant};

use all_in_one::people::{
    People,
    samples::{BUYER, COMPANY, NONMEMBER, OWNER, email, password},
};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::{
    cli,
    latencies::Latencies,
    platform::Platform,
    report::{self, Table},
};

const HEADS: &[&str] = &["What", "At once", "Per second", "p50 ms", "p99 ms"];

/// As many as identity hashes at once; one more is told to come back.
const HASHES: usize = CLIENTS.len();

/// Somebody else each: many tries at one account are slowed.
const CLIENTS: [&str; 4] = [BUYER, COMPANY, NONMEMBER, OWNER];

/// Clients that exchange sessions: what a busy gateway has under way.
const EXCHANGES: usize = 16;

pub(super) async fn measure(platform: &Platform, wanted: &cli::Identity) -> anyhow::Result<()> {
    let time = Duration::from_secs(wanted.seconds);
    let mut table = Table::new("Logging in", HEADS);
    report::progress("bare argon2id");
    row(
        &mut table,
        "argon2id alone (reference)",
        HASHES,
        &bare(time)?,
        time,
    );
    report::progress("logging in");
    let people = People::new(platform.channel("identity")?, platform.ground.mail_folder());
    let logins = many(HASHES, time, async |nth| {
        let local = CLIENTS[nth % CLIENTS.len()];
        let logged_in = people.log_in(&email(local), &password(local)).await;
        logged_in.map(drop)
    });
    row(&mut table, "CreateSession", HASHES, &logins.await?, time);
    report::progress("exchanging sessions");
    let exchanges = many(EXCHANGES, time, async |_| {
        people.token(&platform.staff).await.map(drop)
    });
    let exchanges = exchanges.await?;
    row(&mut table, "RefreshSession", EXCHANGES, &exchanges, time);
    table.print()
}

fn row(table: &mut Table, name: &str, at_once: usize, found: &Latencies, time: Duration) {
    table.row(vec![
        name.to_owned(),
        at_once.to_string(),
        format!("{:.1}", found.per_second(time)),
        found.p50(),
        found.p99(),
    ]);
}

/// What is done within the time by so many at once.
async fn many(
    at_once: usize,
    time: Duration,
    act: impl AsyncFn(usize) -> anyhow::Result<()>,
) -> anyhow::Result<Latencies> {
    let until = Instant::now() + time;
    let one = async |nth| -> anyhow::Result<Latencies> {
        let mut latencies = Latencies::new()?;
        while Instant::now() < until {
            let began = Instant::now();
            act(nth).await?;
            latencies.record(began.elapsed());
        }
        Ok(latencies)
    };
    let all = futures::future::try_join_all((0..at_once).map(one)).await?;
    let mut sum = Latencies::new()?;
    for latencies in &all {
        sum.add(latencies)?;
    }
    Ok(sum)
}

/// The same hash with the same cost, on as many threads as identity has.
fn bare(time: Duration) -> anyhow::Result<Latencies> {
    let until = Instant::now() + time;
    let threads: Vec<_> = (0..HASHES)
        .map(|_| std::thread::spawn(move || hash_until(until)))
        .collect();
    let mut all = Latencies::new()?;
    for thread in threads {
        match thread.join() {
            Ok(latencies) => all.add(&latencies?)?,
            Err(_) => anyhow::bail!("a thread broke down"),
        }
    }
    Ok(all)
}

fn hash_until(until: Instant) -> anyhow::Result<Latencies> {
    let function = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT);
    let mut latencies = Latencies::new()?;
    let mut hash = [0; 32];
    while Instant::now() < until {
        let began = Instant::now();
        let done = function.hash_password_into(b"sample-password", &[7; 16], &mut hash);
        done.map_err(|error| anyhow::anyhow!("{error}"))?;
        latencies.record(began.elapsed());
    }
    Ok(latencies)
}
