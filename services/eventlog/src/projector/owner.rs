//! The owner of a feed, asked over gRPC.

use futures::{
    FutureExt, StreamExt, TryStreamExt,
    future::{self, BoxFuture},
    stream::BoxStream,
};
use proto::asf::feed::v1::{FeedEvent, ReadRequest, feed_service_client::FeedServiceClient};
use time::{Duration, OffsetDateTime};
use tonic::{
    Status,
    body::Body,
    client::GrpcService,
    codegen::{Body as HttpBody, Bytes, StdError},
};
use uuid::Uuid;

use crate::feed::FeedRow;

/// Where a feed can be read from the beginning. Implemented by the gRPC client
/// over any transport, so that a caller may put its token on the requests.
pub trait Owner: Send + Sync + 'static {
    /// Everything after a position, in order, up to the head.
    fn read(&self, after: u64) -> BoxFuture<'_, Result<FeedRows, Status>>;
}

type FeedRows = BoxStream<'static, Result<FeedRow, Status>>;

impl<T> Owner for FeedServiceClient<T>
where
    T: GrpcService<Body> + Clone + Send + Sync + 'static,
    T::Error: Into<StdError>,
    T::Future: Send,
    T::ResponseBody: HttpBody<Data = Bytes> + Send + 'static,
    <T::ResponseBody as HttpBody>::Error: Into<StdError> + Send,
{
    fn read(&self, after: u64) -> BoxFuture<'_, Result<FeedRows, Status>> {
        let mut client = self.clone();
        async move {
            let request = ReadRequest {
                after_position: after,
                ..ReadRequest::default()
            };
            let answers = FeedServiceClient::read(&mut client, request).await?;
            let rows = answers.into_inner().and_then(|answer| {
                future::ready(answer.event.map_or_else(|| Err(empty()), to_row))
            });
            Ok(rows.boxed())
        }
        .boxed()
    }
}

fn empty() -> Status {
    Status::data_loss("the owner sent an answer without an event")
}

fn to_row(event: FeedEvent) -> Result<FeedRow, Status> {
    let unreadable = |what| Status::data_loss(format!("the owner sent an event without {what}"));
    let at = event.recorded_at.ok_or_else(|| unreadable("its time"))?;
    let recorded_at = OffsetDateTime::from_unix_timestamp(at.seconds)
        .map_err(|_| unreadable("a time that exists"))?
        + Duration::nanoseconds(i64::from(at.nanos));
    Ok(FeedRow {
        position: event.position,
        event_id: Uuid::parse_str(&event.id).map_err(|_| unreadable("an id"))?,
        r#type: event.r#type,
        subject: event.subject,
        resource: event.resource,
        data: event.data,
        traceparent: Some(event.traceparent).filter(|it| !it.is_empty()),
        recorded_at,
    })
}
