//! `/konto/listor/<id>/namn`: another name for a list.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::registry::v1::{RenameShortlistRequest, Shortlist};

use super::{LONGEST_NAME, one, path_of};
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
        respond,
    },
};

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    let shortlist = one(&site, &request, &id).await?;
    Ok(sheet(&request, &shortlist, None).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let shortlist = one(&site, &request, &id).await?;
    let question = request.asking(RenameShortlistRequest {
        id: id.clone(),
        name: sent.text("name").to_owned(),
        etag: String::new(),
    });
    let mut client = site.clients.shortlists.clone();
    match client.rename_shortlist(question).await {
        Ok(_) => {
            let said = request.lang.texts().lists_renamed();
            Ok(respond::go(&request, &path_of(&id), Some(said)))
        }
        Err(status) => Ok(sheet(&request, &shortlist, Some(&sent)).refused(&request, &status)),
    }
}

fn sheet(request: &PageRequest, shortlist: &Shortlist, sent: Option<&FormData>) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let path = path_of(&shortlist.id);
    let name = Field::new("name", t.lists_name(), Kind::Text)
        .at_most(LONGEST_NAME)
        .valued(&shortlist.name);
    let name = match sent {
        Some(sent) => name.filled(sent),
        None => name,
    };
    let action = local::localised(lang, &format!("{path}/namn"));
    Page::new(
        request,
        AccountSection::Shortlists.nav(lang),
        t.lists_rename_title(),
    )
    .form(Form::new(lang, action, t.lists_rename()).with(name))
    .link(&path, t.lists_back_to_one(&shortlist.name))
}
