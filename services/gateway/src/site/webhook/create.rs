//! `/konto/webhooks/ny`: a new webhook. The answer shows its secret.

use axum::{extract::State, response::Response};
use proto::asf::registry::v1::CreateWebhookRequest;

use super::{
    EXPLAINED, PATH, acting,
    form::{Wish, form},
    secret::SecretPage,
};
use crate::site::{
    Site, account::room::Room, local, organisation::sheet::Sheet, sent::Sent, stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(visit: Visit) -> Result<Response, Stop> {
    acting(&visit)?;
    Ok(sheet(&visit, &Wish::of(&Sent::default())).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    acting(&visit)?;
    let wish = Wish::of(&sent);
    let question = visit.asking(CreateWebhookRequest {
        url: wish.url.clone(),
        event_types: wish.event_types.clone(),
        counties: wish.counties.clone(),
        industries: wish.industries.clone(),
        after: None,
    });
    match site.clients.webhooks.clone().create_webhook(question).await {
        Ok(answer) => {
            let answer = answer.into_inner();
            let webhook = answer.webhook.unwrap_or_default();
            let t = visit.lang.texts();
            let heading = t.hooks_created_title();
            Ok(SecretPage::new(&visit, heading, &webhook, answer.secret).show(&visit))
        }
        Err(status) => Ok(sheet(&visit, &wish).refused(&visit, &status)),
    }
}

fn sheet(visit: &Visit, wish: &Wish) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let action = local::localised(lang, &format!("{PATH}/ny"));
    Sheet::new(visit, Room::Webhooks.doors(lang), t.hooks_new())
        .lead(t.hooks_new_lead())
        .form(form(lang, action, t.hooks_create(), wish))
        .link(EXPLAINED, t.hooks_explained())
        .link(PATH, t.hooks_back())
}
