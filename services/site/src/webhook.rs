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
        Page, early_response::EarlyResponse, error_page, navigation::AccountSection,
        page_request::PageRequest,
    },
};

const PATH: &str = "/konto/webhooks";
/// The part of the page for developers that explains them.
const EXPLAINED: &str = "/utvecklare#webhooks";

pub(super) fn pages() -> Router<Site> {
    Router::new()
        .route("/konto/webhooks", get(overview::get))
        .route("/konto/webhooks/ny", get(create::get).post(create::post))
        .route("/konto/webhooks/{id}", get(one::get))
        .route(
            "/konto/webhooks/{id}/andra",
            get(edit::get).post(edit::post),
        )
        .route(
            "/konto/webhooks/{id}/hemlighet",
            get(rotate::get).post(rotate::post),
        )
        .route(
            "/konto/webhooks/{id}/ta-bort",
            get(delete::get).post(delete::post),
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
    let (lang, t) = (request.lang, request.lang.texts());
    let heading = t.hooks_no_organisation_heading();
    let sheet = Page::new(request, AccountSection::Webhooks.nav(lang), heading)
        .lead(t.hooks_no_organisation())
        .link("/konto/organisationer", t.hooks_organisations());
    Err(sheet.show(request).into())
}

async fn all(site: &Site, request: &PageRequest) -> Result<Vec<Webhook>, EarlyResponse> {
    acting(request)?;
    let question = request.asking(ListWebhooksRequest {});
    match site.clients.webhooks.clone().list_webhooks(question).await {
        Ok(answer) => Ok(answer.into_inner().webhooks),
        Err(status) => Err(request.failed(&status)),
    }
}

async fn one(site: &Site, request: &PageRequest, id: &str) -> Result<Webhook, EarlyResponse> {
    acting(request)?;
    let question = request.asking(GetWebhookRequest { id: id.to_owned() });
    match site.clients.webhooks.clone().get_webhook(question).await {
        Ok(answer) => Ok(answer.into_inner().webhook.unwrap_or_default()),
        Err(status) => Err(request.failed_for_one(&status)),
    }
}

/// The path of one webhook, without the language.
fn path_of(id: &str) -> String {
    format!("{PATH}/{id}")
}
