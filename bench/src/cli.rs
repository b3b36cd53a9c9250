//! What to measure, and how long.

use std::net::SocketAddr;

use clap::{Args, Parser, Subcommand};

use crate::{
    bare::{gateway, service},
    commands, copy, feed, identity, lag, machine, quality, rebuild, search, start,
};

/// Measures the platform; run it by `scripts/bench`.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    part: Part,
}

#[derive(Subcommand)]
enum Part {
    /// Every part, one after the other.
    All,
    /// Enterprises registered per second through gRPC, beside pgbench.
    Commands(Commands),
    /// Searches, profiles and pages through HTTP, beside a bare service.
    Search(Search),
    /// From a commit to a subscriber on NATS, beside raw JetStream.
    Lag(Lag),
    /// From a changed profile to a subscribing service's copy and to the search.
    Copy(Copy),
    /// What labelled queries find, and in which order.
    SearchQuality(SearchQuality),
    /// The open feed read from its beginning.
    Feed(Feed),
    /// Read models made again from the events.
    Rebuild(Rebuild),
    /// From `scripts/run` to the first page.
    Start(Start),
    /// Checking tokens, logging in, and reading as somebody.
    Identity(Identity),
    /// Reference: answers one list from memory by gRPC.
    #[command(hide = true)]
    BareService { addr: SocketAddr },
    /// Reference: hands that list on as JSON.
    #[command(hide = true)]
    BareGateway { addr: SocketAddr, service: String },
}

#[derive(Args)]
pub(crate) struct Commands {
    /// Clients at the same time.
    #[arg(long, value_delimiter = ',', default_value = "1,8,32")]
    pub(crate) clients: Vec<usize>,
    /// Seconds of each turn, after a warm-up.
    #[arg(long, default_value_t = 8)]
    pub(crate) seconds: u64,
    /// How often the platform and its references take turns.
    #[arg(long, default_value_t = 2)]
    pub(crate) rounds: usize,
}

#[derive(Args)]
pub(crate) struct Search {
    /// Listed enterprises.
    #[arg(long, value_delimiter = ',', default_value = "400,10000,100000")]
    pub(crate) sizes: Vec<u32>,
    /// Keep-alive connections at the same time.
    #[arg(long, default_value_t = 16)]
    pub(crate) connections: usize,
    /// Seconds of each measurement, after a warm-up.
    #[arg(long, default_value_t = 5)]
    pub(crate) seconds: u64,
    /// Only the cases with this word in their name.
    #[arg(long, default_value = "")]
    pub(crate) only: String,
}

#[derive(Args)]
pub(crate) struct Lag {
    /// Commands per second.
    #[arg(long, default_value_t = 200)]
    pub(crate) rate: u32,
    #[arg(long, default_value_t = 20)]
    pub(crate) seconds: u64,
}

#[derive(Args)]
pub(crate) struct Copy {
    /// Listed enterprises.
    #[arg(long, default_value_t = 10_000)]
    pub(crate) enterprises: u32,
    /// Changes per second.
    #[arg(long, default_value_t = 100)]
    pub(crate) rate: u32,
    #[arg(long, default_value_t = 20)]
    pub(crate) seconds: u64,
}

#[derive(Args)]
pub(crate) struct SearchQuality {
    /// How many of the worst queries are told.
    #[arg(long, default_value_t = 12)]
    pub(crate) worst: usize,
    /// The least nDCG@10 over all queries; below it the program fails.
    #[arg(long, default_value_t = 0.9)]
    pub(crate) least: f64,
}

#[derive(Args)]
pub(crate) struct Feed {
    /// Events in it: so many enterprises are listed.
    #[arg(long, default_value_t = 100_000)]
    pub(crate) events: u32,
    #[arg(long, default_value_t = 3)]
    pub(crate) rounds: usize,
}

#[derive(Args)]
pub(crate) struct Rebuild {
    /// Listed enterprises, three events each.
    #[arg(long, default_value_t = 40_000)]
    pub(crate) enterprises: u32,
    #[arg(long, default_value_t = 3)]
    pub(crate) rounds: usize,
}

#[derive(Args)]
pub(crate) struct Start {
    #[arg(long, default_value_t = 3)]
    pub(crate) rounds: usize,
}

#[derive(Args)]
pub(crate) struct Identity {
    /// Listed enterprises.
    #[arg(long, default_value_t = 400)]
    pub(crate) enterprises: u32,
    /// Seconds of each measurement.
    #[arg(long, default_value_t = 8)]
    pub(crate) seconds: u64,
    /// How often the ways of reading take turns.
    #[arg(long, default_value_t = 3)]
    pub(crate) rounds: usize,
}

/// Each part with what it takes when nothing is said.
fn all() -> [Part; 9] {
    [
        Part::Commands(Commands {
            clients: vec![1, 8, 32],
            seconds: 8,
            rounds: 2,
        }),
        Part::Search(Search {
            sizes: vec![400, 10_000, 100_000],
            connections: 16,
            seconds: 5,
            only: String::new(),
        }),
        Part::Lag(Lag {
            rate: 200,
            seconds: 20,
        }),
        Part::Copy(Copy {
            enterprises: 10_000,
            rate: 100,
            seconds: 20,
        }),
        Part::SearchQuality(SearchQuality {
            worst: 12,
            least: 0.9,
        }),
        Part::Feed(Feed {
            events: 100_000,
            rounds: 3,
        }),
        Part::Rebuild(Rebuild {
            enterprises: 40_000,
            rounds: 3,
        }),
        Part::Start(Start { rounds: 3 }),
        Part::Identity(Identity {
            enterprises: 400,
            seconds: 8,
            rounds: 3,
        }),
    ]
}

/// Measures what the command line asks for.
pub(crate) fn run() -> anyhow::Result<()> {
    let part = Cli::parse().part;
    match part {
        Part::BareService { addr } => return service::run(addr),
        Part::BareGateway { addr, service } => return gateway::run(addr, service),
        Part::All
        | Part::Commands(_)
        | Part::Search(_)
        | Part::Lag(_)
        | Part::Copy(_)
        | Part::SearchQuality(_)
        | Part::Feed(_)
        | Part::Rebuild(_)
        | Part::Start(_)
        | Part::Identity(_) => {}
    }
    // One thread leaves the other cores to what is measured.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        machine::describe().await?;
        let parts = match part {
            Part::All => all().into(),
            one => vec![one],
        };
        for part in parts {
            measure(part).await?;
        }
        Ok(())
    })
}

async fn measure(part: Part) -> anyhow::Result<()> {
    match part {
        Part::Commands(wanted) => commands::measure(&wanted).await,
        Part::Search(wanted) => search::measure(&wanted).await,
        Part::Lag(wanted) => lag::measure(&wanted).await,
        Part::Copy(wanted) => copy::measure(&wanted).await,
        Part::SearchQuality(wanted) => quality::measure(&wanted),
        Part::Feed(wanted) => feed::measure(&wanted).await,
        Part::Rebuild(wanted) => rebuild::measure(&wanted).await,
        Part::Start(wanted) => start::measure(&wanted),
        Part::Identity(wanted) => identity::measure(&wanted).await,
        Part::All | Part::BareService { .. } | Part::BareGateway { .. } => Ok(()),
    }
}
