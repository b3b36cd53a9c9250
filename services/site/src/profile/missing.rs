//! The page for an enterprise that is not on the list: it may have left, or
//! the address is mistyped.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use proto::asf::registry::v1::SearchEnterprisesRequest;

use crate::{
    Site,
    card::Card,
    page::{
        frame::{Frame, Section},
        page_request::PageRequest,
        respond,
        texts::L10nLanguage,
    },
    profile::as_of,
};

/// How many others are suggested.
const SUGGESTIONS: u32 = 4;

#[derive(Template)]
#[template(path = "pages/missing.html")]
struct MissingPage {
    page: Frame,
    t: &'static L10nLanguage,
    /// The words of the address, to search for.
    text: String,
    /// The day on which it was not on the list.
    then: Option<String>,
    suggestions: Vec<Card>,
}

pub(crate) async fn answer(site: &Site, request: &PageRequest, slug: &str) -> Response {
    let text: String = slug.replace('-', " ").chars().take(100).collect();
    let search = SearchEnterprisesRequest {
        q: text.clone(),
        page_size: SUGGESTIONS,
        ..SearchEnterprisesRequest::default()
    };
    // Suggestions only help: without them the page says the same.
    let found = site.search(search).await.unwrap_or_default();
    let t = request.lang.texts();
    let frame = Frame::new(request, Section::List, t.missing_title(), t.missing_text());
    let page = MissingPage {
        page: frame.hidden_from_search_engines(),
        t,
        text,
        then: as_of::in_words(request.lang, &as_of::asked(request)),
        suggestions: found
            .enterprises
            .into_iter()
            .map(|one| Card::new(request.lang, one))
            .collect(),
    };
    respond::failure(StatusCode::NOT_FOUND, &page)
}
