//! The feed in pages, for programs that ask from time to time.

use futures::TryStreamExt;
use host::call::{Answer, Read};
use proto::asf::registry::v1::{PullEventsRequest, PullEventsResponse};
use tonic::Request;

use crate::grpc::{
    Grpc,
    events::{filter::Filter, passing, read},
};

const USUAL_LIMIT: u32 = 100;
/// Pages of the feed that are looked at for one answer, so that a filter which
/// nothing passes keeps nobody busy for long.
const LOOKS: usize = 5;

pub(in crate::grpc) async fn pull(
    grpc: &Grpc,
    request: Request<PullEventsRequest>,
) -> Answer<PullEventsResponse> {
    let request = Read::open(request)?.message;
    let filter = Filter::parse(&request.county, &request.industry)?;
    let limit = match request.limit {
        0 => USUAL_LIMIT,
        limit => limit,
    };
    let head = grpc.store.feed().head().await?;
    let mut position = request.after;
    let mut events = Vec::new();
    for _ in 0..LOOKS {
        let left = limit.saturating_sub(u32::try_from(events.len()).unwrap_or(u32::MAX));
        if left == 0 || position >= head {
            break;
        }
        let rows: Vec<_> = read(grpc, position, left).await?.try_collect().await?;
        let Some(last) = rows.last() else { break };
        position = last.position;
        let rows = rows.into_iter().map(Ok).collect();
        for event in passing(&filter, &grpc.revisions, rows).await {
            events.push(event?);
        }
    }
    Ok(PullEventsResponse {
        events,
        position,
        more: position < head,
    })
}
