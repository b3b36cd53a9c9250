//! `/embed.js`: one tag on another site puts a frame there.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};

const SCRIPT: &str = include_str!("../../static/embed.js");
/// Its address has no hash: other sites write it down once.
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

pub(super) async fn get() -> Response {
    let headers: [(HeaderName, HeaderValue); 3] = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/javascript; charset=utf-8"),
        ),
        (header::CACHE_CONTROL, AN_HOUR),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("cross-origin"),
        ),
    ];
    (headers, SCRIPT).into_response()
}
