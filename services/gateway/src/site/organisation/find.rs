//! `/konto/organisationer/sok`: finding one's organisation, and asking its
//! owners to be let in.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::identity::v1::{FindOrganisationsRequest, FoundOrganisation, RequestToJoinRequest};

use super::{
    PATH,
    sheet::{Part, Row, Sheet, asked},
    words,
};
use crate::site::{
    Site,
    account::room::Room,
    error_page,
    field::{Field, Kind},
    form::Form,
    local, respond,
    sent::Sent,
    stop::Stop,
    visit::Visit,
};

/// Fewer letters find too much.
const FEWEST: usize = 2;

pub(crate) async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    visit.required()?;
    let asked = asked(&visit);
    let q = asked.text("q");
    let found = found(&site, &visit, q).await?;
    let t = visit.lang.texts();
    let doors = Room::Organisations.doors(visit.lang);
    let sheet = Sheet::new(&visit, doors, t.org_find_title())
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
            let rows = found.iter().map(|it| row(&visit, it, q));
            sheet.part(Part::new(t.org_found()).rows(rows))
        }
    };
    let sheet = sheet.link(&format!("{PATH}/ny"), t.org_create_title());
    Ok(sheet.show(&visit))
}

/// The words to the owners. The search is made again, since only a search
/// tells a stranger an organisation's name.
pub(crate) async fn before_joining(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    visit.required()?;
    let asked = asked(&visit);
    let q = asked.text("q");
    let found = found(&site, &visit, q).await?;
    match found.iter().find(|it| it.id == id) {
        Some(found) => Ok(joining(&visit, found, q, &Sent::default()).show(&visit)),
        None => Err(error_page::missing(&visit).into()),
    }
}

pub(crate) async fn join(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Stop> {
    visit.required()?;
    let question = visit.asking(RequestToJoinRequest {
        id: id.clone(),
        message: sent.text("message").to_owned(),
    });
    let mut organisations = site.clients.organisations.clone();
    let status = match organisations.request_to_join(question).await {
        Ok(_) => {
            let said = visit.lang.texts().org_join_done();
            return Ok(respond::go(&visit, PATH, Some(said)));
        }
        Err(status) => status,
    };
    let q = sent.text("q");
    let found = found(&site, &visit, q).await?;
    match found.iter().find(|it| it.id == id) {
        Some(found) => Ok(joining(&visit, found, q, &sent).refused(&visit, &status)),
        None => Err(visit.failed(&status)),
    }
}

async fn found(site: &Site, visit: &Visit, q: &str) -> Result<Vec<FoundOrganisation>, Stop> {
    if q.chars().count() < FEWEST {
        return Ok(Vec::new());
    }
    let q = q.chars().take(200).collect();
    let question = visit.asking(FindOrganisationsRequest { q });
    let mut organisations = site.clients.organisations.clone();
    match organisations.find_organisations(question).await {
        Ok(answer) => Ok(answer.into_inner().organisations),
        Err(status) => Err(visit.failed(&status)),
    }
}

fn row(visit: &Visit, found: &FoundOrganisation, q: &str) -> Row {
    let path = format!("{PATH}/{}/ga-med?q={}", found.id, local::encoded(q));
    Row::new(&found.name)
        .to(visit.lang, &path)
        .hint(words::kind(visit.lang, found.kind()))
}

fn joining(visit: &Visit, found: &FoundOrganisation, q: &str, sent: &Sent) -> Sheet {
    let t = visit.lang.texts();
    let action = local::localised(visit.lang, &format!("{PATH}/{}/ga-med", found.id));
    let message = Field::new("message", t.org_join_message(), Kind::Long)
        .hint(t.org_join_message_hint())
        .at_most(500)
        .optional()
        .filled(sent);
    let form = Form::new(visit.lang, action, t.org_join_button())
        .hiding("q", q)
        .with(message);
    let doors = Room::Organisations.doors(visit.lang);
    Sheet::new(visit, doors, t.org_join_title(&found.name))
        .lead(t.org_join_lead())
        .form(form)
}
