//! `/konto/webhooks/<id>/andra`: another address, or other events.

use axum::response::Response;
use proto::asf::registry::v1::{UpdateWebhookRequest, Webhook};

use super::{
    form::{Wish, form},
    one, path_of,
};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    navigation::AccountSection,
    page_request::PageRequest,
    respond,
};

pub(crate) struct Edit(Webhook);

impl FormPage for Edit {
    type Path = String;

    async fn load(request: &PageRequest, id: String) -> Result<Self, EarlyResponse> {
        Ok(Self(one(request, &id).await?))
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        let wish = typed.map_or_else(|| Wish::as_it_is(&self.0), Wish::of);
        Page::new(request, AccountSection::Webhooks, t.hooks_edit_title())
            .lead(t.hooks_edit_lead())
            .form(form(request, t.hooks_save(), &wish))
            .link(&path_of(&self.0.id), t.hooks_back_to_one())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let wish = Wish::of(form);
        let update = UpdateWebhookRequest {
            id: self.0.id.clone(),
            url: wish.url,
            event_types: wish.event_types,
            counties: wish.counties,
            industries: wish.industries,
        };
        request.webhooks().update_webhook(update).await?;
        let done = request.lang.texts().hooks_changed();
        Ok(respond::go(request, &path_of(&self.0.id), Some(done)))
    }
}
