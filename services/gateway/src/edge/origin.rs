//! Refuses writing requests that a browser sends from another site's page
//! (cross-site request forgery), by Fetch Metadata and `Origin`. Programs send
//! neither header and are let through as long as they bring no cookie: then
//! they have no session to be misused.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{Method, header};
use proto::asf::errors::v1::ErrorReason;
use tower_http::csrf::{ConfigError, CsrfLayer, ProtectionError};
use web::session::cookie;

use crate::error::Problem;

type Refusal = fn(ProtectionError) -> Response;

/// The public URL is trusted as well, since a proxy may change the `Host`.
pub(super) fn layer(public_url: &str) -> Result<CsrfLayer<Refusal>, ConfigError> {
    let layer = CsrfLayer::new().add_trusted_origin(origin(public_url))?;
    Ok(layer.with_rejection_response(refuse as Refusal))
}

/// Refuses a writing request that brings one of our cookies, but neither header
/// that would tell which page it comes from.
pub(super) async fn known(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let reads = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    let told = headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN);
    // Only the JSON API looks at the header, and then not at the cookie.
    let is_api = request.uri().path().starts_with("/api/v1/");
    let by_token = is_api && headers.contains_key(header::AUTHORIZATION);
    if reads || told || by_token || !cookie::any(headers) {
        return next.run(request).await;
    }
    Problem::of(ErrorReason::CrossOrigin).into_response()
}

fn refuse(_: ProtectionError) -> Response {
    Problem::of(ErrorReason::CrossOrigin).into_response()
}

/// Scheme, host and port of a URL.
fn origin(url: &str) -> &str {
    let after_scheme = url.find("://").map_or(0, |at| at + 3);
    let path = url[after_scheme..].find('/');
    path.map_or(url, |at| &url[..after_scheme + at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_a_url_without_its_path() {
        assert_eq!(
            origin("https://asf.example:8443/list/"),
            "https://asf.example:8443"
        );
        assert_eq!(origin("http://127.0.0.1:8080"), "http://127.0.0.1:8080");
    }
}
