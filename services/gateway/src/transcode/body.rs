//! Reading a request body: JSON only, and not too much of it.

use axum::body::Body;
use bytes::Bytes;
use http::{HeaderValue, header, request::Parts};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use proto::asf::errors::v1::ErrorReason;

use super::operation::Operation;
use crate::edge::receive::LARGEST_BODY;
use crate::error::Problem;
use crate::headers;

/// The whole body, empty where the operation takes none.
pub(super) async fn read(
    operation: &Operation,
    parts: &Parts,
    body: Body,
) -> Result<Bytes, Problem> {
    if matches!(operation.body, super::operation::Body::Nothing) {
        return Ok(Bytes::new());
    }
    let body = match Limited::new(body, LARGEST_BODY).collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) if error.is::<LengthLimitError>() => {
            // The rest of the body is not read, so that the connection cannot
            // be used again: say it, before the client sends the next request.
            let close = HeaderValue::from_static("close");
            return Err(
                Problem::of(ErrorReason::BodyTooLarge).with_header(header::CONNECTION, close)
            );
        }
        // The client went away or broke the protocol; nobody reads this.
        Err(_) => return Err(Problem::of(ErrorReason::SlowRequest)),
    };
    let merge_patch = operation.mask.is_some();
    match body.is_empty() || headers::is_json(&parts.headers, merge_patch) {
        true => Ok(body),
        false => Err(Problem::of(ErrorReason::UnsupportedMediaType)),
    }
}
