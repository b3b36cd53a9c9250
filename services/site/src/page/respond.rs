//! Pages as HTTP answers: an entity tag over the body, so that a browser
//! that has the page already is sent nothing.

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use web::entity_tag;

use crate::page::{flash, local, page_request::PageRequest};

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
/// Kept, but asked for again each time.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// The page, or that the browser has it already. What is shown to one person
/// alone is kept by nobody.
pub(crate) fn page(request: &PageRequest, page: &impl Template) -> Response {
    if request.visitor.is_some() || request.flash.is_some() {
        return private(request, StatusCode::OK, page);
    }
    let Some(body) = render(page) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let tag = entity_tag(body.as_bytes());
    let known = entity_tag::if_none_match(&request.known, &tag);
    let tag = HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("\"\""));
    if known {
        let headers = [(header::ETAG, tag), (header::CACHE_CONTROL, ASK_AGAIN)];
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let headers = [
        (header::CONTENT_TYPE, HTML),
        (header::CACHE_CONTROL, ASK_AGAIN),
        (header::ETAG, tag),
    ];
    (headers, body).into_response()
}

/// A page that is for one person alone, or for one moment: nothing keeps it.
pub(crate) fn private(request: &PageRequest, status: StatusCode, page: &impl Template) -> Response {
    let mut response = failure(status, page);
    if request.flash.is_some() {
        add_cookie(&mut response, flash::shown());
    }
    response
}

/// The form again, with what has to be put right.
pub(crate) fn refused(request: &PageRequest, page: &impl Template) -> Response {
    private(request, StatusCode::UNPROCESSABLE_ENTITY, page)
}

/// On to another page of ours, after something was done: a reload of that
/// page does it not again. `path` is without the language.
pub(crate) fn go(request: &PageRequest, path: &str, done: Option<String>) -> Response {
    to(&local::localised(request.lang, path), done)
}

/// The same for a path that has its language already.
pub(crate) fn to(path: &str, done: Option<String>) -> Response {
    let Ok(location) = HeaderValue::from_str(path) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let headers = [
        (header::LOCATION, location),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    let mut response = (StatusCode::SEE_OTHER, headers).into_response();
    if let Some(done) = done {
        add_cookie(&mut response, flash::keep(&done));
    }
    response
}

pub(crate) fn add_cookie(response: &mut Response, cookie: Option<HeaderValue>) {
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// A page that is no success: nothing keeps it.
pub(crate) fn failure(status: StatusCode, page: &impl Template) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HTML),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    match render(page) {
        Some(body) => (status, headers, body).into_response(),
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn render(page: &impl Template) -> Option<String> {
    page.render()
        .inspect_err(|fault| tracing::error!(%fault, "a page could not be rendered"))
        .ok()
}

/// Weak, since the answer may be compressed on its way.
fn entity_tag(body: &[u8]) -> String {
    let hash = blake3::hash(body).to_hex();
    format!("W/\"{}\"", &hash[..24])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_changes_with_the_page() {
        assert_eq!(entity_tag(b"page"), entity_tag(b"page"));
        assert_ne!(entity_tag(b"page"), entity_tag(b"other"));
    }
}
