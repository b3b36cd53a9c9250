//! A request from inside another site's page. Nothing of its cookies is read:
//! what a frame shows is the same for everybody.

use std::convert::Infallible;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderName, HeaderValue, header, request::Parts},
    response::Response,
};
use web::client::Client;

use crate::{Site, page::page_request::PageRequest};

/// As for all pages, but for the frame around it; and no form is sent from it.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
     form-action 'none'; frame-ancestors *",
);

pub(super) struct Guest(pub(super) PageRequest);

impl FromRequestParts<Site> for Guest {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        let client = Client::of(&parts.extensions, &HeaderMap::new(), site.proxies);
        Ok(Self(PageRequest::without_cookies(parts, site, client)))
    }
}

/// Lets every site put a frame around the answer.
pub(super) fn framed(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    );
    response
}
