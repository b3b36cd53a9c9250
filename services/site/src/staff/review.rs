//! `/personal/granskning`: what waits for a decision, the longest wait first.

pub(super) mod case;
mod decision;
mod over;
mod point;
pub(super) mod words;

use axum::response::Response;
use proto::asf::registry::v1::{ListReviewsRequest, ListReviewsResponse, ReviewSummary};

use super::{StaffSection, next_page, reviewer};
use crate::page::{
    Page, asked,
    early_response::EarlyResponse,
    page_request::PageRequest,
    part::{Part, Row},
    places,
};

pub(super) const PATH: &str = "/personal/granskning";

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    reviewer(&request)?;
    let token = asked(&request).text("page_token").to_owned();
    let page = list(&request, 0, token).await?;
    let t = request.lang.texts();
    let sheet = Page::new(&request, StaffSection::Review, t.review_title());
    if page.reviews.is_empty() {
        return Ok(sheet.lead(t.review_none()).show(&request));
    }
    let rows = page.reviews.iter().map(|it| row(&request, it));
    let mut part = Part::new(t.staff_wait(page.total_size)).rows(rows);
    if !page.next_page_token.is_empty() {
        let next = next_page(PATH, &[], &page.next_page_token);
        part = part.link(request.lang, &next, t.staff_next());
    }
    Ok(sheet.lead(t.review_lead()).part(part).show(&request))
}

/// How many wait.
pub(super) async fn waiting(request: &PageRequest) -> Result<u32, EarlyResponse> {
    Ok(list(request, 1, String::new()).await?.total_size)
}

async fn list(
    request: &PageRequest,
    page_size: u32,
    page_token: String,
) -> Result<ListReviewsResponse, EarlyResponse> {
    let question = ListReviewsRequest {
        page_size,
        page_token,
    };
    let answer = request.reviews().list_reviews(question).await?;
    Ok(answer.into_inner())
}

/// A row of the queue, also in the work list.
pub(super) fn row(request: &PageRequest, review: &ReviewSummary) -> Row {
    let (lang, t) = (request.lang, request.lang.texts());
    Row::new(&review.name)
        .to(lang, &format!("{PATH}/{}", review.enterprise_id))
        .hint(words::kind(lang, review.kind()))
        .hint(places::county_name(&review.county_code))
        .hint(t.review_waited(review.days))
        .tag(review.has_duplicates.then(|| t.review_doubled()))
}
