//! The registry: enterprises, their way onto the list, and finding them.

pub mod cli;
pub mod config;
pub mod import;
pub mod search;

mod background;
mod broker;
mod domain;
mod follower;
mod grpc;
mod projection;
mod publish;
mod store;
mod times;

use std::{net::SocketAddr, sync::Arc};

use anyhow::Context;
use chassis::{caller::TokenVerifier, clock::Clock, server::Server};
use eventlog::{
    pool,
    rebuild::{self, Rebuilt, Verified},
    relay::{Relay, StreamSettings},
};
use secrecy::ExposeSecret;
use sqlx::PgPool;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::{
    background::Background,
    config::Config,
    follower::Follower,
    grpc::Grpc,
    projection::directory::{Directory, Table},
    publish::Site,
    store::Store,
};

/// The services by their full proto names.
pub const SERVICES: &[&str] = &["asf.registry.v1.RegistryService", "asf.feed.v1.FeedService"];

/// Serves until the shutdown: gRPC, the relay of the feed to NATS, and the
/// search index that follows it. NATS may come later or go; Postgres with
/// today's tables has to be there.
///
/// # Errors
/// The settings, the database or the address cannot be used, or the search
/// index broke.
pub async fn run(config: Config, clock: Clock, shutdown: CancellationToken) -> anyhow::Result<()> {
    let pool = connect(&config).await?;
    let site = Site::new(&config.shared.public_url);
    let store = Store::start(pool.clone(), store::schema()?, site.clone());
    let directory = Directory::new(pool.clone());
    let finder = Arc::new(search::engine::Engine::new());
    let follower = Follower::load(store.feed(), directory.clone(), finder).await?;
    let relay = relay(&config, &store).await?;
    let server = Server::new(SERVICES, verifier(&config)?, clock.clone());
    let listener = listen(config.registry.grpc_addr).await?;

    let serving = shutdown.child_token();
    let grpc = Grpc {
        store,
        directory,
        list: follower.list(),
        site,
        clock,
        shutdown: serving.clone(),
    };
    let background = Background::start(relay, follower, serving.clone());
    let served = server.serve(listener, grpc.routes(), serving).await;
    background.stop().await?;
    pool.close().await;
    Ok(served?)
}

/// Brings the tables to today's version. Several replicas may do it at once.
///
/// # Errors
/// The database cannot be used, or its login is not the owner.
pub async fn migrate(config: &Config) -> anyhow::Result<()> {
    let owner = connect_owner(config).await?;
    store::migrate::migrate(&owner).await?;
    owner.close().await;
    Ok(())
}

/// Makes a read model again from the events, while the service runs.
///
/// # Errors
/// There is no such read model, or the rebuild failed: then it is as it was.
pub async fn rebuild(config: &Config, projection: &str) -> anyhow::Result<Rebuilt> {
    let owner = connect_owner(config).await?;
    match projection {
        "directory" => Ok(rebuild::rebuild(&owner, &store::schema()?, &Table).await?),
        other => anyhow::bail!("there is no read model {other:?}; there is: directory"),
    }
}

/// Compares a read model with what the events make of it.
///
/// # Errors
/// There is no such read model, or the database fails.
pub async fn verify(config: &Config, projection: &str) -> anyhow::Result<Verified> {
    let owner = connect_owner(config).await?;
    match projection {
        "directory" => Ok(rebuild::verify(&owner, &store::schema()?, &Table).await?),
        other => anyhow::bail!("there is no read model {other:?}; there is: directory"),
    }
}

async fn relay(config: &Config, store: &Store) -> anyhow::Result<Relay> {
    let client = broker::connect(&config.shared.nats_url)
        .await
        .context("ASF_NATS_URL cannot be used")?;
    let settings = StreamSettings {
        replicas: config.registry.stream_replicas,
        ..StreamSettings::of("registry")
    };
    Ok(Relay::new(store.feed(), client, settings))
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
    store::migrate::check(url)
        .await
        .context("ASF_DATABASE_URL")?;
    let connections = config.registry.database_connections;
    pool::connect(url, &store::schema()?, connections)
        .await
        .context("ASF_DATABASE_URL cannot be used")
}

async fn connect_owner(config: &Config) -> anyhow::Result<PgPool> {
    pool::connect_owner(config.shared.database_url.expose_secret())
        .await
        .context("ASF_DATABASE_URL cannot be used")
}

fn verifier(config: &Config) -> anyhow::Result<TokenVerifier> {
    match &config.shared.token_public_key {
        Some(pem) => TokenVerifier::from_pem(pem).context("ASF_TOKEN_PUBLIC_KEY cannot be used"),
        None => Ok(TokenVerifier::none()),
    }
}
