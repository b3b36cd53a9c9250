//! `/for-naringsliv`: for business: finding suppliers, and what to ask them.

use askama::Template;
use axum::response::Response;
use kernel::terms::Industry;

use crate::page::{
    frame::{Frame, Section},
    page_request::PageRequest,
    respond,
    texts::L10nLanguage,
};

/// What companies of any trade need.
const OFTEN_BOUGHT: [&str; 8] = [
    "catering",
    "stad",
    "hotell-konferens",
    "montering-lego",
    "tradgard",
    "kontor-tryck",
    "transport-bud",
    "fastighet",
];

#[derive(Template)]
#[template(path = "pages/for_business.html")]
struct ForBusinessPage {
    page: Frame,
    t: &'static L10nLanguage,
    /// Slug and name.
    industries: Vec<(&'static str, &'static str)>,
}

pub(crate) async fn get(request: PageRequest) -> Response {
    let t = request.lang.texts();
    let page = Frame::new(
        &request,
        Section::ForBusiness,
        t.for_business_title(),
        t.for_business_description(),
    );
    respond::page(
        &request,
        &ForBusinessPage {
            page,
            t,
            industries: OFTEN_BOUGHT
                .into_iter()
                .filter_map(|slug| Industry::parse(slug).ok())
                .map(|industry| (industry.slug(), request.lang.term(industry.term())))
                .collect(),
        },
    )
}
