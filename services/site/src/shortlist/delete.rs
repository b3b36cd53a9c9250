//! `/konto/listor/<id>/ta-bort`: deleting a list, after it was confirmed.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::registry::v1::{DeleteShortlistRequest, Shortlist};

use super::{PATH, one, path_of};
use crate::{
    Site,
    page::{
        Page, early_response::EarlyResponse, form::Form, local, navigation::AccountSection,
        page_request::PageRequest, respond,
    },
};

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    let shortlist = one(&site, &request, &id).await?;
    Ok(sheet(&request, &shortlist).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    let shortlist = one(&site, &request, &id).await?;
    let question = request.asking(DeleteShortlistRequest { id });
    let mut client = site.clients.shortlists.clone();
    match client.delete_shortlist(question).await {
        Ok(_) => {
            let said = request.lang.texts().lists_deleted(&shortlist.name);
            Ok(respond::go(&request, PATH, Some(said)))
        }
        Err(status) => Ok(sheet(&request, &shortlist).refused(&request, &status)),
    }
}

fn sheet(request: &PageRequest, shortlist: &Shortlist) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let path = path_of(&shortlist.id);
    let action = local::localised(lang, &format!("{path}/ta-bort"));
    Page::new(
        request,
        AccountSection::Shortlists.nav(lang),
        t.lists_delete_title(&shortlist.name),
    )
    .lead(t.lists_delete_lead(shortlist.item_count))
    .lead(t.lists_delete_final())
    .form(Form::new(lang, action, t.lists_delete()).grave())
    .link(&path, t.lists_back_to_one(&shortlist.name))
}
