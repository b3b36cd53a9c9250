//! `/konto/sakerhet/app`: codes of an authenticator app as the second factor.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use proto::asf::identity::v1::{
    Account, ConfirmTotpRequest, RemoveTotpRequest, StartTotpRequest, StartTotpResponse,
};

use super::{
    form_page::{FormPage, Link},
    guarded, own,
    recovery::CodesPage,
};
use crate::{
    Site,
    page::{
        early_response::EarlyResponse,
        field::{Field, Kind},
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

const PATH: &str = "/konto/sakerhet/app";
const CONFIRM: &str = "/konto/sakerhet/app/bekrafta";
const REMOVE: &str = "/konto/sakerhet/app/ta-bort";

#[derive(Template)]
#[template(path = "pages/account/totp.html")]
struct TotpPage {
    page: Frame,
    t: &'static L10nLanguage,
    nav: Vec<NavLink>,
    /// A picture as a data address.
    qr: String,
    /// For phones: the app opens by itself.
    uri: String,
    /// In groups of four, as it is typed in.
    secret: String,
    form: Form,
    back: String,
}

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
) -> Result<Response, EarlyResponse> {
    let account = own(&site, &request).await?;
    if account.has_totp {
        return Ok(respond::go(&request, REMOVE, None));
    }
    Ok(page(&request, &account).show(&request))
}

/// Shows the secret; nothing changes until a code of it is confirmed.
pub(crate) async fn start(
    State(site): State<Site>,
    request: PageRequest,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let account = own(&site, &request).await?;
    let question = request.asking(StartTotpRequest {
        password: sent.raw("password").to_owned(),
    });
    match site.clients.factors.clone().start_totp(question).await {
        Ok(answer) => {
            let page = TotpPage::new(&request, answer.into_inner());
            Ok(respond::private(&request, StatusCode::OK, &page))
        }
        Err(status) => Ok(page(&request, &account).refused(&request, &status)),
    }
}

/// The recovery codes are in the answer: nowhere are they seen again.
pub(crate) async fn confirm(
    State(site): State<Site>,
    request: PageRequest,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    request.required()?;
    let code = sent.text("code").replace(' ', "");
    let question = request.asking(ConfirmTotpRequest { code });
    match site.clients.factors.clone().confirm_totp(question).await {
        Ok(answer) => {
            let codes = answer.into_inner().recovery_codes;
            let t = request.lang.texts();
            Ok(CodesPage::new(&request, t.totp_done_title(), codes).show(&request))
        }
        Err(status) => Ok(code_page(&request).refused(&request, &status)),
    }
}

pub(crate) async fn before_removal(
    State(site): State<Site>,
    request: PageRequest,
) -> Result<Response, EarlyResponse> {
    let account = own(&site, &request).await?;
    Ok(removal_page(&request, &account).show(&request))
}

pub(crate) async fn remove(
    State(site): State<Site>,
    request: PageRequest,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let account = own(&site, &request).await?;
    let question = request.asking(RemoveTotpRequest {
        password: sent.raw("password").to_owned(),
    });
    match site.clients.factors.clone().remove_totp(question).await {
        Ok(_) => {
            let said = request.lang.texts().totp_removed();
            Ok(respond::go(&request, "/konto/sakerhet", Some(said)))
        }
        Err(status) => Ok(removal_page(&request, &account).refused(&request, &status)),
    }
}

fn page(request: &PageRequest, account: &Account) -> FormPage {
    let t = request.lang.texts();
    let form = Form::new(
        request.lang,
        local::localised(request.lang, PATH),
        t.totp_begin(),
    );
    FormPage::new(request, AccountSection::Security, t.totp_title())
        .lead(t.totp_lead())
        .form(guarded(form, request, account))
        .link(back(request))
}

fn removal_page(request: &PageRequest, account: &Account) -> FormPage {
    let t = request.lang.texts();
    let action = local::localised(request.lang, REMOVE);
    let form = Form::new(request.lang, action, t.totp_remove()).grave();
    FormPage::new(request, AccountSection::Security, t.totp_remove_title())
        .lead(t.totp_remove_lead())
        .form(guarded(form, request, account))
        .link(back(request))
}

fn code_form(request: &PageRequest) -> Form {
    let t = request.lang.texts();
    let action = local::localised(request.lang, CONFIRM);
    let code = Field::new("code", t.field_code(), Kind::Code);
    Form::new(request.lang, action, t.totp_confirm()).with(code.hint(t.totp_code_hint()))
}

/// Without the secret, which the app has by now.
fn code_page(request: &PageRequest) -> FormPage {
    let t = request.lang.texts();
    FormPage::new(request, AccountSection::Security, t.totp_title())
        .lead(t.totp_again())
        .form(code_form(request))
        .link(Link::new(request.lang, PATH, t.totp_restart()))
}

fn back(request: &PageRequest) -> Link {
    let label = request.lang.texts().back_to_security();
    Link::back(request.lang, "/konto/sakerhet", label)
}

impl TotpPage {
    fn new(request: &PageRequest, answer: StartTotpResponse) -> Self {
        use base64::{Engine, engine::general_purpose::STANDARD};
        let t = request.lang.texts();
        let letters: Vec<char> = answer.secret.chars().collect();
        let groups = letters
            .chunks(4)
            .map(|four| four.iter().collect::<String>());
        Self {
            page: Frame::new(request, Section::Account, t.totp_title(), "")
                .hidden_from_search_engines(),
            t,
            nav: AccountSection::Security.nav(request.lang),
            qr: format!(
                "data:image/svg+xml;base64,{}",
                STANDARD.encode(answer.qr_svg)
            ),
            uri: answer.uri,
            secret: groups.collect::<Vec<_>>().join(" "),
            form: code_form(request),
            back: local::localised(request.lang, "/konto/sakerhet"),
        }
    }
}
