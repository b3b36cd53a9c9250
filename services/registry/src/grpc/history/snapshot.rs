//! The list as a file that can be had by everybody.

use chassis::{check, status};
use proto::{asf::registry::v1::GetSnapshotRequest, google::api::HttpBody};
use tonic::{Request, Response};

use crate::{
    grpc::{Answer, Grpc, Stream, file::in_parts, refusal},
    public_snapshot::{Format, PublicSnapshotError},
};

pub(super) async fn get(
    grpc: &Grpc,
    request: Request<GetSnapshotRequest>,
) -> Answer<Stream<HttpBody>> {
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    let (format, kind) = match request.format.as_str() {
        "csv" => (Format::Csv, "text/csv; charset=utf-8"),
        _ => (Format::Json, "application/json"),
    };
    let file = grpc.public_snapshot.file(format).await;
    let file = file.map_err(|error| match error {
        PublicSnapshotError::Database(error) => refusal::database(error),
        error @ (PublicSnapshotError::Corrupt { .. } | PublicSnapshotError::Unwritten(_)) => {
            tracing::error!(%error, "there is no open list");
            status::internal()
        }
    })?;
    Ok(Response::new(in_parts(kind, file)))
}
