//! An answer that ends a handler early: a redirect, or a page that says why
//! the one that was asked for cannot be shown.

use axum::response::{IntoResponse, Response};

/// Boxed, since it goes through many results and is rare.
pub(crate) struct EarlyResponse(Box<Response>);

impl From<Response> for EarlyResponse {
    fn from(response: Response) -> Self {
        Self(Box::new(response))
    }
}

impl IntoResponse for EarlyResponse {
    fn into_response(self) -> Response {
        *self.0
    }
}
