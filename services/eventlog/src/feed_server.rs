//! The feed over gRPC, for those whom NATS could not serve.

use futures::{StreamExt, TryStreamExt, stream, stream::BoxStream};
use proto::asf::feed::v1::{
    FeedEvent, ReadRequest, ReadResponse, feed_service_server::FeedService,
};
use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status};

use crate::feed::{Feed, FeedRow};

/// Rows that one query reads: enough to be quick, little enough to hold.
const CHUNK: u32 = 500;

/// Serves `asf.feed.v1.FeedService` out of a feed.
#[derive(Clone)]
pub struct FeedServer {
    feed: Feed,
    shutdown: CancellationToken,
}

impl FeedServer {
    #[must_use]
    pub fn new(feed: Feed) -> Self {
        Self {
            feed,
            shutdown: CancellationToken::new(),
        }
    }

    /// Ends streams that follow the feed when the token is cancelled, so that
    /// a graceful stop does not wait for them.
    #[must_use]
    pub fn until(mut self, shutdown: CancellationToken) -> Self {
        self.shutdown = shutdown;
        self
    }
}

#[tonic::async_trait]
impl FeedService for FeedServer {
    type ReadStream = BoxStream<'static, Result<ReadResponse, Status>>;

    async fn read(
        &self,
        request: Request<ReadRequest>,
    ) -> Result<Response<Self::ReadStream>, Status> {
        let request = request.into_inner();
        let cursor = Cursor {
            feed: self.feed.clone(),
            shutdown: self.shutdown.clone(),
            after: request.after_position,
            left: match request.limit {
                0 => u64::MAX,
                limit => u64::from(limit),
            },
            follow: request.follow,
        };
        let rows = stream::try_unfold(cursor, Cursor::next)
            .map_ok(|chunk| stream::iter(chunk).map(Ok))
            .try_flatten()
            .map_ok(|row| ReadResponse {
                event: Some(to_proto(row)),
            });
        Ok(Response::new(rows.boxed()))
    }
}

/// Where one reader stands.
struct Cursor {
    feed: Feed,
    shutdown: CancellationToken,
    after: u64,
    left: u64,
    follow: bool,
}

impl Cursor {
    async fn next(mut self) -> Result<Option<(Vec<FeedRow>, Self)>, Status> {
        // Subscribed before the read, so that no commit falls between them.
        let mut newest = self.feed.watch();
        loop {
            let limit = u32::try_from(self.left).unwrap_or(u32::MAX).min(CHUNK);
            if limit == 0 || self.shutdown.is_cancelled() {
                return Ok(None);
            }
            newest.mark_unchanged();
            let rows = self.chunk(limit).await?;
            if let Some(last) = rows.last() {
                self.after = last.position;
                self.left = self.left.saturating_sub(rows.len() as u64);
                return Ok(Some((rows, self)));
            }
            if !self.follow {
                return Ok(None);
            }
            tokio::select! {
                changed = newest.changed() => if changed.is_err() { return Ok(None) },
                () = self.shutdown.cancelled() => return Ok(None),
            }
        }
    }

    async fn chunk(&self, limit: u32) -> Result<Vec<FeedRow>, Status> {
        let read = self.feed.read(self.after, limit);
        match tokio::time::timeout(crate::limit::QUERY_LIMIT, read).await {
            Ok(Ok(rows)) => Ok(rows),
            Ok(Err(error)) => {
                tracing::error!(%error, "the feed cannot be read");
                Err(Status::unavailable("the feed cannot be read now"))
            }
            Err(_) => Err(Status::unavailable("the feed cannot be read in time")),
        }
    }
}

fn to_proto(row: FeedRow) -> FeedEvent {
    FeedEvent {
        position: row.position,
        id: row.event_id.to_string(),
        r#type: row.r#type,
        subject: row.subject,
        resource: row.resource,
        data: row.data,
        traceparent: row.traceparent.unwrap_or_default(),
        recorded_at: Some(prost_types::Timestamp {
            seconds: row.recorded_at.unix_timestamp(),
            nanos: i32::try_from(row.recorded_at.nanosecond()).unwrap_or_default(),
        }),
    }
}
