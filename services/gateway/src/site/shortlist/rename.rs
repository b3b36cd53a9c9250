//! `/konto/listor/<id>/namn`: another name for a list.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::registry::v1::{RenameShortlistRequest, Shortlist};

use super::{LONGEST_NAME, one, path_of};
use crate::site::{
    Site,
    account::room::Room,
    field::{Field, Kind},
    form::Form,
    local,
    organisation::sheet::Sheet,
    respond,
    sent::Sent,
    stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    let shortlist = one(&site, &visit, &id).await?;
    Ok(sheet(&visit, &shortlist, None).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Stop> {
    let shortlist = one(&site, &visit, &id).await?;
    let question = visit.asking(RenameShortlistRequest {
        id: id.clone(),
        name: sent.text("name").to_owned(),
        etag: String::new(),
    });
    let mut client = site.clients.shortlists.clone();
    match client.rename_shortlist(question).await {
        Ok(_) => {
            let said = visit.lang.texts().lists_renamed();
            Ok(respond::go(&visit, &path_of(&id), Some(said)))
        }
        Err(status) => Ok(sheet(&visit, &shortlist, Some(&sent)).refused(&visit, &status)),
    }
}

fn sheet(visit: &Visit, shortlist: &Shortlist, sent: Option<&Sent>) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let path = path_of(&shortlist.id);
    let name = Field::new("name", t.lists_name(), Kind::Text)
        .at_most(LONGEST_NAME)
        .valued(&shortlist.name);
    let name = match sent {
        Some(sent) => name.filled(sent),
        None => name,
    };
    let action = local::localised(lang, &format!("{path}/namn"));
    Sheet::new(visit, Room::Shortlists.doors(lang), t.lists_rename_title())
        .form(Form::new(lang, action, t.lists_rename()).with(name))
        .link(&path, t.lists_back_to_one(&shortlist.name))
}
