//! `/konto/sakerhet/losenord`: another password, or the first one.

use axum::response::{IntoResponse, Redirect, Response};
use proto::asf::identity::v1::{Account, ChangePasswordRequest};

use super::{own, security};
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

/// Where programs that keep passwords look for this page.
/// <https://w3c.github.io/webappsec-change-password-url/>
pub(crate) async fn well_known() -> Response {
    Redirect::to("/konto/sakerhet/losenord").into_response()
}

pub(crate) struct Password(Account);

impl FormPage for Password {
    type Path = ();

    async fn load(request: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        Ok(Self(own(request).await?))
    }

    fn page(&self, request: &PageRequest, _: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        let form = Form::here(request, t.password_button());
        let mut form = form.of_account(&self.0.email);
        if self.0.has_password {
            let current = Field::new("current_password", t.field_own_password(), Kind::Password);
            form = form.with(current);
        }
        let new = Field::new_password("new_password", t.field_new_password());
        Page::new(request, AccountSection::Security, t.password_title())
            .lead(t.password_lead())
            .form(form.with(new.hint(t.new_password_hint())))
            .link_back(security::PATH, t.back_to_security())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let change = ChangePasswordRequest {
            current_password: form.raw("current_password").to_owned(),
            new_password: form.raw("new_password").to_owned(),
        };
        request.accounts().change_password(change).await?;
        let done = request.lang.texts().password_done();
        Ok(respond::go(request, security::PATH, Some(done)))
    }
}
