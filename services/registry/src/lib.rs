//! The registry: enterprises, their way onto the list, and finding them.

pub mod cli;
pub mod config;
pub mod import;
pub mod search;

mod csv_cell;
mod domain;
mod grpc;
mod index_updater;
mod projection;
mod public_snapshot;
mod publish;
mod rooms;
mod store;
mod subscriptions;
mod timer;
mod webhooks;

use std::sync::Arc;

use chassis::{caller::TokenVerifier, clock::Clock, server::Server, tls::Tls};
use host::{background::Background, database, service::Service};
use sqlx::migrate::Migrator;
use tokio_util::sync::CancellationToken;

use crate::{
    config::Config,
    grpc::Claimants,
    index_updater::IndexUpdater,
    projection::{
        benefits, claims, directory, revisions, shortlists, zero_result_searches::Recorder,
    },
    rooms::Rooms,
};

/// The registry's own tables; `sqlx.toml` says where their history stands.
static MIGRATIONS: Migrator = sqlx::migrate!();

/// The registry as its program and the all-in-one know it.
pub static SERVICE: Service = Service {
    name: "registry",
    migrations: &MIGRATIONS,
    read_models: &[
        ("directory", &directory::Table),
        ("benefits", &benefits::Table),
        ("claims", &claims::Table),
        ("revisions", &revisions::Table),
        ("shortlists", &shortlists::Table),
    ],
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
    let (shared, settings) = (&config.shared, &config.own);
    let pool = SERVICE
        .connect(shared, settings.database_connections)
        .await?;
    let rooms = Rooms::open(pool.clone(), &config, clock.clone())?;
    let finder = Arc::new(search::engine::Engine::new());
    let index_updater =
        IndexUpdater::load(rooms.store.feed(), rooms.directory.clone(), finder).await?;
    let (zero_result_searches, recorder) = Recorder::start(pool.clone(), clock);
    let identity = SERVICE.channel("identity", &settings.identity_url, shared)?;
    let nats = SERVICE.nats(shared).await?;
    let feed = rooms.store.feed();
    let (list, webhooks, sources) = (
        index_updater.list(),
        rooms.webhooks.clone(),
        rooms.sources()?,
    );
    let (hearing, timer) = (rooms.hearing(&identity)?, rooms.timer());
    let tls = Tls::of(shared)?;
    let claimants = Claimants::new(identity.clone());
    // Tokens are as old as the machine says: `clock` may be set back.
    let verifier = TokenVerifier::follow(identity);
    let server = Server::new(SERVICES, verifier, tls, Clock::system());
    let listener = SERVICE.listen(settings.grpc_addr).await?;

    let serving = shutdown.child_token();
    let grpc = rooms.grpc(list, claimants, zero_result_searches, serving.clone());
    let mut background = Background::new();
    let (replicas, health) = (settings.stream_replicas, server.health());
    SERVICE.relay(&mut background, feed, nats.clone(), replicas, health);
    for projector in hearing {
        background.start(|working| projector.run(nats.clone(), working));
    }
    background.start(|working| timer.run(working));
    // Without its index the registry is no use: a restart builds it anew.
    background.start_vital(serving.clone(), |working| index_updater.run(working));
    background.start_endless(database::watch(pool.clone(), server.health()));
    let sending = webhooks.start(sources);
    let served = server.serve(listener, grpc.routes(), serving).await;
    sending.stop().await;
    background.stop().await?;
    recorder.stop().await;
    pool.close().await;
    Ok(served?)
}
