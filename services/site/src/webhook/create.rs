//! `/konto/webhooks/ny`: a new webhook. The answer shows its secret.

use axum::response::Response;
use proto::asf::registry::v1::CreateWebhookRequest;

use super::{
    EXPLAINED, PATH, acting,
    form::{Wish, form},
    secret::SecretPage,
};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    navigation::AccountSection,
    page_request::PageRequest,
};

pub(crate) struct Create;

impl FormPage for Create {
    type Path = ();

    async fn load(request: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        acting(request).map(|()| Self)
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        let wish = typed.map(Wish::of).unwrap_or_default();
        Page::new(request, AccountSection::Webhooks, t.hooks_new())
            .lead(t.hooks_new_lead())
            .form(form(request, t.hooks_create(), &wish))
            .link(EXPLAINED, t.hooks_explained())
            .link(PATH, t.hooks_back())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let wish = Wish::of(form);
        let create = CreateWebhookRequest {
            url: wish.url,
            event_types: wish.event_types,
            counties: wish.counties,
            industries: wish.industries,
            after: None,
        };
        let answer = request.webhooks().create_webhook(create).await?;
        let answer = answer.into_inner();
        let webhook = answer.webhook.unwrap_or_default();
        let heading = request.lang.texts().hooks_created_title();
        Ok(SecretPage::new(request, heading, &webhook, answer.secret).show(request))
    }
}
