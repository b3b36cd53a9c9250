//! Receives the whole body of a request before any work begins, so that a
//! client that sends slowly takes up no place of those that are worked on. What
//! all bodies together take in memory is bounded.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bytes::{Bytes, BytesMut};
use futures::StreamExt;
use http::{HeaderValue, Method, header};
use proto::asf::errors::v1::ErrorReason;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout, timeout_at};
use web::client;

use crate::config::Gateway;
use crate::error::Problem;
use crate::places::{Place, Places};

/// Larger than any message of ours may be.
pub(crate) const LARGEST_BODY: usize = 1024 * 1024;
/// No body may take longer than this, however large it is.
const LONGEST: Duration = Duration::from_secs(30);
/// A client may take a second more for so many bytes.
const BYTES_A_SECOND: usize = 1024;
/// How long a body waits for memory, of which each frees some within this.
const MEMORY_WAIT: Duration = Duration::from_secs(2);

/// Who sends a request at the moment, and what has come of the bodies.
#[derive(Clone)]
pub(super) struct Receiving {
    places: Arc<Places>,
    memory: Arc<Semaphore>,
    /// Without a byte, a client may take so long.
    patience: Duration,
    /// Reverse proxies between the client and the gateway.
    proxies: usize,
}

impl Receiving {
    pub(super) fn new(gateway: &Gateway) -> Self {
        Self {
            places: Places::of(gateway.max_connections, gateway.max_per_client),
            memory: Arc::new(Semaphore::new(gateway.body_memory())),
            patience: gateway.patience(),
            proxies: gateway.proxies,
        }
    }

    /// When a body of which so much has come has to be there.
    fn end(&self, began: Instant, received: usize) -> Instant {
        let more = u64::try_from(received / BYTES_A_SECOND).unwrap_or(u64::MAX);
        let whole = self.patience.saturating_add(Duration::from_secs(more));
        began + whole.min(LONGEST.max(self.patience))
    }

    /// The body, or so much of it that every handler refuses it as too large,
    /// with the memory that it takes up.
    async fn body(&self, body: Body, place: &Place) -> Result<Held, Problem> {
        let began = Instant::now();
        let mut held = Held::default();
        let mut parts = body.into_data_stream();
        while held.bytes.len() <= LARGEST_BODY {
            let end = self.end(began, held.bytes.len());
            let part = match timeout_at(end, parts.next()).await {
                Err(_) => return Err(slow()),
                Ok(None) => break,
                Ok(Some(Err(_))) => return Err(malformed()),
                Ok(Some(Ok(part))) => part,
            };
            let taken = self.memory(&part, place).await?;
            match &mut held.memory {
                Some(memory) => memory.merge(taken),
                none => *none = Some(taken),
            }
            held.bytes.extend_from_slice(&part);
        }
        Ok(held)
    }

    /// Where there is none left, the body that has kept us waiting longest
    /// frees what it has.
    async fn memory(&self, part: &Bytes, place: &Place) -> Result<OwnedSemaphorePermit, Problem> {
        let size = u32::try_from(part.len()).unwrap_or(u32::MAX);
        if let Ok(taken) = Arc::clone(&self.memory).try_acquire_many_owned(size) {
            return Ok(taken);
        }
        self.places.give_up_another(place);
        let taken = Arc::clone(&self.memory).acquire_many_owned(size);
        match timeout(MEMORY_WAIT, taken).await {
            Ok(Ok(taken)) => Ok(taken),
            Ok(Err(_)) | Err(_) => Err(closing(Problem::busy())),
        }
    }
}

#[derive(Default)]
struct Held {
    bytes: BytesMut,
    memory: Option<OwnedSemaphorePermit>,
}

pub(super) async fn whole(
    State(receiving): State<Receiving>,
    request: Request,
    next: Next,
) -> Response {
    let address = client::address(request.extensions(), request.headers(), receiving.proxies);
    let Ok(place) = receiving.places.take(address) else {
        let problem = Problem::of(ErrorReason::TooManyRequests);
        let wait = Duration::from_secs(1);
        return closing(problem.with_retry_after(wait)).into_response();
    };
    let connection = request.extensions().get::<Arc<Place>>().cloned();
    // The body of a request that only reads says nothing, and is not read.
    let (request, memory) = match *request.method() {
        Method::GET | Method::HEAD | Method::OPTIONS => (request, None),
        _ => {
            let (parts, body) = request.into_parts();
            let received = tokio::select! {
                received = receiving.body(body, &place) => received,
                () = place.given_up() => Err(slow()),
            };
            match received {
                Ok(held) => {
                    let body = Body::from(held.bytes.freeze());
                    (Request::from_parts(parts, body), held.memory)
                }
                Err(problem) => return problem.into_response(),
            }
        }
    };
    place.works();
    if let Some(connection) = connection {
        connection.works();
    }
    let response = next.run(request).await;
    drop(memory);
    response
}

/// What is left of the request may come at any time: no further one can follow
/// on the connection.
fn closing(problem: Problem) -> Problem {
    problem.with_header(header::CONNECTION, HeaderValue::from_static("close"))
}

fn slow() -> Problem {
    closing(Problem::of(ErrorReason::SlowRequest))
}

fn malformed() -> Problem {
    closing(Problem::of(ErrorReason::MalformedRequest))
}
