//! `/konto/sakerhet/app`: codes of an authenticator app as the second factor.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use proto::asf::identity::v1::{
    Account, ConfirmTotpRequest, RemoveTotpRequest, StartTotpRequest, StartTotpResponse,
};

use super::{guarded, own, recovery::CodesPage, security};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    field::{Field, Kind},
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

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    let start = Start::load(&request, ()).await?;
    if start.0.has_totp {
        return Ok(respond::go(&request, REMOVE, None));
    }
    Ok(start.page(&request, None).show(&request))
}

/// The way to the secret, for whoever has no app yet.
pub(crate) struct Start(Account);

impl FormPage for Start {
    type Path = ();

    async fn load(request: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        Ok(Self(own(request).await?))
    }

    fn page(&self, request: &PageRequest, _: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        let form = Form::here(request, t.totp_begin());
        Page::new(request, AccountSection::Security, t.totp_title())
            .lead(t.totp_lead())
            .form(guarded(form, request, &self.0))
            .link_back(security::PATH, t.back_to_security())
    }

    /// Shows the secret; nothing changes until a code of it is confirmed.
    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let password = form.raw("password").to_owned();
        let start = StartTotpRequest { password };
        let answer = request.factors().start_totp(start).await?;
        let page = TotpPage::new(request, answer.into_inner());
        Ok(respond::private(request, StatusCode::OK, &page))
    }
}

/// A code of the app, which was shown its secret on the page before.
pub(crate) struct Confirm;

impl FormPage for Confirm {
    type Path = ();

    async fn load(request: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        request.required()?;
        Ok(Self)
    }

    /// Without the secret, which the app has by now.
    fn page(&self, request: &PageRequest, _: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        Page::new(request, AccountSection::Security, t.totp_title())
            .lead(t.totp_again())
            .form(code_form(request))
            .link(PATH, t.totp_restart())
    }

    /// The recovery codes are in the answer: nowhere are they seen again.
    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let code = form.text("code").to_owned();
        let confirm = ConfirmTotpRequest { code };
        let answer = request.factors().confirm_totp(confirm).await?;
        let codes = answer.into_inner().recovery_codes;
        let heading = request.lang.texts().totp_done_title();
        Ok(CodesPage::new(request, heading, codes).show(request))
    }
}

pub(crate) struct Remove(Account);

impl FormPage for Remove {
    type Path = ();

    async fn load(request: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        Ok(Self(own(request).await?))
    }

    fn page(&self, request: &PageRequest, _: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        let form = Form::here(request, t.totp_remove()).grave();
        Page::new(request, AccountSection::Security, t.totp_remove_title())
            .lead(t.totp_remove_lead())
            .form(guarded(form, request, &self.0))
            .link_back(security::PATH, t.back_to_security())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let password = form.raw("password").to_owned();
        let remove = RemoveTotpRequest { password };
        request.factors().remove_totp(remove).await?;
        let done = request.lang.texts().totp_removed();
        Ok(respond::go(request, security::PATH, Some(done)))
    }
}

fn code_form(request: &PageRequest) -> Form {
    let t = request.lang.texts();
    let action = local::localised(request.lang, CONFIRM);
    let code = Field::new("code", t.field_code(), Kind::Code);
    Form::new(request.lang, action, t.totp_confirm()).with(code.hint(t.totp_code_hint()))
}

impl TotpPage {
    fn new(request: &PageRequest, answer: StartTotpResponse) -> Self {
        use base64::{Engine, engine::general_purpose::STANDARD};
        let t = request.lang.texts();
        let letters: Vec<char> = answer.secret.chars().collect();
        let groups = letters
            .chunks(4)
            .map(|four| four.iter().collect::<String>());
        let page = Frame::new(request, Section::Account, t.totp_title(), "");
        Self {
            // The recovery codes are shown once, and a second press must not lose them.
            form: code_form(request).once(&page.once),
            page: page.hidden_from_search_engines(),
            t,
            nav: AccountSection::Security.nav(request.lang),
            qr: format!(
                "data:image/svg+xml;base64,{}",
                STANDARD.encode(answer.qr_svg)
            ),
            uri: answer.uri,
            secret: groups.collect::<Vec<_>>().join(" "),
            back: local::localised(request.lang, "/konto/sakerhet"),
        }
    }
}
