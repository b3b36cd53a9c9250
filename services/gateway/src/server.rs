//! Takes connections and ends them. The default server of axum has no time
//! limit for slow clients and waits without end for idle ones.

mod stall;

use std::sync::Arc;
use std::time::Duration;
use std::{convert::Infallible, io};

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;
use web::client::Peer;

use stall::Guarded;

/// The time for a request's headers, and for an idle connection to send one.
const HEADER_LIMIT: Duration = Duration::from_secs(10);
/// After a shutdown, requests may go on for so long.
const DRAIN_LIMIT: Duration = Duration::from_secs(10);
/// A token, cookies and a long search fit with room to spare.
const LONGEST_HEAD: usize = 64 * 1024;
/// Without file handles left, the loop would spin.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_millis(50);

/// Ends when all connections have, at the latest after the drain limit.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    max_connections: usize,
    shutdown: &CancellationToken,
) {
    let places = Arc::new(Semaphore::new(max_connections.min(Semaphore::MAX_PERMITS)));
    let open = TaskTracker::new();
    let cut_off = CancellationToken::new();
    while let Some(accepted) = shutdown
        .run_until_cancelled(accept(&listener, &places))
        .await
    {
        match accepted {
            Ok((stream, place)) => {
                let connection = Connection {
                    router: router.clone(),
                    shutdown: shutdown.clone(),
                    cut_off: cut_off.clone(),
                    _place: place,
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
    drop(listener);
    drain(&open, &cut_off).await;
}

/// The next connection, as soon as there is a place for it.
async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> io::Result<(TcpStream, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await;
    let place = place.map_err(io::Error::other)?;
    let (stream, _) = listener.accept().await?;
    Ok((stream, place))
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
    _place: OwnedSemaphorePermit,
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
        let router = self.router;
        let service = service_fn(move |request: Request<Incoming>| {
            answer(router.clone(), Peer(peer.ip().to_canonical()), request)
        });
        let connection = http().serve_connection(TokioIo::new(Guarded::new(stream)), service);
        let mut connection = std::pin::pin!(connection);
        let ended = tokio::select! {
            ended = connection.as_mut() => Some(ended),
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

async fn answer(
    router: Router,
    peer: Peer,
    request: Request<Incoming>,
) -> Result<Response, Infallible> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(peer);
    router.oneshot(request).await
}

/// HTTP/1.1 alone: what speaks HTTP/2 to browsers stands before the gateway,
/// and telling the two apart would need a time limit of its own.
fn http() -> Builder {
    let mut builder = Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_LIMIT)
        .max_buf_size(LONGEST_HEAD);
    builder
}

#[cfg(test)]
mod tests;
