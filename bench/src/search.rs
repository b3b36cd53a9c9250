//! Searches, profiles and pages through HTTP, on a list that grows, beside a
//! bare service and gateway on the same machine.

mod cases;

use std::{cell::Cell, net::SocketAddr, time::Duration};

use futures::{StreamExt, TryStreamExt, stream};

use crate::{
    bare::{self, Bare},
    cli, fill,
    http::{Connection, request},
    load::{Load, Target},
    platform::Platform,
    process::Process,
    registry::Staff,
    report::{self, Table, number, whole},
    search::cases::Case,
};

const HEADS: &[&str] = &[
    "Case",
    "Requests/s",
    "p50 ms",
    "p99 ms",
    "gateway µs",
    "service µs",
    "KiB",
    "at /s",
    "p50 ms",
    "p99 ms",
];
/// One in how many is certified.
const CERTIFIED: usize = 10;
/// Commands under way at once.
const CONCURRENT: usize = 64;
/// What is called moderate, of the most that goes.
const MODERATE: f64 = 0.4;

/// # Errors
/// A server or program is missing, or an answer is not what it has to be.
pub(crate) async fn measure(wanted: &cli::Search) -> anyhow::Result<()> {
    let platform = Platform::start().await?;
    let mut listed = 0;
    for size in &wanted.sizes {
        let more = fill::fill(&platform, listed..*size).await?;
        certify(&platform, &more).await?;
        listed = *size;
        let title = format!(
            "Search at {} enterprises, {} connections",
            whole(f64::from(*size)),
            wanted.connections
        );
        let mut table = Table::new(title, HEADS);
        let made = cases::all(platform.gateway_address, &more)?;
        for case in made.iter().filter(|case| case.name.contains(&wanted.only)) {
            let servers = [&platform.gateway, &platform.registry];
            table.row(row(case, platform.gateway_address, servers, wanted)?);
        }
        table.print()?;
        let (gateway, registry) = (platform.gateway.memory()?, platform.registry.memory()?);
        report::print(&format!(
            "\nMemory after it: gateway {gateway} MiB, registry {registry} MiB."
        ))?;
    }
    drop(platform);
    bound(wanted).await
}

/// Some of them are certified, so that the filter has something to find.
async fn certify(platform: &Platform, ids: &[String]) -> anyhow::Result<()> {
    let staff = Staff::of(platform)?;
    stream::iter(ids.iter().step_by(CERTIFIED))
        .map(|id| {
            let mut staff = staff.clone();
            async move { staff.certify(id).await }
        })
        .buffer_unordered(CONCURRENT)
        .try_collect::<Vec<()>>()
        .await?;
    Ok(())
}

/// The same with nothing in the service and in the gateway.
async fn bound(wanted: &cli::Search) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let bare = Bare::start(folder.path()).await?;
    let smallest = Connection::open(bare.address)?.get(bare::PATH)?.size;
    let case = Case {
        name: "list of 20".to_owned(),
        targets: vec![Target {
            request: request(bare::PATH, ""),
            smallest,
        }],
    };
    let title = format!("Bare axum, tonic, JSON, {} connections", wanted.connections);
    let mut table = Table::new(title, HEADS);
    let servers = [&bare.gateway, &bare.service];
    table.row(row(&case, bare.address, servers, wanted)?);
    table.print()
}

/// First as much as goes, then at a moderate rate.
fn row(
    case: &Case,
    address: SocketAddr,
    [gateway, service]: [&Process; 2],
    wanted: &cli::Search,
) -> anyhow::Result<Vec<String>> {
    let load = Load {
        address,
        targets: case.targets.clone().into(),
        connections: wanted.connections,
        time: Duration::from_secs(wanted.seconds),
    };
    let used = [Cell::new(Duration::ZERO), Cell::new(Duration::ZERO)];
    let look = || -> anyhow::Result<()> {
        for (server, used) in [gateway, service].into_iter().zip(&used) {
            used.set(server.cpu()?.saturating_sub(used.get()));
        }
        Ok(())
    };
    let most = load.closed(look, look)?;
    let rate = most.per_second(load.time);
    let moderate = load.open(rate * MODERATE)?;
    let each = |used: &Cell<Duration>| {
        let micros = used.get().as_secs_f64() * 1_000_000.0;
        whole(micros / number(most.count()))
    };
    let sizes: usize = case.targets.iter().map(|target| target.smallest).sum();
    let kib = number(sizes as u64) / number(case.targets.len() as u64) / 1024.0;
    Ok(vec![
        case.name.clone(),
        whole(rate),
        most.p50(),
        most.p99(),
        each(&used[0]),
        each(&used[1]),
        format!("{kib:.1}"),
        whole(rate * MODERATE),
        moderate.p50(),
        moderate.p99(),
    ])
}
