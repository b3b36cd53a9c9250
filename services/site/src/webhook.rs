//! `/konto/webhooks`: where an organisation has the list's events sent. A GET
//! changes nothing.

mod actions;
mod create;
mod delete;
mod edit;
mod form;
mod one;
mod overview;
mod rotate;
mod secret;
mod words;

use axum::{
    Router,
    routing::{get, post},
};
use proto::asf::registry::v1::{GetWebhookRequest, ListWebhooksRequest, Webhook};

use crate::{
    Site,
    page::{
        Page, early_response::EarlyResponse, error_page, form_page::form_page,
        navigation::AccountSection, page_request::PageRequest,
    },
};

const PATH: &str = "/konto/webhooks";
/// The part of the page for developers that explains them.
const EXPLAINED: &str = "/utvecklare#webhooks";

pub(super) fn pages() -> Router<Site> {
    Router::new()
        .route("/konto/webhooks", get(overview::get))
        .route("/konto/webhooks/ny", form_page::<create::Create>())
        .route("/konto/webhooks/{id}", get(one::get))
        .route("/konto/webhooks/{id}/andra", form_page::<edit::Edit>())
        .route(
            "/konto/webhooks/{id}/hemlighet",
            form_page::<rotate::Rotate>(),
        )
        .route(
            "/konto/webhooks/{id}/ta-bort",
            form_page::<delete::Delete>(),
        )
        .route("/konto/webhooks/{id}/prova", post(actions::test))
        .route("/konto/webhooks/{id}/sla-pa", post(actions::enable))
        .route(
            "/konto/webhooks/{id}/leveranser/{delivery}",
            post(actions::resend),
        )
        .method_not_allowed_fallback(error_page::wrong_method)
}

/// Whether webhooks can be shown at all: to somebody who acts for an
/// organisation. Else a page that leads to one.
fn acting(request: &PageRequest) -> Result<(), EarlyResponse> {
    let visitor = request.required()?;
    if visitor.caller.organisation.is_some() {
        return Ok(());
    }
    let t = request.lang.texts();
    let heading = t.hooks_no_organisation_heading();
    let sheet = Page::new(request, AccountSection::Webhooks, heading)
        .lead(t.hooks_no_organisation())
        .link("/konto/organisationer", t.hooks_organisations());
    Err(sheet.show(request).into())
}

async fn all(request: &PageRequest) -> Result<Vec<Webhook>, EarlyResponse> {
    acting(request)?;
    let question = ListWebhooksRequest {};
    let answer = request.webhooks().list_webhooks(question).await?;
    Ok(answer.into_inner().webhooks)
}

async fn one(request: &PageRequest, id: &str) -> Result<Webhook, EarlyResponse> {
    acting(request)?;
    let question = GetWebhookRequest { id: id.to_owned() };
    let answer = request
        .webhooks()
        .get_webhook(question)
        .await
        .map_err(EarlyResponse::of_one)?;
    Ok(answer.into_inner().webhook.unwrap_or_default())
}

/// The path of one webhook, without the language.
fn path_of(id: &str) -> String {
    format!("{PATH}/{id}")
}
