//! `/asf-listan/jamfor?id=…&id=…`: up to four ASFs side by side, for everybody
//! and without anything to remember but the address.

mod adding;
mod column;
#[cfg(test)]
mod tests;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use proto::asf::registry::v1::{
    Enterprise, GetEnterpriseRequest, ListPublicReportsRequest, PublicReport,
};
use tonic::{Code, Status};
use uuid::Uuid;

use crate::{
    Site,
    compare::{adding::Adding, column::Column},
    page::{
        asked, error_page,
        frame::{Frame, Section},
        local,
        page_request::PageRequest,
        respond,
        texts::L10nLanguage,
    },
};

const PATH: &str = "/asf-listan/jamfor";
/// More do not fit beside each other.
const MOST: usize = 4;

#[derive(Template)]
#[template(path = "pages/compare.html")]
struct ComparePage {
    page: Frame,
    t: &'static L10nLanguage,
    columns: Vec<Column>,
    /// What is not as it was asked for.
    notices: Vec<String>,
    /// One more fits.
    adding: Option<Adding>,
    /// The whole address, for the printed page.
    source: String,
}

pub(crate) async fn get(State(site): State<Site>, request: PageRequest) -> Response {
    let asked = asked(&request);
    let chosen = chosen(asked.all("id"));
    let found = futures::future::join_all(chosen.iter().take(MOST).map(|id| enterprise(&site, id)));
    let found = match found.await.into_iter().collect::<Result<Vec<_>, _>>() {
        Ok(found) => found,
        Err(status) => return error_page::of(&request, &status),
    };
    let there: Vec<Enterprise> = found.into_iter().flatten().collect();
    let reports = there.iter().map(|it| report(&site, &it.id));
    let reports = futures::future::join_all(reports).await;
    let unknown = chosen.len().min(MOST) - there.len();
    let adding = if there.len() < MOST {
        Some(Adding::find(&site, &request, asked.text("q"), &there).await)
    } else {
        None
    };
    let mut page = ComparePage::new(&request, &there, &reports, site.clock.now());
    page.notices = notices(&page, chosen.len(), unknown);
    page.adding = adding;
    if there.is_empty() && unknown > 0 {
        return respond::failure(StatusCode::NOT_FOUND, &page);
    }
    respond::page(&request, &page)
}

/// Each once, in the order of the address.
fn chosen<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut chosen: Vec<String> = Vec::new();
    for id in ids.map(str::trim).filter(|id| !id.is_empty()) {
        if !chosen.iter().any(|it| it == id) {
            chosen.push(id.to_owned());
        }
    }
    chosen
}

/// As everybody sees it; nothing where there is no such ASF on the list.
async fn enterprise(site: &Site, id: &str) -> Result<Option<Enterprise>, Status> {
    if Uuid::parse_str(id).is_err() {
        return Ok(None);
    }
    let question = GetEnterpriseRequest {
        id: id.to_owned(),
        ..GetEnterpriseRequest::default()
    };
    match site.registry().get_enterprise(question).await {
        Ok(answer) => Ok(answer.into_inner().enterprise),
        Err(status) if status.code() == Code::NotFound => Ok(None),
        Err(status) => Err(status),
    }
}

/// What it told of the latest year. A question that fails costs only this row.
async fn report(site: &Site, id: &str) -> Option<PublicReport> {
    let question = ListPublicReportsRequest { id: id.to_owned() };
    let answer = site.benefits().list_public_reports(question).await.ok()?;
    answer.into_inner().reports.into_iter().next()
}

fn notices(page: &ComparePage, chosen: usize, unknown: usize) -> Vec<String> {
    let t = page.t;
    let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    let mut notices = Vec::new();
    if chosen > MOST {
        notices.push(t.compare_too_many(count(chosen)));
    }
    if unknown > 0 {
        notices.push(t.compare_unknown(count(unknown)));
    }
    match page.columns.len() {
        0 => notices.push(t.compare_empty()),
        1 => notices.push(t.compare_one()),
        _ => {}
    }
    notices
}

impl ComparePage {
    fn new(
        request: &PageRequest,
        there: &[Enterprise],
        reports: &[Option<PublicReport>],
        now: time::OffsetDateTime,
    ) -> Self {
        let (lang, t) = (request.lang, request.lang.texts());
        let names: Vec<_> = there.iter().map(column::name).collect();
        let title = match names.as_slice() {
            [] => t.compare_title(),
            names => format!("{} – {}", t.compare_title(), names.join(", ")),
        };
        let frame = Frame::new(request, Section::List, title, t.compare_description());
        let column = |(one, report): (&Enterprise, &Option<PublicReport>)| {
            let rest = there.iter().filter(|other| other.id != one.id);
            let without = local::localised(lang, &href(rest.map(|it| it.id.as_str())));
            Column::new(lang, (one, report.as_ref()), without, now)
        };
        Self {
            // One of countless addresses with the same content.
            page: frame.hidden_from_search_engines(),
            t,
            columns: there.iter().zip(reports).map(column).collect(),
            notices: Vec::new(),
            adding: None,
            source: format!(
                "{}{}",
                request.site.public_url,
                local::with_query(lang, &request.path, &request.query)
            ),
        }
    }
}

/// The address that compares these, without the language.
fn href<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let query: Vec<_> = ids.map(|id| format!("id={id}")).collect();
    match query.as_slice() {
        [] => PATH.to_owned(),
        query => format!("{PATH}?{}", query.join("&")),
    }
}
