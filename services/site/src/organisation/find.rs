//! `/konto/organisationer/sok`: finding one's organisation, and asking its
//! owners to be let in.

use axum::{extract::Path, response::Response};
use proto::asf::identity::v1::{FindOrganisationsRequest, FoundOrganisation, RequestToJoinRequest};

use super::{PATH, words};
use crate::page::{
    Page, asked,
    early_response::EarlyResponse,
    field::{Field, Kind},
    form::Form,
    form_data::FormData,
    local,
    navigation::AccountSection,
    page_request::PageRequest,
    part::{Part, Row},
    respond,
};

/// Fewer letters find too much.
const FEWEST: usize = 2;

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    request.required()?;
    let asked = asked(&request);
    let q = asked.text("q");
    let found = found(&request, q).await?;
    let t = request.lang.texts();
    let nav = AccountSection::Organisations;
    let sheet = Page::new(&request, nav, t.org_find_title())
        .lead(t.org_find_lead())
        .search(
            &format!("{PATH}/sok"),
            (t.org_find_label(), t.org_find_hint()),
            q,
        );
    let sheet = match (q.is_empty(), found.is_empty()) {
        (true, _) => sheet,
        (false, true) => sheet.part(Part::new(t.org_found_none()).lead(t.org_found_none_text())),
        (false, false) => {
            let rows = found.iter().map(|it| row(&request, it, q));
            sheet.part(Part::new(t.org_found()).rows(rows))
        }
    };
    let sheet = sheet.link(&format!("{PATH}/ny"), t.org_create_title());
    Ok(sheet.show(&request))
}

/// The words to the owners. The search is made again, since only a search
/// tells a stranger an organisation's name.
pub(crate) async fn before_joining(
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    request.required()?;
    let asked = asked(&request);
    let q = asked.text("q");
    let found = found(&request, q).await?;
    match found.iter().find(|it| it.id == id) {
        Some(found) => Ok(joining(&request, found, q, &asked).show(&request)),
        None => Err(EarlyResponse::MISSING),
    }
}

pub(crate) async fn join(
    request: PageRequest,
    Path(id): Path<String>,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    request.required()?;
    let question = RequestToJoinRequest {
        id: id.clone(),
        message: sent.text("message").to_owned(),
    };
    let status = match request.organisations().request_to_join(question).await {
        Ok(_) => {
            let said = request.lang.texts().org_join_done();
            return Ok(respond::go(&request, PATH, Some(said)));
        }
        Err(status) => status,
    };
    let q = sent.text("q");
    let found = found(&request, q).await?;
    match found.iter().find(|it| it.id == id) {
        Some(found) => Ok(joining(&request, found, q, &sent).refused(&request, &status)),
        None => Err(request.failed(&status)),
    }
}

async fn found(request: &PageRequest, q: &str) -> Result<Vec<FoundOrganisation>, EarlyResponse> {
    if q.chars().count() < FEWEST {
        return Ok(Vec::new());
    }
    let q = q.chars().take(200).collect();
    let question = FindOrganisationsRequest { q };
    let answer = request.organisations().find_organisations(question).await?;
    Ok(answer.into_inner().organisations)
}

fn row(request: &PageRequest, found: &FoundOrganisation, q: &str) -> Row {
    let path = format!("{PATH}/{}/ga-med?q={}", found.id, local::encoded(q));
    Row::new(&found.name)
        .to(request.lang, &path)
        .hint(words::kind(request.lang, found.kind()))
}

fn joining(request: &PageRequest, found: &FoundOrganisation, q: &str, sent: &FormData) -> Page {
    let t = request.lang.texts();
    let action = local::localised(request.lang, &format!("{PATH}/{}/ga-med", found.id));
    let message = Field::new("message", t.org_join_message(), Kind::Long)
        .hint(t.org_join_message_hint())
        .at_most(500)
        .optional()
        .filled(sent);
    let form = Form::new(request.lang, action, t.org_join_button())
        .hiding("q", q)
        .with(message);
    let nav = AccountSection::Organisations;
    Page::new(request, nav, t.org_join_title(&found.name))
        .lead(t.org_join_lead())
        .form(form)
}
