//! How much is worked on at once, and for how long.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use proto::asf::errors::v1::ErrorReason;
use tokio::sync::Semaphore;

use crate::error::Problem;

/// The time for a request that is there as a whole until its answer begins.
/// Services have less, so that a handler that reaches this limit hangs.
const DEADLINE: Duration = Duration::from_secs(30);

/// Places for requests; one more is turned away rather than queued, since
/// whoever waited in a queue has often gone when its turn comes.
#[derive(Clone)]
pub(super) struct InFlight(Arc<Semaphore>);

impl InFlight {
    pub(super) fn new(places: NonZeroUsize) -> Self {
        let places = places.get().min(Semaphore::MAX_PERMITS);
        Self(Arc::new(Semaphore::new(places)))
    }
}

pub(super) async fn admit(
    State(in_flight): State<InFlight>,
    request: Request,
    next: Next,
) -> Response {
    match in_flight.0.try_acquire() {
        Ok(_place) => next.run(request).await,
        Err(_) => Problem::busy().into_response(),
    }
}

pub(super) async fn deadline(request: Request, next: Next) -> Response {
    match tokio::time::timeout(DEADLINE, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::of(ErrorReason::Timeout).into_response(),
    }
}
