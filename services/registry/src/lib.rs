//! The registry: enterprises, their way onto the list, and finding them.

pub mod cli;
pub mod config;
pub mod import;
pub mod search;

mod background;
mod domain;
mod follower;
mod grpc;
mod projection;
mod publish;
mod store;
mod subscriptions;

use std::{net::SocketAddr, sync::Arc};

use anyhow::Context;
use chassis::{caller::TokenVerifier, client, clock::Clock, server::Server, tls::Tls};
use eventlog::{
    broker, pool,
    projector::{Producer, Projector},
    rebuild::{self, Rebuilt, Verified},
    relay::{Relay, StreamSettings},
};
use proto::asf::feed::v1::feed_service_client::FeedServiceClient;
use secrecy::ExposeSecret;
use sqlx::PgPool;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tonic::transport::Channel;

use crate::{
    background::Background,
    config::Config,
    follower::Follower,
    grpc::Grpc,
    projection::{
        claims::{self, Claims},
        directory::{self, Directory},
    },
    publish::Site,
    store::Store,
    subscriptions::{IDENTITY, Organisations},
};

/// The services by their full proto names.
pub const SERVICES: &[&str] = &["asf.registry.v1.RegistryService", "asf.feed.v1.FeedService"];

/// Serves until the shutdown: gRPC, the relay of the feed to NATS, the search
/// index that follows it, and what identity says. NATS and identity may
/// come later or go; Postgres with today's tables has to be there.
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
    let claims = Claims::new(pool.clone());
    let organisations = Organisations {
        store: store.clone(),
        directory: directory.clone(),
        claims: claims.clone(),
        clock: clock.clone(),
    };
    let identity = identity(&config)?;
    let projector = projector(&pool, identity.clone(), organisations)?;
    let client = nats(&config).await?;
    let relay = relay(&config, &store, client.clone());
    let tls = Tls::of(&config.shared)?;
    let verifier = TokenVerifier::follow(identity);
    let server = Server::new(SERVICES, verifier, tls, clock.clone());
    let listener = listen(config.registry.grpc_addr).await?;

    let serving = shutdown.child_token();
    let grpc = Grpc {
        store,
        directory,
        claims,
        list: follower.list(),
        site,
        clock,
        shutdown: serving.clone(),
    };
    let background = Background::start(relay, (projector, client), follower, serving.clone());
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
        "claims" => Ok(rebuild::rebuild(&owner, &schema, &claims::Table).await?),
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
        "claims" => Ok(rebuild::verify(&owner, &schema, &claims::Table).await?),
        other => Err(no_such(other)),
    }
}

/// Says which read models there are.
fn no_such(projection: &str) -> anyhow::Error {
    anyhow::anyhow!("there is no read model {projection:?}; there are: directory, claims")
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

/// Follows identity's events, and reads from identity what NATS could not give.
fn projector(pool: &PgPool, identity: Channel, to: Organisations) -> anyhow::Result<Projector> {
    Ok(Projector::new(
        pool.clone(),
        &store::schema()?,
        Producer::of(IDENTITY),
        Arc::new(FeedServiceClient::new(identity)),
        Arc::new(to),
    ))
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
