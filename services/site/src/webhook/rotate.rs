//! `/konto/webhooks/<id>/hemlighet`: a new secret. The answer shows it.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::registry::v1::RotateWebhookSecretRequest;

use super::{one, path_of, secret::SecretPage};
use crate::{
    Site,
    page::{
        Page, early_response::EarlyResponse, form::Form, local, navigation::AccountSection,
        page_request::PageRequest,
    },
};

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    one(&site, &request, &id).await?;
    Ok(sheet(&request, &id).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    one(&site, &request, &id).await?;
    let question = request.asking(RotateWebhookSecretRequest { id: id.clone() });
    let mut client = site.clients.webhooks.clone();
    match client.rotate_webhook_secret(question).await {
        Ok(answer) => {
            let answer = answer.into_inner();
            let webhook = answer.webhook.unwrap_or_default();
            let heading = request.lang.texts().hooks_rotated_title();
            Ok(SecretPage::new(&request, heading, &webhook, answer.secret).show(&request))
        }
        Err(status) => Ok(sheet(&request, &id).refused(&request, &status)),
    }
}

fn sheet(request: &PageRequest, id: &str) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let path = path_of(id);
    let action = local::localised(lang, &format!("{path}/hemlighet"));
    Page::new(
        request,
        AccountSection::Webhooks.nav(lang),
        t.hooks_rotate_title(),
    )
    .lead(t.hooks_rotate_lead())
    .form(Form::new(lang, action, t.hooks_rotate()))
    .link(&path, t.hooks_back_to_one())
}
