//! The public feed for everybody: as a stream that goes on, and in pages.

pub(crate) mod cloud;
pub(crate) mod filter;
mod pull;

use futures::{StreamExt, stream, stream::BoxStream};
use host::{
    call::{Answer, Read},
    failure::CallError,
};
use proto::asf::{
    feed::v1::{FeedEvent, ReadRequest, feed_service_server::FeedService},
    registry::v1::{StreamEventsRequest, StreamEventsResponse},
};
use tonic::{Request, Status};

use crate::{
    grpc::{
        Grpc, Stream,
        events::filter::{Filter, Seen},
        refusal,
    },
    projection::revisions::Revisions,
};

pub(super) use pull::pull;

/// Events that are looked at together.
const CHUNK: usize = 500;

/// Sends the events after a position and goes on with new ones.
pub(super) async fn stream(
    grpc: &Grpc,
    request: Request<StreamEventsRequest>,
) -> Answer<Stream<StreamEventsResponse>> {
    let request = Read::open(request)?.message;
    let filter = Filter::parse(&request.county, &request.industry)?;
    let events = read(grpc, request.after, 0).await?;
    let revisions = grpc.revisions.clone();
    let passing = events.ready_chunks(CHUNK).then(move |events| {
        let (filter, revisions) = (filter.clone(), revisions.clone());
        async move { passing(&filter, &revisions, events).await }
    });
    let messages = passing.flat_map(stream::iter);
    Ok(messages.boxed())
}

/// The feed after a position: so many events, or with 0 all, and then new ones.
async fn read(
    grpc: &Grpc,
    after_position: u64,
    limit: u32,
) -> Result<BoxStream<'static, Result<FeedEvent, Status>>, Status> {
    let read = ReadRequest {
        after_position,
        follow: limit == 0,
        limit,
    };
    let rows = grpc.feed().read(Request::new(read)).await?.into_inner();
    let events = rows.map(|row| match row {
        Ok(row) => row.event.ok_or_else(refusal::away),
        // The feed has logged its trouble; its status has no reason.
        Err(_) => Err(refusal::away()),
    });
    Ok(events.boxed())
}

/// What everybody may see of the events and the filter lets through; a failure
/// stays where it was.
async fn passing(
    filter: &Filter,
    revisions: &Revisions,
    events: Vec<Result<FeedEvent, Status>>,
) -> Vec<Result<StreamEventsResponse, Status>> {
    let good: Vec<Seen<'_>> = events.iter().flatten().map(Seen::of).collect();
    let passes = match filter.passes(revisions, &good).await {
        Ok(passes) => passes,
        Err(error) => return vec![Err(CallError::from(error).into())],
    };
    let mut passes = passes.into_iter();
    let kept = events.into_iter().filter_map(|event| match event {
        Ok(event) => passes.next()?.then(|| Ok(cloud::event(event))),
        Err(status) => Some(Err(status)),
    });
    kept.collect()
}
