//! `/konto/listor`: the lists in which an organisation saves ASFs. A GET
//! changes nothing.

mod delete;
mod items;
mod note;
mod one;
mod overview;
mod rename;
mod save;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use chassis::caller::Role;
use proto::asf::registry::v1::{
    GetShortlistRequest, ListShortlistsRequest, Shortlist, ShortlistItem,
};

use crate::{
    Site,
    page::{
        Page, early_response::EarlyResponse, error_page, navigation::AccountSection,
        page_request::PageRequest,
    },
};

const PATH: &str = "/konto/listor";
/// Characters of a list's name.
const LONGEST_NAME: u16 = 100;
/// Characters of a note.
const LONGEST_NOTE: u16 = 1000;

pub(super) fn pages() -> Router<Site> {
    Router::new()
        .route("/konto/listor", get(overview::get).post(overview::create))
        .route("/konto/listor/spara", get(save::get).post(save::post))
        .route("/konto/listor/{id}", get(one::get))
        .route(
            "/konto/listor/{id}/namn",
            get(rename::get).post(rename::post),
        )
        .route(
            "/konto/listor/{id}/ta-bort",
            get(delete::get).post(delete::post),
        )
        .route(
            "/konto/listor/{id}/anteckning/{enterprise}",
            get(note::get).post(note::post),
        )
        .route("/konto/listor/{id}/ta-av", post(items::take_off))
        .route("/konto/listor/{id}/lagg-tillbaka", post(items::put_back))
        .method_not_allowed_fallback(error_page::wrong_method)
}

/// The roles that a member gets who may work for an organisation, and not
/// only read.
fn may_write(request: &PageRequest) -> bool {
    [Role::Buyer, Role::AsfEditor, Role::Staff]
        .into_iter()
        .any(|role| request.has(role))
}

/// Whether lists can be shown at all: to somebody who acts for an
/// organisation. Else a page that leads to one.
fn acting(request: &PageRequest) -> Result<(), EarlyResponse> {
    let visitor = request.required()?;
    if visitor.caller.organisation.is_some() {
        return Ok(());
    }
    let (lang, t) = (request.lang, request.lang.texts());
    let sheet = Page::new(
        request,
        AccountSection::Shortlists.nav(lang),
        t.lists_no_organisation_heading(),
    );
    let sheet = sheet
        .lead(t.lists_no_organisation())
        .link("/konto/organisationer", t.lists_organisations());
    Err(sheet.show(request).into())
}

/// The organisation's lists, and which of them an ASF is on.
async fn all(
    site: &Site,
    request: &PageRequest,
    enterprise: &str,
) -> Result<Vec<Shortlist>, EarlyResponse> {
    acting(request)?;
    let question = request.asking(ListShortlistsRequest {
        enterprise_id: enterprise.to_owned(),
    });
    let mut shortlists = site.clients.shortlists.clone();
    match shortlists.list_shortlists(question).await {
        Ok(answer) => Ok(answer.into_inner().shortlists),
        Err(status) => Err(request.failed_for_one(&status)),
    }
}

/// One of the organisation's lists with all that is on it.
async fn one(site: &Site, request: &PageRequest, id: &str) -> Result<Shortlist, EarlyResponse> {
    acting(request)?;
    let question = request.asking(GetShortlistRequest { id: id.to_owned() });
    let mut shortlists = site.clients.shortlists.clone();
    match shortlists.get_shortlist(question).await {
        Ok(answer) => Ok(answer.into_inner().shortlist.unwrap_or_default()),
        Err(status) => Err(request.failed_for_one(&status)),
    }
}

fn item<'a>(
    request: &PageRequest,
    shortlist: &'a Shortlist,
    id: &str,
) -> Result<&'a ShortlistItem, EarlyResponse> {
    let found = shortlist.items.iter().find(|it| it.enterprise_id == id);
    found.ok_or_else(|| error_page::missing(request).into())
}

/// As the list calls it today, else as it was called when it was saved.
fn name_of(item: &ShortlistItem) -> &str {
    item.enterprise.as_ref().map_or(&item.name, |it| &it.name)
}

/// The path of one list, without the language.
fn path_of(id: &str) -> String {
    format!("{PATH}/{id}")
}
