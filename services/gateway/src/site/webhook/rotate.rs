//! `/konto/webhooks/<id>/hemlighet`: a new secret. The answer shows it.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::registry::v1::RotateWebhookSecretRequest;

use super::{one, path_of, secret::SecretPage};
use crate::site::{
    Site, account::room::Room, form::Form, local, organisation::sheet::Sheet, stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    one(&site, &visit, &id).await?;
    Ok(sheet(&visit, &id).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    one(&site, &visit, &id).await?;
    let question = visit.asking(RotateWebhookSecretRequest { id: id.clone() });
    let mut client = site.clients.webhooks.clone();
    match client.rotate_webhook_secret(question).await {
        Ok(answer) => {
            let answer = answer.into_inner();
            let webhook = answer.webhook.unwrap_or_default();
            let heading = visit.lang.texts().hooks_rotated_title();
            Ok(SecretPage::new(&visit, heading, &webhook, answer.secret).show(&visit))
        }
        Err(status) => Ok(sheet(&visit, &id).refused(&visit, &status)),
    }
}

fn sheet(visit: &Visit, id: &str) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let path = path_of(id);
    let action = local::localised(lang, &format!("{path}/hemlighet"));
    Sheet::new(visit, Room::Webhooks.doors(lang), t.hooks_rotate_title())
        .lead(t.hooks_rotate_lead())
        .form(Form::new(lang, action, t.hooks_rotate()))
        .link(&path, t.hooks_back_to_one())
}
