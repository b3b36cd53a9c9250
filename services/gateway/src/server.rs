//! Takes connections and ends them. The default server of axum has no time
//! limit for slow clients and waits without end for idle ones.

mod connections;
mod stall;
mod wire;

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;
use web::client::Peer;

use connections::{Answered, Connections};
use stall::Guarded;

use crate::config::Gateway;
use crate::places::Place;

/// After a shutdown, requests may go on for so long.
const DRAIN_LIMIT: Duration = Duration::from_secs(10);
/// A token, cookies and a long search fit with room to spare.
const LONGEST_HEAD: usize = 64 * 1024;
/// Without file handles left, the loop would spin.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_millis(50);

/// What the server takes on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) connections: usize,
    /// Of one client; the proxies before us are no clients.
    pub(crate) of_a_client: usize,
    /// The time for a request's headers, and for an idle connection to send one.
    pub(crate) headers: Duration,
}

impl Limits {
    pub(crate) fn of(gateway: &Gateway) -> Self {
        Self {
            connections: gateway.max_connections.get(),
            of_a_client: match gateway.proxies {
                0 => gateway.max_per_client.get(),
                _ => usize::MAX,
            },
            headers: gateway.patience(),
        }
    }
}

/// Ends when all connections have, at the latest after the drain limit.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    shutdown: &CancellationToken,
) {
    let mut connections = Connections::new(listener, limits);
    let open = TaskTracker::new();
    let cut_off = CancellationToken::new();
    while let Some(accepted) = shutdown.run_until_cancelled(connections.next()).await {
        match accepted {
            Ok((stream, place)) => {
                let connection = Connection {
                    router: router.clone(),
                    shutdown: shutdown.clone(),
                    cut_off: cut_off.clone(),
                    headers: limits.headers,
                    place: Arc::new(place),
                };
                open.spawn(connection.serve(stream));
            }
            Err(error) => {
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(PAUSE_AFTER_FAILURE).await;
            }
        }
    }
    // Clients that come now are to be refused at once, and go elsewhere.
    drop(connections);
    drain(&open, &cut_off).await;
}

async fn drain(open: &TaskTracker, cut_off: &CancellationToken) {
    open.close();
    if tokio::time::timeout(DRAIN_LIMIT, open.wait())
        .await
        .is_err()
    {
        tracing::warn!(connections = open.len(), "drain limit reached: cutting off");
        cut_off.cancel();
        open.wait().await;
    }
}

struct Connection {
    router: Router,
    shutdown: CancellationToken,
    cut_off: CancellationToken,
    headers: Duration,
    place: Arc<Place>,
}

impl Connection {
    async fn serve(self, stream: TcpStream) {
        let Ok(peer) = stream.peer_addr() else {
            return;
        };
        // Answers are small: to wait for more to send with them costs 40 ms.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "connection without TCP_NODELAY");
        }
        let (router, place) = (self.router, Arc::clone(&self.place));
        let service = service_fn(move |request: Request<Incoming>| {
            let peer = Peer(peer.ip().to_canonical());
            answer(router.clone(), peer, Arc::clone(&place), request)
        });
        let stream = TokioIo::new(Guarded::new(stream));
        let connection = http(self.headers).serve_connection(stream, service);
        let mut connection = std::pin::pin!(connection);
        let ended = tokio::select! {
            ended = connection.as_mut() => Some(ended),
            () = self.place.given_up() => return,
            () = self.shutdown.cancelled() => None,
        };
        let ended = match ended {
            Some(ended) => Some(ended),
            None => {
                connection.as_mut().graceful_shutdown();
                self.cut_off.run_until_cancelled(connection).await
            }
        };
        if let Some(Err(error)) = ended {
            tracing::debug!(%error, "connection broke off");
        }
    }
}

/// The place waits for the client until the whole request is there, which the
/// layers tell it, and again after the answer.
async fn answer(
    router: Router,
    peer: Peer,
    place: Arc<Place>,
    request: Request<Incoming>,
) -> Result<Response, Infallible> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(peer);
    request.extensions_mut().insert(Arc::clone(&place));
    let response = router.oneshot(request).await?;
    Ok(response.map(|body| Body::new(Answered { body, place })))
}

/// HTTP/1.1 alone: what speaks HTTP/2 to browsers stands before the gateway,
/// and telling the two apart would need a time limit of its own.
fn http(headers: Duration) -> Builder {
    let mut builder = Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(headers)
        .max_buf_size(LONGEST_HEAD);
    builder
}

#[cfg(test)]
mod tests;
