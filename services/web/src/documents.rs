//! Documents that are made once at start and never change while we run.

use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::{cors, entity_tag};

#[derive(Clone)]
pub struct Document {
    body: Bytes,
    kind: &'static str,
    tag: String,
}

impl Document {
    pub fn new(kind: &'static str, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        Self {
            tag: entity_tag::of_body(&body),
            body,
            kind,
        }
    }

    /// Pages of other sites may read it, as they may read the public API.
    pub fn answer(self, headers: &HeaderMap) -> Response {
        let mut response = match entity_tag::if_none_match(headers, &self.tag) {
            true => StatusCode::NOT_MODIFIED.into_response(),
            false => self.body.into_response(),
        };
        let kind = HeaderValue::from_static(self.kind);
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        let cache = HeaderValue::from_static("no-cache");
        response.headers_mut().insert(header::CACHE_CONTROL, cache);
        if let Some(tag) = entity_tag::header(&self.tag) {
            response.headers_mut().insert(header::ETAG, tag);
        }
        cors::open(&mut response);
        response
    }
}
