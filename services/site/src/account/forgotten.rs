//! `/konto/glomt-losenord`: a mail with a link to choose a new password. The
//! answer is the same for every address.

use axum::response::Response;
use proto::asf::identity::v1::RequestPasswordResetRequest;

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

pub(crate) struct Forgotten;

impl FormPage for Forgotten {
    type Path = ();

    async fn load(_: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        Ok(Self)
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        let email = Field::new("email", t.field_email(), Kind::Email)
            .autofill("username")
            .typed(typed);
        Page::new(request, AccountSection::Outside, t.forgotten_title())
            .lead(t.forgotten_lead())
            .form(Form::here(request, t.forgotten_button()).with(email))
            .link_back("/konto/logga-in", t.code_back())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let reset = RequestPasswordResetRequest {
            email: form.text("email").to_owned(),
            client_address: request.client.address.to_string(),
        };
        request.accounts().request_password_reset(reset).await?;
        let done = request.lang.texts().forgotten_done();
        Ok(respond::go(request, "/konto/glomt-losenord", Some(done)))
    }
}
