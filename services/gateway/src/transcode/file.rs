//! A stream of `google.api.HttpBody` as a file to save.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures::{StreamExt, stream};
use http::{HeaderValue, header};
use prost::Message;
use proto::asf::errors::v1::ErrorReason;
use proto::google::api::HttpBody;
use tonic::Status;

use super::call::Call;
use super::operation::Operation;
use super::respond;
use crate::error::Problem;

const FALLBACK_TYPE: HeaderValue = HeaderValue::from_static("application/octet-stream");

/// The first part is awaited, so that a refusal is still a problem; a failure
/// later on breaks the connection off, so that half a file is not taken for a
/// whole one.
pub(super) async fn stream(call: Call<'_>) -> Result<Response, Problem> {
    let operation = call.operation;
    let failed = |status: Status| respond::failed(operation, &status);
    let mut parts = call.stream().await.map_err(failed)?;
    let first = match parts.next().await {
        Some(first) => part(first).map_err(failed)?,
        None => HttpBody::default(),
    };
    let content_type = HeaderValue::try_from(&first.content_type);
    let disposition = disposition(operation, &first.content_type)
        .ok_or_else(|| Problem::of(ErrorReason::Internal))?;
    let rest = parts.map(|message| part(message).map(|part| part.data));
    let body = stream::iter([Ok(first.data)]).chain(rest);
    let mut response = Body::from_stream(body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, content_type.unwrap_or(FALLBACK_TYPE));
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

fn part(message: Result<Bytes, Status>) -> Result<HttpBody, Status> {
    HttpBody::decode(message?).map_err(|_| Status::internal("a part of a file cannot be read"))
}

/// Named after the collection and the media type: `enterprises.csv`.
fn disposition(operation: &Operation, content_type: &str) -> Option<HeaderValue> {
    let name = operation.template.collection();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    let extension = match essence {
        "text/calendar" => "ics",
        "text/plain" => "txt",
        essence => mime_guess::get_mime_extensions_str(essence)
            .and_then(|extensions| extensions.first())
            .copied()
            .unwrap_or("bin"),
    };
    HeaderValue::try_from(format!("attachment; filename=\"{name}.{extension}\"")).ok()
}
