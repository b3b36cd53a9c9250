//! `/konto/webhooks/<id>/andra`: another address, or other events.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::registry::v1::UpdateWebhookRequest;

use super::{
    form::{Wish, form},
    one, path_of,
};
use crate::site::{
    Site, account::room::Room, local, organisation::sheet::Sheet, respond, sent::Sent, stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    let webhook = one(&site, &visit, &id).await?;
    Ok(sheet(&visit, &id, &Wish::as_it_is(&webhook)).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Stop> {
    one(&site, &visit, &id).await?;
    let wish = Wish::of(&sent);
    let question = visit.asking(UpdateWebhookRequest {
        id: id.clone(),
        url: wish.url.clone(),
        event_types: wish.event_types.clone(),
        counties: wish.counties.clone(),
        industries: wish.industries.clone(),
    });
    match site.clients.webhooks.clone().update_webhook(question).await {
        Ok(_) => {
            let said = visit.lang.texts().hooks_changed();
            Ok(respond::go(&visit, &path_of(&id), Some(said)))
        }
        Err(status) => Ok(sheet(&visit, &id, &wish).refused(&visit, &status)),
    }
}

fn sheet(visit: &Visit, id: &str, wish: &Wish) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let path = path_of(id);
    let action = local::localised(lang, &format!("{path}/andra"));
    Sheet::new(visit, Room::Webhooks.doors(lang), t.hooks_edit_title())
        .lead(t.hooks_edit_lead())
        .form(form(lang, action, t.hooks_save(), wish))
        .link(&path, t.hooks_back_to_one())
}
