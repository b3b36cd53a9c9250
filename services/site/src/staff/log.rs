//! `/personal/logg`: who did what.

mod details;
mod sentence;

use axum::response::Response;
use proto::asf::identity::v1::{AuditEntry, ListAuditRequest};

use super::{StaffSection, enterprises, next_page, organisations, staff};
use crate::page::{
    Page, asked,
    early_response::EarlyResponse,
    local,
    page_request::PageRequest,
    part::{Part, Row},
};

const PATH: &str = "/personal/logg";
/// What a target that is no account is called.
const ORGANISATION: &str = "organisation";

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    staff(&request)?;
    let asked = asked(&request);
    let (actor, target) = (asked.text("actor_id"), asked.text("target_id"));
    let question = ListAuditRequest {
        actor_id: actor.to_owned(),
        target_id: target.to_owned(),
        page_size: 0,
        page_token: asked.text("page_token").to_owned(),
    };
    let page = request.staff().list_audit(question).await?.into_inner();
    let (lang, t) = (request.lang, request.lang.texts());
    let is_filtered = !actor.is_empty() || !target.is_empty();
    let heading = if is_filtered {
        t.staff_log_filtered()
    } else {
        t.staff_log_all()
    };
    let mut part = Part::new(heading);
    part = if page.entries.is_empty() {
        part.lead(t.staff_log_none())
    } else {
        part.rows(page.entries.iter().map(|it| row(&request, it)))
    };
    if !page.next_page_token.is_empty() {
        let query = [("actor_id", actor), ("target_id", target)];
        let next = next_page(PATH, &query, &page.next_page_token);
        part = part.link(lang, &next, t.staff_older());
    }
    if is_filtered {
        part = part.link(lang, PATH, t.staff_log_all());
    }
    let sheet = Page::new(&request, StaffSection::Log, t.staff_log())
        .lead(t.staff_log_lead())
        .part(part);
    Ok(sheet.show(&request))
}

fn row(request: &PageRequest, entry: &AuditEntry) -> Row {
    let (lang, t) = (request.lang, request.lang.texts());
    let event = sentence::of(lang, entry);
    let target = target(request, entry);
    let at = entry.at.as_ref().and_then(|at| lang.moment(at));
    let row = Row::new(t.staff_log_row(event, target))
        .to(lang, &page_of(entry))
        .hint(t.staff_log_by(actor(request, entry), at.unwrap_or_default()))
        .hint(details::of(lang, &entry.details).join(" · "));
    let row = match entry.details.get("subject") {
        Some(person) => row.link(lang, &events_of(person), t.staff_log_of_person()),
        None => row,
    };
    match entry.details.get("enterprise") {
        Some(id) => row.link(
            lang,
            &format!("{}/{}", enterprises::PATH, local::encoded(id)),
            t.staff_enterprise_page(),
        ),
        None => row,
    }
}

/// Who or what it was done to, by name.
fn target(request: &PageRequest, entry: &AuditEntry) -> String {
    let t = request.lang.texts();
    match (entry.target_name.as_str(), entry.target_kind.as_str()) {
        ("", ORGANISATION) => t.staff_log_unnamed(),
        ("", _) => t.org_person_erased(),
        (name, _) => name.to_owned(),
    }
}

fn actor(request: &PageRequest, entry: &AuditEntry) -> String {
    let t = request.lang.texts();
    match (entry.actor_name.as_str(), entry.actor_id.as_str()) {
        ("", "system") => t.staff_log_system(),
        ("", "anonymous") => t.staff_log_anonymous(),
        ("", _) => t.org_person_erased(),
        (name, _) => name.to_owned(),
    }
}

/// An account has no page of the staff's but its events.
fn page_of(entry: &AuditEntry) -> String {
    match entry.target_kind.as_str() {
        ORGANISATION => format!(
            "{}/{}",
            organisations::PATH,
            local::encoded(&entry.target_id)
        ),
        _ => events_of(&entry.target_id),
    }
}

fn events_of(target: &str) -> String {
    format!("{PATH}?target_id={}", local::encoded(target))
}
