//! `/konto/webhooks/<id>/ta-bort`: deleting a webhook, after it was confirmed.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::registry::v1::{DeleteWebhookRequest, Webhook};

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
    let webhook = one(&site, &request, &id).await?;
    Ok(sheet(&request, &webhook).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    let webhook = one(&site, &request, &id).await?;
    let question = request.asking(DeleteWebhookRequest { id });
    match site.clients.webhooks.clone().delete_webhook(question).await {
        Ok(_) => {
            let said = request.lang.texts().hooks_deleted();
            Ok(respond::go(&request, PATH, Some(said)))
        }
        Err(status) => Ok(sheet(&request, &webhook).refused(&request, &status)),
    }
}

fn sheet(request: &PageRequest, webhook: &Webhook) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let path = path_of(&webhook.id);
    let action = local::localised(lang, &format!("{path}/ta-bort"));
    Page::new(
        request,
        AccountSection::Webhooks.nav(lang),
        t.hooks_delete_title(),
    )
    .lead(t.hooks_delete_lead(&webhook.url))
    .form(Form::new(lang, action, t.hooks_delete()).grave())
    .link(&path, t.hooks_back_to_one())
}
