//! `/konto/foretag/lamna-listan`: leaving the list by one's own wish.

use axum::response::Response;
use proto::asf::registry::v1::{Enterprise, UnlistEnterpriseRequest};

use super::{PATH, required};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    field::{Field, Kind},
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    navigation::AccountSection,
    page_request::PageRequest,
    respond,
};

pub(crate) struct Unlist(Enterprise);

impl FormPage for Unlist {
    type Path = ();

    async fn load(request: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        Ok(Self(required(request).await?))
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        let reason = Field::new("reason", t.own_unlist_reason(), Kind::Long)
            .hint(t.own_unlist_reason_hint())
            .at_most(1000)
            .optional()
            .typed(typed);
        let form = Form::here(request, t.own_unlist_button())
            .with(reason)
            .grave();
        Page::new(request, AccountSection::Enterprise, t.own_unlist_title())
            .lead(t.own_unlist_lead())
            .form(form)
            .link(PATH, t.own_back())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let unlist = UnlistEnterpriseRequest {
            id: self.0.id.clone(),
            etag: String::new(),
            reason: form.text("reason").to_owned(),
        };
        request.registry().unlist_enterprise(unlist).await?;
        let done = request.lang.texts().own_unlisted();
        Ok(respond::go(request, PATH, Some(done)))
    }
}
