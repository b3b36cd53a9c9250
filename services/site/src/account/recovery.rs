//! `/konto/sakerhet/koder`: codes to get in with when the phone is lost. They
//! are shown once.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use proto::asf::identity::v1::{Account, RenewRecoveryCodesRequest};

use super::{
    form_page::{FormPage, Link},
    guarded, own,
};
use crate::{
    Site,
    page::{
        early_response::EarlyResponse,
        form::Form,
        form_data::FormData,
        frame::{Frame, Section},
        local,
        navigation::{AccountSection, NavLink},
        page_request::PageRequest,
        respond,
        texts::L10nLanguage,
    },
};

const PATH: &str = "/konto/sakerhet/koder";

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
            done: local::localised(request.lang, "/konto/sakerhet"),
        }
    }

    pub(super) fn show(&self, request: &PageRequest) -> Response {
        respond::private(request, StatusCode::OK, self)
    }
}

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
) -> Result<Response, EarlyResponse> {
    let account = own(&site, &request).await?;
    Ok(page(&request, &account).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let account = own(&site, &request).await?;
    let question = request.asking(RenewRecoveryCodesRequest {
        password: sent.raw("password").to_owned(),
    });
    let factors = &site.clients.factors;
    match factors.clone().renew_recovery_codes(question).await {
        Ok(answer) => {
            let codes = answer.into_inner().recovery_codes;
            let heading = request.lang.texts().codes_title();
            Ok(CodesPage::new(&request, heading, codes).show(&request))
        }
        Err(status) => Ok(page(&request, &account).refused(&request, &status)),
    }
}

fn page(request: &PageRequest, account: &Account) -> FormPage {
    let t = request.lang.texts();
    let action = local::localised(request.lang, PATH);
    let form = Form::new(request.lang, action, t.codes_button());
    FormPage::new(request, AccountSection::Security, t.codes_title())
        .lead(t.codes_lead(account.recovery_codes_left))
        .form(guarded(form, request, account))
        .link(Link::back(
            request.lang,
            "/konto/sakerhet",
            t.back_to_security(),
        ))
}
