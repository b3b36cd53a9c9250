//! The list and the map on other websites: frames that stand without scripts,
//! a script that makes them as high as their content, and the page that gives
//! the code for both.

mod code;
mod frame;
mod guest;
mod script;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{MethodRouter, get},
};

use crate::{Site, page::error_page};

const LIST: &str = "/inbaddat/lista";
const MAP: &str = "/inbaddat/karta";
/// The page with the code.
const CODE: &str = "/asf-listan/badda-in";

/// In both languages.
pub(super) fn pages() -> Router<Site> {
    Router::new()
        .route("/inbaddat/lista", get(frame::list))
        .route("/inbaddat/karta", get(frame::map))
        .route("/asf-listan/badda-in", get(code::get))
        .method_not_allowed_fallback(error_page::wrong_method)
}

/// The script that other sites name, under an address that never changes.
pub(super) fn script() -> MethodRouter<Site> {
    get(script::get)
}
