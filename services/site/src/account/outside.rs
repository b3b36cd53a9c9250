//! What the ways in have in common: where one comes from, and what happens
//! once one is in.

use axum::response::Response;
use web::session::cookie;

use crate::page::{form_data::FormData, local, page_request::PageRequest, respond};

/// The page that the login is to lead back to, out of the address.
pub(super) fn return_to(request: &PageRequest) -> Option<String> {
    let query = FormData::parse(request.query.as_bytes())?;
    local::path(query.text("return_to")).map(str::to_owned)
}

/// One of the ways in, which leads back to where one was going.
pub(super) fn with_return(path: &str, return_to: Option<&str>) -> String {
    match return_to {
        Some(back) => format!("{path}?return_to={}", local::encoded(back)),
        None => path.to_owned(),
    }
}

/// On to where one was going.
pub(super) fn in_at(request: &PageRequest, return_to: Option<&str>) -> Response {
    match return_to.and_then(local::path) {
        Some(path) => respond::to(path, None),
        None => respond::go(request, "/konto", None),
    }
}

/// The same, with the new session in the browser.
pub(super) fn logged_in(request: &PageRequest, secret: &str, return_to: Option<&str>) -> Response {
    let mut response = in_at(request, return_to);
    respond::add_cookie(&mut response, cookie::set_session(secret));
    response
}
