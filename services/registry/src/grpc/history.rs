//! What was: revisions, the log of one enterprise, and the list as a file.

mod log;
mod revisions;
mod snapshot;

use chassis::page::{self, Search};
use proto::{
    asf::registry::v1::{self as v1, history_service_server::HistoryService},
    google::api::HttpBody,
};
use tonic::{Request, Status};

use crate::grpc::{Answer, Grpc, Stream, events};

#[tonic::async_trait]
impl HistoryService for Grpc {
    type GetSnapshotStream = Stream<HttpBody>;

    async fn list_revisions(
        &self,
        request: Request<v1::ListRevisionsRequest>,
    ) -> Answer<v1::ListRevisionsResponse> {
        revisions::list(self, request).await
    }

    async fn list_history(
        &self,
        request: Request<v1::ListHistoryRequest>,
    ) -> Answer<v1::ListHistoryResponse> {
        log::list(self, request).await
    }

    async fn pull_events(
        &self,
        request: Request<v1::PullEventsRequest>,
    ) -> Answer<v1::PullEventsResponse> {
        events::pull(self, request).await
    }

    async fn get_snapshot(
        &self,
        request: Request<v1::GetSnapshotRequest>,
    ) -> Answer<Self::GetSnapshotStream> {
        snapshot::get(self, request).await
    }
}

/// Versions below the one that a page token names; nothing without a token.
fn version_of(bound: Search, token: &str) -> Result<Option<u64>, Status> {
    if token.is_empty() {
        return Ok(None);
    }
    let version = bound.place(token).map(u64::from_be_bytes);
    version.map(Some).ok_or_else(page::wrong_token)
}
