//! What waits for a decision, the longest wait first.

use std::collections::HashSet;

use chassis::{
    page::{self, Search},
    times::timestamp,
};
use host::call::{Answer, Read};
use proto::asf::registry::v1::{
    ListReviewsRequest, ListReviewsResponse, ReviewKind, ReviewSummary,
};
use time::OffsetDateTime;
use tonic::Request;
use uuid::Uuid;

use crate::{
    domain::enterprise::Stage,
    grpc::{Grpc, place, rights},
    projection::reviews::{Place, Waiting},
};

pub(in crate::grpc) async fn list(
    grpc: &Grpc,
    request: Request<ListReviewsRequest>,
) -> Answer<ListReviewsResponse> {
    let read = Read::open(request)?;
    let bound = Search::of(&ListReviewsRequest::default());
    let after = match read.message.page_token.as_str() {
        "" => None,
        token => Some(place_of(bound, token).ok_or_else(page::wrong_token)?),
    };
    let size = page::size(read.message.page_size);
    let page = page(grpc, rights::counties(&read.caller), after, size).await?;
    let next = page
        .last
        .map(|(at, id)| bound.token(&place::bytes(at, &[id])));
    Ok(ListReviewsResponse {
        reviews: page.reviews,
        total_size: page.total,
        next_page_token: next.unwrap_or_default(),
    })
}

/// Some of the queue.
pub(super) struct Page {
    pub(super) reviews: Vec<ReviewSummary>,
    pub(super) total: u32,
    /// The last one of this page, where there is a next.
    last: Option<Place>,
}

pub(super) async fn page(
    grpc: &Grpc,
    counties: Option<&[String]>,
    after: Option<Place>,
    size: u32,
) -> Answer<Page> {
    // One row more tells whether there is a next page.
    let mut page = grpc.reviews.page(counties, after, size + 1).await?;
    let has_next = page.waiting.len() > size as usize;
    page.waiting.truncate(size as usize);
    let last = page.waiting.last().filter(|_| has_next);
    let last = last.map(|it| (it.waiting_since, it.id));
    let ids: Vec<Uuid> = page.waiting.iter().map(|it| it.id).collect();
    let lookalikes = grpc.reviews.lookalikes(&ids).await?;
    let doubled: HashSet<Uuid> = lookalikes.iter().map(|it| it.of).collect();
    let now = grpc.clock.now();
    let waiting = page.waiting.into_iter();
    Ok(Page {
        reviews: waiting
            .map(|it| ReviewSummary {
                has_duplicates: doubled.contains(&it.id),
                ..summary(it, now)
            })
            .collect(),
        total: u32::try_from(page.total).unwrap_or(u32::MAX),
        last,
    })
}

pub(super) fn kind(stage: Stage) -> ReviewKind {
    if stage == Stage::Submitted {
        ReviewKind::Application
    } else {
        ReviewKind::Changes
    }
}

/// Whole days; a clock that is behind makes none of them negative.
pub(super) fn days(since: OffsetDateTime, now: OffsetDateTime) -> u32 {
    u32::try_from((now - since).whole_days()).unwrap_or_default()
}

fn summary(waiting: Waiting, now: OffsetDateTime) -> ReviewSummary {
    ReviewSummary {
        enterprise_id: waiting.id.to_string(),
        name: waiting.name,
        org_number: waiting.org_number.unwrap_or_default(),
        county_code: waiting.county_code.unwrap_or_default(),
        kind: kind(waiting.state.0).into(),
        waiting_since: Some(timestamp(waiting.waiting_since)),
        days: days(waiting.waiting_since, now),
        has_duplicates: false,
    }
}

fn place_of(bound: Search, token: &str) -> Option<Place> {
    let place: [u8; place::size(1)] = bound.place(token)?;
    let (at, ids) = place::read::<1>(&place)?;
    Some((at, ids[0]))
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_wait_is_told_in_whole_days() {
        let since = datetime!(2026-03-01 12:00 UTC);
        assert_eq!(days(since, datetime!(2026-03-02 11:59 UTC)), 0);
        assert_eq!(days(since, datetime!(2026-03-04 12:00 UTC)), 3);
        assert_eq!(days(since, datetime!(2026-02-01 12:00 UTC)), 0);
    }
}
