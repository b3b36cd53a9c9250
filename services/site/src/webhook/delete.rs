//! `/konto/webhooks/<id>/ta-bort`: deleting a webhook, after it was confirmed.

use axum::response::Response;
use proto::asf::registry::v1::{DeleteWebhookRequest, Webhook};

use super::{PATH, one, path_of};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    navigation::AccountSection,
    page_request::PageRequest,
    respond,
};

pub(crate) struct Delete(Webhook);

impl FormPage for Delete {
    type Path = String;

    async fn load(request: &PageRequest, id: String) -> Result<Self, EarlyResponse> {
        Ok(Self(one(request, &id).await?))
    }

    fn page(&self, request: &PageRequest, _: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        Page::new(request, AccountSection::Webhooks, t.hooks_delete_title())
            .lead(t.hooks_delete_lead(&self.0.url))
            .form(Form::here(request, t.hooks_delete()).grave())
            .link(&path_of(&self.0.id), t.hooks_back_to_one())
    }

    async fn send(&self, request: &PageRequest, _: &FormData) -> Result<Response, Refusal> {
        let id = self.0.id.clone();
        let delete = DeleteWebhookRequest { id };
        request.webhooks().delete_webhook(delete).await?;
        let done = request.lang.texts().hooks_deleted();
        Ok(respond::go(request, PATH, Some(done)))
    }
}
