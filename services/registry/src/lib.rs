//! The registry: enterprises, their way onto the list, and finding them.

pub mod cli;
pub mod config;
pub mod import;
pub mod search;

mod background;
mod cell;
mod domain;
mod follower;
mod grpc;
mod open_list;
mod projection;
mod publish;
mod rooms;
mod store;
mod subscriptions;
mod timer;
mod webhooks;

use std::{net::SocketAddr, sync::Arc};

use anyhow::Context;
use chassis::{caller::TokenVerifier, client, clock::Clock, server::Server, tls::Tls};
use eventlog::{
    broker, pool,
    rebuild::{self, Rebuilt, Verified},
    relay::{Relay, StreamSettings},
};
use secrecy::ExposeSecret;
use sqlx::PgPool;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tonic::transport::Channel;

use crate::{
    background::{Background, Work},
    config::Config,
    follower::Follower,
    projection::{benefits, claims, directory, misses::Recorder, revisions, shortlists},
    rooms::Rooms,
    store::Store,
};

/// The services by their full proto names.
pub const SERVICES: &[&str] = &[
    "asf.registry.v1.RegistryService",
    "asf.registry.v1.ReviewService",
    "asf.registry.v1.BenefitService",
    "asf.registry.v1.HistoryService",
    "asf.registry.v1.ShortlistService",
    "asf.registry.v1.WebhookService",
    "asf.feed.v1.FeedService",
];

/// Serves until the shutdown: gRPC, the relay of the feed to NATS, the search
/// index that follows it, and what identity says. NATS and identity may
/// come later or go; Postgres with today's tables has to be there. What happens
/// is dated by the clock.
///
/// # Errors
/// The settings, the database or the address cannot be used, or the search
/// index broke.
pub async fn run(config: Config, clock: Clock, shutdown: CancellationToken) -> anyhow::Result<()> {
    let pool = connect(&config).await?;
    let rooms = Rooms::open(pool.clone(), &config, clock.clone())?;
    let finder = Arc::new(search::engine::Engine::new());
    let follower = Follower::load(rooms.store.feed(), rooms.directory.clone(), finder).await?;
    let (misses, recorder) = Recorder::start(pool.clone(), clock);
    let identity = identity(&config)?;
    let client = nats(&config).await?;
    let (list, webhooks, sources) = (follower.list(), rooms.webhooks.clone(), rooms.sources()?);
    let work = Work {
        relay: relay(&config, &rooms.store, client.clone()),
        hearing: (rooms.hearing(&identity)?, client),
        follower,
        timer: rooms.timer(),
    };
    let tls = Tls::of(&config.shared)?;
    // Tokens are as old as the machine says: `clock` may be set back.
    let verifier = TokenVerifier::follow(identity);
    let server = Server::new(SERVICES, verifier, tls, Clock::system());
    let listener = listen(config.registry.grpc_addr).await?;

    let serving = shutdown.child_token();
    let grpc = rooms.grpc(list, misses, serving.clone());
    let background = Background::start(work, serving.clone());
    let sending = webhooks.start(sources);
    let served = server.serve(listener, grpc.routes(), serving).await;
    sending.stop().await;
    background.stop().await?;
    recorder.stop().await;
    pool.close().await;
    Ok(served?)
}

/// Brings the tables to today's version. Several replicas may do it at once.
///
/// # Errors
/// The database cannot be used, or its login is not the owner.
pub async fn migrate(config: &Config) -> anyhow::Result<()> {
    let owner = connect_owner(config).await?;
    store::tables()?.migrate(&owner).await?;
    owner.close().await;
    Ok(())
}

/// Makes a read model again from the events, while the service runs.
///
/// # Errors
/// There is no such read model, or the rebuild failed: then it is as it was.
pub async fn rebuild(config: &Config, projection: &str) -> anyhow::Result<Rebuilt> {
    let owner = connect_owner(config).await?;
    let schema = store::schema()?;
    match projection {
        "directory" => Ok(rebuild::rebuild(&owner, &schema, &directory::Table).await?),
        "benefits" => Ok(rebuild::rebuild(&owner, &schema, &benefits::Table).await?),
        "claims" => Ok(rebuild::rebuild(&owner, &schema, &claims::Table).await?),
        "revisions" => Ok(rebuild::rebuild(&owner, &schema, &revisions::Table).await?),
        "shortlists" => Ok(rebuild::rebuild(&owner, &schema, &shortlists::Table).await?),
        other => Err(no_such(other)),
    }
}

/// Compares a read model with what the events make of it.
///
/// # Errors
/// There is no such read model, or the database fails.
pub async fn verify(config: &Config, projection: &str) -> anyhow::Result<Verified> {
    let owner = connect_owner(config).await?;
    let schema = store::schema()?;
    match projection {
        "directory" => Ok(rebuild::verify(&owner, &schema, &directory::Table).await?),
        "benefits" => Ok(rebuild::verify(&owner, &schema, &benefits::Table).await?),
        "claims" => Ok(rebuild::verify(&owner, &schema, &claims::Table).await?),
        "revisions" => Ok(rebuild::verify(&owner, &schema, &revisions::Table).await?),
        "shortlists" => Ok(rebuild::verify(&owner, &schema, &shortlists::Table).await?),
        other => Err(no_such(other)),
    }
}

/// Says which read models there are.
fn no_such(projection: &str) -> anyhow::Error {
    anyhow::anyhow!(
        "there is no read model {projection:?}; there are: directory, benefits, claims, revisions, \
         shortlists"
    )
}

async fn nats(config: &Config) -> anyhow::Result<async_nats::Client> {
    let password = config.shared.nats_password.as_ref();
    let password = password.map(ExposeSecret::expose_secret);
    broker::connect("registry", &config.shared.nats_url, password)
        .await
        .context("ASF_NATS_URL cannot be used")
}

fn relay(config: &Config, store: &Store, client: async_nats::Client) -> Relay {
    let settings = StreamSettings {
        replicas: config.registry.stream_replicas,
        ..StreamSettings::of("registry")
    };
    Relay::new(store.feed(), client, settings)
}

async fn listen(addr: SocketAddr) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::bind(addr)
        .await
        .with_context(|| format!("ASF_REGISTRY_GRPC_ADDR: {addr} cannot be listened on"))?;
    tracing::info!(%addr, "the registry serves");
    Ok(listener)
}

/// The service's pool, on a database with the tables that it needs.
async fn connect(config: &Config) -> anyhow::Result<PgPool> {
    let url = config.shared.database_url.expose_secret();
    let connections = config.registry.database_connections;
    let pool = store::tables()?.connect(url, connections).await;
    pool.context("ASF_DATABASE_URL")
}

async fn connect_owner(config: &Config) -> anyhow::Result<PgPool> {
    pool::connect_owner(config.shared.database_url.expose_secret())
        .await
        .context("ASF_DATABASE_URL cannot be used")
}

fn identity(config: &Config) -> anyhow::Result<Channel> {
    let url = &config.registry.identity_url;
    client::channel(url, "identity", &config.shared)
        .context("ASF_REGISTRY_IDENTITY_URL cannot be used")
}
