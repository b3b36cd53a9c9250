//! One that does not wait any more: what was decided, when and by whom. Also
//! what the slower of two reviewers sees.

use axum::{http::StatusCode, response::Response};
use proto::asf::registry::v1::{Enterprise, HistoryEntry, ListHistoryRequest};

use super::{PATH, words};
use crate::{
    organisation::states,
    page::{
        Page,
        early_response::EarlyResponse,
        page_request::PageRequest,
        part::{Part, Row},
    },
    staff::{
        StaffSection,
        enterprises::{enterprise, path_of},
        people::People,
    },
};

/// The events that end a wait.
const ENDS: [&str; 8] = [
    "Listed",
    "Returned",
    "Rejected",
    "ChangesApproved",
    "ChangesReturned",
    "ChangesWithdrawn",
    "Unlisted",
    "Closed",
];
/// A decision is among the latest events.
const MOST: u32 = 20;

/// Somebody opened it.
pub(super) async fn look(request: &PageRequest, id: String) -> Result<Response, EarlyResponse> {
    let enterprise = enterprise(request, id).await?;
    let lead = request.lang.texts().review_over_lead(name(&enterprise));
    let sheet = sheet(request, &enterprise, lead).await;
    Ok(sheet.show(request))
}

/// Somebody wanted to decide it.
pub(super) async fn lose(request: &PageRequest, id: String) -> Result<Response, EarlyResponse> {
    let enterprise = enterprise(request, id).await?;
    let lead = request.lang.texts().review_lost_lead(name(&enterprise));
    let sheet = sheet(request, &enterprise, lead).await;
    Ok(sheet.show_as(request, StatusCode::CONFLICT))
}

fn name(enterprise: &Enterprise) -> &str {
    enterprise
        .profile
        .as_ref()
        .map_or("", |it| it.name.as_str())
}

async fn sheet(request: &PageRequest, enterprise: &Enterprise, lead: String) -> Page {
    let t = request.lang.texts();
    let last = last(request, &enterprise.id).await;
    let people = People::know(request).await;
    let path = path_of(&enterprise.id);
    Page::new(request, StaffSection::Review, t.review_over_title())
        .lead(lead)
        .part(what(request, enterprise, last.as_ref(), &people))
        .link(PATH, t.review_back())
        .link(&path, t.staff_enterprise_page())
        .link(&format!("{path}/historik"), t.review_history())
}

/// The decision. A history that is away leaves where the enterprise stands.
async fn last(request: &PageRequest, id: &str) -> Option<HistoryEntry> {
    let question = ListHistoryRequest {
        id: id.to_owned(),
        page_size: MOST,
        page_token: String::new(),
    };
    let answer = request.history().list_history(question).await;
    let entries = answer.ok()?.into_inner().entries;
    entries
        .into_iter()
        .find(|it| ENDS.contains(&it.event.as_str()))
}

fn what(
    request: &PageRequest,
    enterprise: &Enterprise,
    last: Option<&HistoryEntry>,
    people: &People,
) -> Part {
    let (lang, t) = (request.lang, request.lang.texts());
    let part = Part::new(t.review_over_what()).fact(
        t.org_state(),
        states::of_enterprise(lang, enterprise.state()),
    );
    let Some(last) = last else {
        return part;
    };
    let at = last.at.as_ref().and_then(|at| lang.moment(at));
    let part = part
        .fact(t.review_over_event(), words::event(lang, &last.event))
        .fact(t.review_over_at(), at.unwrap_or_default())
        .fact(t.review_over_by(), people.name(request, &last.actor));
    let pending = enterprise.pending.as_ref();
    let pending = pending.map_or(&[][..], |it| it.return_reasons.as_slice());
    let mut reasons = enterprise.return_reasons.iter().chain(pending).peekable();
    if reasons.peek().is_none() {
        let reason = words::reason(lang, &last.reason);
        return part.fact(t.review_over_reason(), reason);
    }
    part.rows(reasons.map(|it| {
        let field = match it.field.as_str() {
            "" => t.review_reason(),
            field => words::field(lang, field),
        };
        Row::new(field).hint(&it.reason)
    }))
}
