//! `/konto/webhooks/ny`: a new webhook. The answer shows its secret.

use axum::{extract::State, response::Response};
use proto::asf::registry::v1::CreateWebhookRequest;

use super::{
    EXPLAINED, PATH, acting,
    form::{Wish, form},
    secret::SecretPage,
};
use crate::{
    Site,
    page::{
        Page, early_response::EarlyResponse, form_data::FormData, local,
        navigation::AccountSection, page_request::PageRequest,
    },
};

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    acting(&request)?;
    Ok(sheet(&request, &Wish::of(&FormData::default())).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    acting(&request)?;
    let wish = Wish::of(&sent);
    let question = request.asking(CreateWebhookRequest {
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
            let t = request.lang.texts();
            let heading = t.hooks_created_title();
            Ok(SecretPage::new(&request, heading, &webhook, answer.secret).show(&request))
        }
        Err(status) => Ok(sheet(&request, &wish).refused(&request, &status)),
    }
}

fn sheet(request: &PageRequest, wish: &Wish) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let action = local::localised(lang, &format!("{PATH}/ny"));
    Page::new(request, AccountSection::Webhooks.nav(lang), t.hooks_new())
        .lead(t.hooks_new_lead())
        .form(form(lang, action, t.hooks_create(), wish))
        .link(EXPLAINED, t.hooks_explained())
        .link(PATH, t.hooks_back())
}
