//! `/konto/listor`: the organisation's lists, and making one.

use axum::{extract::State, response::Response};
use proto::asf::registry::v1::{CreateShortlistRequest, Shortlist};

use super::{LONGEST_NAME, PATH, all, may_write, path_of};
use crate::site::{
    Site,
    account::room::Room,
    field::{Field, Kind},
    form::Form,
    local,
    organisation::sheet::{Part, Row, Sheet},
    respond,
    sent::Sent,
    stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    let shortlists = all(&site, &visit, "").await?;
    Ok(sheet(&visit, &shortlists, &Sent::default()).show(&visit))
}

pub(crate) async fn create(
    State(site): State<Site>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    let shortlists = all(&site, &visit, "").await?;
    let name = sent.text("name").to_owned();
    let question = visit.asking(CreateShortlistRequest { name });
    let mut client = site.clients.shortlists.clone();
    match client.create_shortlist(question).await {
        Ok(answer) => {
            let made = answer.into_inner().shortlist.unwrap_or_default();
            let said = visit.lang.texts().lists_created(&made.name);
            Ok(respond::go(&visit, &path_of(&made.id), Some(said)))
        }
        Err(status) => Ok(sheet(&visit, &shortlists, &sent).refused(&visit, &status)),
    }
}

fn sheet(visit: &Visit, shortlists: &[Shortlist], sent: &Sent) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let mut sheet =
        Sheet::new(visit, Room::Shortlists.doors(lang), t.lists_title()).lead(t.lists_lead());
    if !may_write(visit) {
        sheet = sheet.lead(t.lists_read_only());
    }
    sheet = if shortlists.is_empty() {
        sheet.lead(t.lists_empty())
    } else {
        let rows = shortlists.iter().map(|it| row(visit, it));
        sheet.part(Part::new(t.lists_yours()).rows(rows))
    };
    if may_write(visit) {
        let name = Field::new("name", t.lists_name(), Kind::Text)
            .hint(t.lists_name_hint())
            .at_most(LONGEST_NAME)
            .filled(sent);
        let form = Form::new(lang, local::localised(lang, PATH), t.lists_create()).with(name);
        sheet = sheet.form(form);
    }
    sheet.link("/asf-listan", t.lists_to_list())
}

fn row(visit: &Visit, shortlist: &Shortlist) -> Row {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let changed = shortlist.updated_at.and_then(|time| lang.moment(&time));
    let changed = changed.map(|when| t.lists_changed(when));
    Row::new(&shortlist.name)
        .to(lang, &path_of(&shortlist.id))
        .hint(t.lists_count(shortlist.item_count))
        .hint(changed.unwrap_or_default())
}
