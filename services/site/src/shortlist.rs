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
        Page, early_response::EarlyResponse, error_page, form_page::form_page,
        navigation::AccountSection, page_request::PageRequest,
    },
};

const PATH: &str = "/konto/listor";
/// Characters of a list's name.
const LONGEST_NAME: u16 = 100;
/// Characters of a note.
const LONGEST_NOTE: u16 = 1000;

pub(super) fn pages() -> Router<Site> {
    Router::new()
        .route("/konto/listor", form_page::<overview::Overview>())
        .route("/konto/listor/spara", get(save::get).post(save::post))
        .route("/konto/listor/{id}", get(one::get))
        .route("/konto/listor/{id}/namn", form_page::<rename::Rename>())
        .route("/konto/listor/{id}/ta-bort", form_page::<delete::Delete>())
        .route(
            "/konto/listor/{id}/anteckning/{enterprise}",
            form_page::<note::Note>(),
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
    let t = request.lang.texts();
    let sheet = Page::new(
        request,
        AccountSection::Shortlists,
        t.lists_no_organisation_heading(),
    );
    let sheet = sheet
        .lead(t.lists_no_organisation())
        .link("/konto/organisationer", t.lists_organisations());
    Err(sheet.show(request).into())
}

/// The organisation's lists, and which of them an ASF is on.
async fn all(request: &PageRequest, enterprise: &str) -> Result<Vec<Shortlist>, EarlyResponse> {
    acting(request)?;
    let question = ListShortlistsRequest {
        enterprise_id: enterprise.to_owned(),
    };
    let answer = request
        .shortlists()
        .list_shortlists(question)
        .await
        .map_err(EarlyResponse::of_one)?;
    Ok(answer.into_inner().shortlists)
}

/// One of the organisation's lists with all that is on it.
async fn one(request: &PageRequest, id: &str) -> Result<Shortlist, EarlyResponse> {
    acting(request)?;
    let question = GetShortlistRequest { id: id.to_owned() };
    let answer = request
        .shortlists()
        .get_shortlist(question)
        .await
        .map_err(EarlyResponse::of_one)?;
    Ok(answer.into_inner().shortlist.unwrap_or_default())
}

fn item<'a>(shortlist: &'a Shortlist, id: &str) -> Result<&'a ShortlistItem, EarlyResponse> {
    let found = shortlist.items.iter().find(|it| it.enterprise_id == id);
    found.ok_or(EarlyResponse::MISSING)
}

/// As the list calls it today, else as it was called when it was saved.
fn name_of(item: &ShortlistItem) -> &str {
    item.enterprise.as_ref().map_or(&item.name, |it| &it.name)
}

/// The path of one list, without the language.
fn path_of(id: &str) -> String {
    format!("{PATH}/{id}")
}
