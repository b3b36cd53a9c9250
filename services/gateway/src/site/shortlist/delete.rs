//! `/konto/listor/<id>/ta-bort`: deleting a list, after it was confirmed.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::registry::v1::{DeleteShortlistRequest, Shortlist};

use super::{PATH, one, path_of};
use crate::site::{
    Site, account::room::Room, form::Form, local, organisation::sheet::Sheet, respond, stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    let shortlist = one(&site, &visit, &id).await?;
    Ok(sheet(&visit, &shortlist).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    let shortlist = one(&site, &visit, &id).await?;
    let question = visit.asking(DeleteShortlistRequest { id });
    let mut client = site.clients.shortlists.clone();
    match client.delete_shortlist(question).await {
        Ok(_) => {
            let said = visit.lang.texts().lists_deleted(&shortlist.name);
            Ok(respond::go(&visit, PATH, Some(said)))
        }
        Err(status) => Ok(sheet(&visit, &shortlist).refused(&visit, &status)),
    }
}

fn sheet(visit: &Visit, shortlist: &Shortlist) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let path = path_of(&shortlist.id);
    let action = local::localised(lang, &format!("{path}/ta-bort"));
    Sheet::new(
        visit,
        Room::Shortlists.doors(lang),
        t.lists_delete_title(&shortlist.name),
    )
    .lead(t.lists_delete_lead(shortlist.item_count))
    .lead(t.lists_delete_final())
    .form(Form::new(lang, action, t.lists_delete()).grave())
    .link(&path, t.lists_back_to_one(&shortlist.name))
}
