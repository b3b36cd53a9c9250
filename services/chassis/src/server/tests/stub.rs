//! A feed that does what the request's position says.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use futures::{Stream, StreamExt as _, stream};
use proto::asf::feed::v1::{
    FeedEvent, ReadRequest, ReadResponse, feed_service_server::FeedService,
};
use tokio::sync::Semaphore;
use tonic::{Request, Response, Status};

use crate::{caller, telemetry};

/// A stream's second event comes so much later than its first.
pub(super) const LATER: Duration = Duration::from_millis(400);

#[derive(Clone, Copy)]
pub(super) enum Do {
    /// One event that says who called, in which trace.
    Answer,
    /// One event, once the test lets it go on.
    Wait,
    /// One event, and nothing more without an end.
    Follow,
    /// Two events, the second [`LATER`].
    TwoEvents,
    Panic,
}

#[derive(Clone)]
pub(super) struct Stub {
    /// Calls that have begun.
    pub(super) begun: Arc<Semaphore>,
    /// Calls that may go on.
    pub(super) go_on: Arc<Semaphore>,
    /// Streams that are open.
    pub(super) open: Arc<AtomicUsize>,
}

impl Default for Stub {
    fn default() -> Self {
        Self {
            begun: Arc::new(Semaphore::new(0)),
            go_on: Arc::new(Semaphore::new(0)),
            open: Arc::new(AtomicUsize::new(0)),
        }
    }
}

/// Counts a stream until it is dropped.
struct Open(Arc<AtomicUsize>);

impl Open {
    fn new(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(Arc::clone(count))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

type Events = Pin<Box<dyn Stream<Item = Result<ReadResponse, Status>> + Send>>;

fn event(data: String) -> Result<ReadResponse, Status> {
    let event = FeedEvent {
        data,
        traceparent: telemetry::traceparent().unwrap_or_default(),
        ..FeedEvent::default()
    };
    Ok(ReadResponse { event: Some(event) })
}

fn once(data: String) -> Events {
    Box::pin(stream::iter([event(data)]))
}

fn later() -> impl Stream<Item = Result<ReadResponse, Status>> + Send {
    stream::once(async {
        tokio::time::sleep(LATER).await;
        event("later".into())
    })
}

#[tonic::async_trait]
impl FeedService for Stub {
    type ReadStream = Events;

    async fn read(&self, request: Request<ReadRequest>) -> Result<Response<Events>, Status> {
        self.begun.add_permits(1);
        let caller = caller::of(&request);
        let position = request.into_inner().after_position;
        let events = match position {
            p if p == Do::Answer as u64 => once(caller.subject),
            p if p == Do::Wait as u64 => {
                self.go_on.acquire().await.unwrap().forget();
                once(caller.subject)
            }
            p if p == Do::Follow as u64 => {
                let open = Open::new(&self.open);
                let events = once("follow".into()).chain(stream::pending());
                Box::pin(events.map(move |event| {
                    let _until_dropped = &open;
                    event
                }))
            }
            p if p == Do::TwoEvents as u64 => Box::pin(once("first".into()).chain(later())),
            _ => panic!("swordfish"),
        };
        Ok(Response::new(events))
    }
}
