//! A fault as a page without the frame of the site's own pages.

use http::StatusCode;

/// A page for people who meet a fault outside of the site's own pages.
pub fn plain_page(status: StatusCode) -> String {
    let code = status.as_u16();
    let name = status.canonical_reason().unwrap_or_default();
    format!("<!doctype html>\n<title>{code} {name}</title>\n<h1>{code} {name}</h1>\n")
}
