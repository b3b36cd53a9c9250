//! How much a server does at the same time. What is over that is turned away
//! at once: waiting in a queue, it would only be answered too late.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use http::Response;
use hyper::body::{Frame, SizeHint};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tonic::{Status, body::Body};

use super::Limits;
use crate::{access::Rpc, status};

/// A call takes milliseconds, so there is room again soon.
const RETRY_AFTER: Duration = Duration::from_secs(1);

pub(super) struct Places {
    calls: Arc<Semaphore>,
    streams: Arc<Semaphore>,
    half: (usize, usize),
    /// So that too much work is told once each time, not once for each call.
    full: AtomicBool,
}

/// The place that one call takes up.
pub(super) struct Place {
    stream: Option<OwnedSemaphorePermit>,
    _call: OwnedSemaphorePermit,
}

impl Places {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            calls: Arc::new(Semaphore::new(limits.calls)),
            streams: Arc::new(Semaphore::new(limits.streams)),
            half: (limits.calls / 2, limits.streams / 2),
            full: AtomicBool::new(false),
        }
    }

    pub(super) fn take(&self, rpc: &Rpc) -> Result<Place, Status> {
        let call = self.free(&self.calls)?;
        let stream = match rpc.streams {
            true => Some(self.free(&self.streams)?),
            false => None,
        };
        if self.full.load(Ordering::Relaxed) && self.is_half_free() {
            self.full.store(false, Ordering::Relaxed);
        }
        Ok(Place {
            stream,
            _call: call,
        })
    }

    fn is_half_free(&self) -> bool {
        let (calls, streams) = self.half;
        self.calls.available_permits() >= calls && self.streams.available_permits() >= streams
    }

    fn free(&self, places: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Status> {
        Arc::clone(places).try_acquire_owned().map_err(|_| {
            if !self.full.swap(true, Ordering::Relaxed) {
                tracing::warn!("too much work: calls are turned away");
            }
            status::busy(RETRY_AFTER)
        })
    }
}

impl Place {
    /// Frees the place of the call; that of a stream goes along with its body.
    pub(super) fn hand_on(self, response: Response<Body>) -> Response<Body> {
        match self.stream {
            None => response,
            Some(place) => response.map(|body| {
                Body::new(Held {
                    body,
                    _place: place,
                })
            }),
        }
    }
}

/// A stream's body, which takes up a place until it is dropped.
struct Held {
    body: Body,
    _place: OwnedSemaphorePermit,
}

impl hyper::body::Body for Held {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
