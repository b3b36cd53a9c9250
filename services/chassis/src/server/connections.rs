//! Takes connections and ends them. tonic's own loop waits without limit for
//! connections to end, and applies `grpc-timeout` outside of all layers, where
//! the refusal could not carry a reason.

use std::{io, time::Duration};

use hyper::server::conn::http2::Builder;
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tonic::service::Routes;

use super::{Health, Limits, gate::Gate};

const PING_INTERVAL: Duration = Duration::from_secs(20);
const PING_LIMIT: Duration = Duration::from_secs(10);
/// A token and a trace fit with room to spare.
const LONGEST_HEADERS: u32 = 32 * 1024;
const STREAM_WINDOW: u32 = 1024 * 1024;
const CONNECTION_WINDOW: u32 = 4 * 1024 * 1024;
/// Without file handles left, the loop would spin.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_millis(50);

/// Ends when all connections have, at the latest after the drain limit.
pub(super) async fn serve(
    listener: TcpListener,
    gate: Gate<Routes>,
    limits: &Limits,
    shutdown: &CancellationToken,
    health: &Health,
) {
    let http = http(limits);
    let open = TaskTracker::new();
    let cut_off = CancellationToken::new();
    while let Some(accepted) = shutdown.run_until_cancelled(listener.accept()).await {
        match accepted {
            Ok((stream, _)) => {
                let ends = (shutdown.clone(), cut_off.clone());
                open.spawn(connection(http.clone(), stream, gate.clone(), ends));
            }
            Err(error) => pause_after(&error).await,
        }
    }
    // Clients that come now are to be refused at once, and go elsewhere.
    drop(listener);
    health.not_ready().await;
    open.close();
    if tokio::time::timeout(limits.drain, open.wait())
        .await
        .is_err()
    {
        tracing::warn!(connections = open.len(), "drain limit reached: cutting off");
        cut_off.cancel();
        open.wait().await;
    }
}

fn http(limits: &Limits) -> Builder<TokioExecutor> {
    // Above what is let in, so that it is turned away instead of waiting at
    // the client.
    let streams = (limits.calls + limits.streams).saturating_mul(2);
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .timer(TokioTimer::new())
        .keep_alive_interval(PING_INTERVAL)
        .keep_alive_timeout(PING_LIMIT)
        .max_header_list_size(LONGEST_HEADERS)
        .max_concurrent_streams(u32::try_from(streams).unwrap_or(u32::MAX))
        .initial_stream_window_size(STREAM_WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW);
    builder
}

async fn connection(
    http: Builder<TokioExecutor>,
    stream: TcpStream,
    gate: Gate<Routes>,
    (shutdown, cut_off): (CancellationToken, CancellationToken),
) {
    // Answers are small: to wait for more to send with them costs 40 ms.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "connection without TCP_NODELAY");
    }
    let connection = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(gate));
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => Some(ended),
        () = shutdown.cancelled() => None,
    };
    let ended = match ended {
        Some(ended) => Some(ended),
        None => {
            connection.as_mut().graceful_shutdown();
            cut_off.run_until_cancelled(connection).await
        }
    };
    if let Some(Err(error)) = ended {
        tracing::debug!(%error, "connection broke off");
    }
}

async fn pause_after(error: &io::Error) {
    tracing::warn!(%error, "a connection was not accepted");
    tokio::time::sleep(PAUSE_AFTER_FAILURE).await;
}
