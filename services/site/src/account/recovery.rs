//! `/konto/sakerhet/koder`: codes to get in with when the phone is lost. They
//! are shown once.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use proto::asf::identity::v1::{Account, RenewRecoveryCodesRequest};

use super::{guarded, own, security};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    frame::{Frame, Section},
    local,
    navigation::{AccountSection, NavLink},
    page_request::PageRequest,
    respond,
    texts::L10nLanguage,
};

#[derive(Template)]
#[template(path = "pages/account/codes.html")]
pub(super) struct CodesPage {
    page: Frame,
    t: &'static L10nLanguage,
    nav: Vec<NavLink>,
    heading: String,
    codes: Vec<String>,
    done: String,
}

impl CodesPage {
    pub(super) fn new(request: &PageRequest, heading: String, codes: Vec<String>) -> Self {
        Self {
            page: Frame::new(request, Section::Account, &heading, "").hidden_from_search_engines(),
            t: request.lang.texts(),
            nav: AccountSection::Security.nav(request.lang),
            heading,
            codes,
            done: local::localised(request.lang, security::PATH),
        }
    }

    pub(super) fn show(&self, request: &PageRequest) -> Response {
        respond::private(request, StatusCode::OK, self)
    }
}

pub(crate) struct Recovery(Account);

impl FormPage for Recovery {
    type Path = ();

    async fn load(request: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        Ok(Self(own(request).await?))
    }

    fn page(&self, request: &PageRequest, _: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        let form = Form::here(request, t.codes_button());
        Page::new(request, AccountSection::Security, t.codes_title())
            .lead(t.codes_lead(self.0.recovery_codes_left))
            .form(guarded(form, request, &self.0))
            .link_back(security::PATH, t.back_to_security())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let password = form.raw("password").to_owned();
        let renew = RenewRecoveryCodesRequest { password };
        let answer = request.factors().renew_recovery_codes(renew).await?;
        let codes = answer.into_inner().recovery_codes;
        let heading = request.lang.texts().codes_title();
        Ok(CodesPage::new(request, heading, codes).show(request))
    }
}
