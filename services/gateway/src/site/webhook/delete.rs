//! `/konto/webhooks/<id>/ta-bort`: deleting a webhook, after it was confirmed.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::registry::v1::{DeleteWebhookRequest, Webhook};

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
    let webhook = one(&site, &visit, &id).await?;
    Ok(sheet(&visit, &webhook).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    let webhook = one(&site, &visit, &id).await?;
    let question = visit.asking(DeleteWebhookRequest { id });
    match site.clients.webhooks.clone().delete_webhook(question).await {
        Ok(_) => {
            let said = visit.lang.texts().hooks_deleted();
            Ok(respond::go(&visit, PATH, Some(said)))
        }
        Err(status) => Ok(sheet(&visit, &webhook).refused(&visit, &status)),
    }
}

fn sheet(visit: &Visit, webhook: &Webhook) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let path = path_of(&webhook.id);
    let action = local::localised(lang, &format!("{path}/ta-bort"));
    Sheet::new(visit, Room::Webhooks.doors(lang), t.hooks_delete_title())
        .lead(t.hooks_delete_lead(&webhook.url))
        .form(Form::new(lang, action, t.hooks_delete()).grave())
        .link(&path, t.hooks_back_to_one())
}
