//! `/personal/granskning`: what waits for a decision, the longest wait first.

pub(super) mod case;
mod decision;
mod over;
mod point;
pub(super) mod words;

use axum::{extract::State, response::Response};
use proto::asf::registry::v1::{ListReviewsRequest, ListReviewsResponse, ReviewSummary};

use super::{Desk, next_page, reviewer};
use crate::site::{
    Site,
    organisation::sheet::{Part, Row, Sheet, asked},
    places,
    stop::Stop,
    visit::Visit,
};

pub(super) const PATH: &str = "/personal/granskning";

pub(crate) async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    reviewer(&visit)?;
    let token = asked(&visit).text("page_token").to_owned();
    let page = list(&site, &visit, 0, token).await?;
    let t = visit.lang.texts();
    let sheet = Sheet::new(&visit, Desk::Review.doors(&visit), t.review_title());
    if page.reviews.is_empty() {
        return Ok(sheet.lead(t.review_none()).show(&visit));
    }
    let rows = page.reviews.iter().map(|it| row(&visit, it));
    let mut part = Part::new(t.staff_wait(page.total_size)).rows(rows);
    if !page.next_page_token.is_empty() {
        let next = next_page(PATH, &[], &page.next_page_token);
        part = part.link(visit.lang, &next, t.staff_next());
    }
    Ok(sheet.lead(t.review_lead()).part(part).show(&visit))
}

/// How many wait.
pub(super) async fn waiting(site: &Site, visit: &Visit) -> Result<u32, Stop> {
    Ok(list(site, visit, 1, String::new()).await?.total_size)
}

async fn list(
    site: &Site,
    visit: &Visit,
    page_size: u32,
    page_token: String,
) -> Result<ListReviewsResponse, Stop> {
    let question = visit.asking(ListReviewsRequest {
        page_size,
        page_token,
    });
    match site.clients.reviews.clone().list_reviews(question).await {
        Ok(answer) => Ok(answer.into_inner()),
        Err(status) => Err(visit.failed(&status)),
    }
}

/// A row of the queue, also in the work list.
pub(super) fn row(visit: &Visit, review: &ReviewSummary) -> Row {
    let (lang, t) = (visit.lang, visit.lang.texts());
    Row::new(&review.name)
        .to(lang, &format!("{PATH}/{}", review.enterprise_id))
        .hint(words::kind(lang, review.kind()))
        .hint(places::county_name(&review.county_code))
        .hint(t.review_waited(review.days))
        .tag(review.has_duplicates.then(|| t.review_doubled()))
}
