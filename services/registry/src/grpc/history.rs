//! What was: revisions, the log of one enterprise, and the list as a file.

mod log;
mod revisions;
mod snapshot;

use chassis::page::{self, Search};
use proto::{
    asf::registry::v1::{self as v1, history_service_server::HistoryService},
    google::api::HttpBody,
};
use tonic::Status;

use crate::grpc::{Grpc, Stream, events};

host::rpc! {
    impl HistoryService for Grpc {
        list_revisions(v1::ListRevisionsRequest) -> v1::ListRevisionsResponse = revisions::list;
        list_history(v1::ListHistoryRequest) -> v1::ListHistoryResponse = log::list;
        pull_events(v1::PullEventsRequest) -> v1::PullEventsResponse = events::pull;
        get_snapshot(v1::GetSnapshotRequest) -> Stream<HttpBody> = snapshot::get;
        ..{
            type GetSnapshotStream = Stream<HttpBody>;
        }
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
