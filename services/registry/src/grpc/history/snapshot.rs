//! The list as a file that can be had by everybody.

use host::{
    call::{Answer, Read},
    failure::internal,
};
use proto::{asf::registry::v1::GetSnapshotRequest, google::api::HttpBody};
use tonic::Request;

use crate::{
    grpc::{Grpc, Stream, file::in_parts},
    public_snapshot::Format,
};

pub(super) async fn get(
    grpc: &Grpc,
    request: Request<GetSnapshotRequest>,
) -> Answer<Stream<HttpBody>> {
    let read = Read::open(request)?;
    let (format, kind) = match read.message.format.as_str() {
        "csv" => (Format::Csv, "text/csv; charset=utf-8"),
        _ => (Format::Json, "application/json"),
    };
    let file = grpc.public_snapshot.file(format).await;
    Ok(in_parts(kind, file.map_err(internal)?))
}
