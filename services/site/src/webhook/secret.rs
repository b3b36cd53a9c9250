//! The page that shows a secret, once.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use proto::asf::registry::v1::Webhook;

use super::{EXPLAINED, path_of};
use crate::page::{
    frame::{Frame, Section},
    local,
    navigation::{AccountSection, NavLink},
    page_request::PageRequest,
    respond,
    texts::L10nLanguage,
};

#[derive(Template)]
#[template(path = "pages/webhook/secret.html")]
pub(super) struct SecretPage {
    page: Frame,
    t: &'static L10nLanguage,
    nav: Vec<NavLink>,
    heading: String,
    secret: String,
    /// Until when the old secret signs too, in words.
    old_until: Option<String>,
    explained: String,
    onwards: String,
}

impl SecretPage {
    pub(super) fn new(
        request: &PageRequest,
        heading: String,
        webhook: &Webhook,
        secret: String,
    ) -> Self {
        let lang = request.lang;
        Self {
            page: Frame::new(request, Section::Account, &heading, "").hidden_from_search_engines(),
            t: lang.texts(),
            nav: AccountSection::Webhooks.nav(lang),
            heading,
            secret,
            old_until: webhook.old_secret_until.and_then(|at| lang.moment(&at)),
            explained: local::localised(lang, EXPLAINED),
            onwards: local::localised(lang, &path_of(&webhook.id)),
        }
    }

    pub(super) fn show(&self, request: &PageRequest) -> Response {
        respond::private(request, StatusCode::OK, self)
    }
}
