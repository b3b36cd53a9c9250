//! The gateway: HTTP in, gRPC out. The JSON API comes out of the descriptors,
//! the site is rendered from typed clients. No database, no event log.

pub mod cli;
pub mod config;

mod asyncapi;
mod channels;
mod comments;
mod docs;
mod edge;
mod error;
mod headers;
mod live;
mod openapi;
mod places;
mod probes;
mod routes;
mod server;
mod state;
mod transcode;

use anyhow::Context;
use chassis::clock::Clock;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use config::Config;
use state::State;

/// Serves until the shutdown, on the address of the settings.
pub async fn run(config: Config, clock: Clock, shutdown: CancellationToken) -> anyhow::Result<()> {
    let address = config.gateway.http_addr;
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address}"))?;
    serve(listener, config, clock, shutdown).await
}

/// Serves on a listener that is open already.
pub async fn serve(
    listener: TcpListener,
    config: Config,
    clock: Clock,
    shutdown: CancellationToken,
) -> anyhow::Result<()> {
    let address = listener.local_addr()?;
    let limits = server::Limits::of(&config.gateway);
    let state = State::new(config, clock, shutdown.clone())?;
    let router = routes::router(state)?;
    tracing::info!(server.address = %address, "the gateway serves");
    server::serve(listener, router, limits, &shutdown).await;
    Ok(())
}
