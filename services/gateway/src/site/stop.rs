//! An answer that ends a handler early: a redirect, or a page that says why
//! the one that was asked for cannot be shown.

use axum::response::{IntoResponse, Response};

/// Boxed, since it goes through many results and is rare.
pub(crate) struct Stop(Box<Response>);

impl From<Response> for Stop {
    fn from(response: Response) -> Self {
        Self(Box::new(response))
    }
}

impl IntoResponse for Stop {
    fn into_response(self) -> Response {
        *self.0
    }
}
