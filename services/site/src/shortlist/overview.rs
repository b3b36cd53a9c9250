//! `/konto/listor`: the organisation's lists, and making one.

use axum::{extract::State, response::Response};
use proto::asf::registry::v1::{CreateShortlistRequest, Shortlist};

use super::{LONGEST_NAME, PATH, all, may_write, path_of};
use crate::{
    Site,
    page::{
        Page,
        early_response::EarlyResponse,
        field::{Field, Kind},
        form::Form,
        form_data::FormData,
        local,
        navigation::AccountSection,
        page_request::PageRequest,
        part::{Part, Row},
        respond,
    },
};

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
) -> Result<Response, EarlyResponse> {
    let shortlists = all(&site, &request, "").await?;
    Ok(sheet(&request, &shortlists, &FormData::default()).show(&request))
}

pub(crate) async fn create(
    State(site): State<Site>,
    request: PageRequest,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let shortlists = all(&site, &request, "").await?;
    let name = sent.text("name").to_owned();
    let question = request.asking(CreateShortlistRequest { name });
    let mut client = site.clients.shortlists.clone();
    match client.create_shortlist(question).await {
        Ok(answer) => {
            let made = answer.into_inner().shortlist.unwrap_or_default();
            let said = request.lang.texts().lists_created(&made.name);
            Ok(respond::go(&request, &path_of(&made.id), Some(said)))
        }
        Err(status) => Ok(sheet(&request, &shortlists, &sent).refused(&request, &status)),
    }
}

fn sheet(request: &PageRequest, shortlists: &[Shortlist], sent: &FormData) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let mut sheet = Page::new(
        request,
        AccountSection::Shortlists.nav(lang),
        t.lists_title(),
    )
    .lead(t.lists_lead());
    if !may_write(request) {
        sheet = sheet.lead(t.lists_read_only());
    }
    sheet = if shortlists.is_empty() {
        sheet.lead(t.lists_empty())
    } else {
        let rows = shortlists.iter().map(|it| row(request, it));
        sheet.part(Part::new(t.lists_yours()).rows(rows))
    };
    if may_write(request) {
        let name = Field::new("name", t.lists_name(), Kind::Text)
            .hint(t.lists_name_hint())
            .at_most(LONGEST_NAME)
            .filled(sent);
        let form = Form::new(lang, local::localised(lang, PATH), t.lists_create()).with(name);
        sheet = sheet.form(form);
    }
    sheet.link("/asf-listan", t.lists_to_list())
}

fn row(request: &PageRequest, shortlist: &Shortlist) -> Row {
    let (lang, t) = (request.lang, request.lang.texts());
    let changed = shortlist.updated_at.and_then(|time| lang.moment(&time));
    let changed = changed.map(|when| t.lists_changed(when));
    Row::new(&shortlist.name)
        .to(lang, &path_of(&shortlist.id))
        .hint(t.lists_count(shortlist.item_count))
        .hint(changed.unwrap_or_default())
}
