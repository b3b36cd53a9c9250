//! `/konto/webhooks/<id>/hemlighet`: a new secret. The answer shows it.

use axum::response::Response;
use proto::asf::registry::v1::{RotateWebhookSecretRequest, Webhook};

use super::{one, path_of, secret::SecretPage};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    navigation::AccountSection,
    page_request::PageRequest,
};

pub(crate) struct Rotate(Webhook);

impl FormPage for Rotate {
    type Path = String;

    async fn load(request: &PageRequest, id: String) -> Result<Self, EarlyResponse> {
        Ok(Self(one(request, &id).await?))
    }

    fn page(&self, request: &PageRequest, _: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        Page::new(request, AccountSection::Webhooks, t.hooks_rotate_title())
            .lead(t.hooks_rotate_lead())
            .form(Form::here(request, t.hooks_rotate()))
            .link(&path_of(&self.0.id), t.hooks_back_to_one())
    }

    async fn send(&self, request: &PageRequest, _: &FormData) -> Result<Response, Refusal> {
        let id = self.0.id.clone();
        let rotate = RotateWebhookSecretRequest { id };
        let answer = request.webhooks().rotate_webhook_secret(rotate).await?;
        let answer = answer.into_inner();
        let webhook = answer.webhook.unwrap_or_default();
        let heading = request.lang.texts().hooks_rotated_title();
        Ok(SecretPage::new(request, heading, &webhook, answer.secret).show(request))
    }
}
