//! Takes connections and ends them. tonic's own loop waits without limit for
//! connections to end, and applies `grpc-timeout` outside of all layers, where
//! the refusal could not carry a reason.

use std::{collections::BTreeSet, io, sync::Arc, time::Duration};

use hyper::server::conn::http2::Builder;
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::TlsAcceptor;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tonic::service::Routes;

use super::{Health, Limits, gate::Gate, peer::Peer};

const PING_INTERVAL: Duration = Duration::from_secs(20);
const PING_LIMIT: Duration = Duration::from_secs(10);
/// A token and a trace fit with room to spare.
const LONGEST_HEADERS: u32 = 32 * 1024;
const STREAM_WINDOW: u32 = 1024 * 1024;
const CONNECTION_WINDOW: u32 = 4 * 1024 * 1024;
/// Without file handles left, the loop would spin.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_millis(50);

/// For a handshake; whoever says nothing does not keep the door.
const HANDSHAKE_LIMIT: Duration = Duration::from_secs(5);

/// Who may connect.
pub(super) struct Door {
    /// Nothing where TLS is off.
    pub(super) tls: Option<TlsAcceptor>,
    /// The names that are looked for in a certificate.
    pub(super) names: BTreeSet<String>,
}

/// Ends when all connections have, at the latest after the drain limit.
pub(super) async fn serve(
    listener: TcpListener,
    door: Door,
    gate: Gate<Routes>,
    limits: &Limits,
    shutdown: &CancellationToken,
    health: &Health,
) {
    let (http, door) = (http(limits), Arc::new(door));
    let open = TaskTracker::new();
    let cut_off = CancellationToken::new();
    while let Some(accepted) = shutdown.run_until_cancelled(listener.accept()).await {
        match accepted {
            Ok((stream, _)) => {
                let ends = (shutdown.clone(), cut_off.clone());
                open.spawn(enter(
                    http.clone(),
                    stream,
                    Arc::clone(&door),
                    gate.clone(),
                    ends,
                ));
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

async fn enter(
    http: Builder<TokioExecutor>,
    stream: TcpStream,
    door: Arc<Door>,
    gate: Gate<Routes>,
    ends: (CancellationToken, CancellationToken),
) {
    // Answers are small: to wait for more to send with them costs 40 ms.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "connection without TCP_NODELAY");
    }
    let Some(tls) = &door.tls else {
        return connection(http, stream, gate.to(Peer::Anybody), ends).await;
    };
    let handshake = tokio::time::timeout(HANDSHAKE_LIMIT, tls.accept(stream));
    match ends.0.run_until_cancelled(handshake).await {
        Some(Ok(Ok(stream))) => {
            let peer = Peer::of(stream.get_ref().1, &door.names);
            connection(http, stream, gate.to(peer), ends).await;
        }
        // Whoever only looks whether the port is open.
        Some(Ok(Err(error))) if error.kind() == io::ErrorKind::UnexpectedEof => {
            tracing::debug!("a connection ended before it came to a handshake");
        }
        Some(Ok(Err(error))) => tracing::warn!(%error, "a connection was refused"),
        Some(Err(_elapsed)) => tracing::debug!("a connection came to no handshake"),
        None => {}
    }
}

async fn connection(
    http: Builder<TokioExecutor>,
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    gate: Gate<Routes>,
    (shutdown, cut_off): (CancellationToken, CancellationToken),
) {
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
