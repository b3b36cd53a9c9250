//! `/konto/data/radera`: the account is erased, after it was said what that
//! means.

use axum::response::Response;
use proto::asf::identity::v1::{Account, EraseAccountRequest};
use web::session::cookie;

use super::{guarded, own};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    faults::Faults,
    field::{Field, Kind},
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    navigation::AccountSection,
    page_request::PageRequest,
    respond,
};

pub(crate) struct Erase(Account);

impl FormPage for Erase {
    type Path = ();

    async fn load(request: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        Ok(Self(own(request).await?))
    }

    fn page(&self, request: &PageRequest, _: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        let form = Form::here(request, t.erase_button()).grave();
        let sure = Field::new("sure", t.erase_sure(), Kind::Check(false));
        Page::new(request, AccountSection::Data, t.data_erase())
            .lead(t.erase_lead())
            .tick(t.erase_step_1())
            .tick(t.erase_step_2())
            .tick(t.erase_step_3())
            .tick(t.erase_step_4())
            .form(guarded(form, request, &self.0).with(sure))
            .link_back("/konto/data", t.erase_back())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        if !form.has("sure") {
            return Err(Faults::in_words("sure", request.lang.texts().fault_confirm()).into());
        }
        let password = form.raw("password").to_owned();
        let erase = EraseAccountRequest { password };
        request.accounts().erase_account(erase).await?;
        request.changed();
        let done = request.lang.texts().erase_done();
        let mut response = respond::go(request, "/", Some(done));
        respond::add_cookie(&mut response, cookie::set_session(""));
        Ok(response)
    }
}
