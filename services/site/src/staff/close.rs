//! `/personal/organisationer/<id>/avsluta`: ending an organisation, which
//! nobody can undo.

use axum::response::Response;
use proto::asf::identity::v1::{CloseOrganisationRequest, Organisation};

use super::{
    StaffSection,
    organisation::{organisation, path_of},
};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    field::{Field, Kind},
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    page_request::PageRequest,
    respond,
};

pub(crate) struct Close(Organisation);

impl FormPage for Close {
    type Path = String;

    async fn load(request: &PageRequest, id: String) -> Result<Self, EarlyResponse> {
        Ok(Self(organisation(request, id).await?))
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let (Self(of), t) = (self, request.lang.texts());
        let reason = Field::new("reason", t.staff_reason(), Kind::Long)
            .hint(t.staff_close_reason_hint())
            .at_most(1000)
            .typed(typed);
        let form = Form::here(request, t.staff_close_button())
            .with(reason)
            .grave();
        let title = t.staff_close_title(&of.name);
        Page::new(request, StaffSection::Organisations, title)
            .lead(t.staff_close_lead(of.member_count))
            .form(form)
            .link(&path_of(of), t.org_back())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let close = CloseOrganisationRequest {
            id: self.0.id.clone(),
            reason: form.text("reason").to_owned(),
        };
        request.staff().close_organisation(close).await?;
        let done = request.lang.texts().staff_closed();
        Ok(respond::go(request, &path_of(&self.0), Some(done)))
    }
}
