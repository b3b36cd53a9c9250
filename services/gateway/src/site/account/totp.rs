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
    room::{Door, Room},
};
use crate::site::{
    Site,
    field::{Field, Kind},
    form::Form,
    frame::{Frame, Section},
    local, respond,
    sent::Sent,
    stop::Stop,
    texts::L10nLanguage,
    visit::Visit,
};

const PATH: &str = "/konto/sakerhet/app";
const CONFIRM: &str = "/konto/sakerhet/app/bekrafta";
const REMOVE: &str = "/konto/sakerhet/app/ta-bort";

#[derive(Template)]
#[template(path = "pages/account/totp.html")]
struct TotpPage {
    page: Frame,
    t: &'static L10nLanguage,
    doors: Vec<Door>,
    /// A picture as a data address.
    qr: String,
    /// For phones: the app opens by itself.
    uri: String,
    /// In groups of four, as it is typed in.
    secret: String,
    form: Form,
    back: String,
}

pub(crate) async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    let account = own(&site, &visit).await?;
    if account.has_totp {
        return Ok(respond::go(&visit, REMOVE, None));
    }
    Ok(page(&visit, &account).show(&visit))
}

/// Shows the secret; nothing changes until a code of it is confirmed.
pub(crate) async fn start(
    State(site): State<Site>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    let account = own(&site, &visit).await?;
    let question = visit.asking(StartTotpRequest {
        password: sent.raw("password").to_owned(),
    });
    match site.clients.factors.clone().start_totp(question).await {
        Ok(answer) => {
            let page = TotpPage::new(&visit, answer.into_inner());
            Ok(respond::private(&visit, StatusCode::OK, &page))
        }
        Err(status) => Ok(page(&visit, &account).refused(&visit, &status)),
    }
}

/// The recovery codes are in the answer: nowhere are they seen again.
pub(crate) async fn confirm(
    State(site): State<Site>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    visit.required()?;
    let code = sent.text("code").replace(' ', "");
    let question = visit.asking(ConfirmTotpRequest { code });
    match site.clients.factors.clone().confirm_totp(question).await {
        Ok(answer) => {
            let codes = answer.into_inner().recovery_codes;
            let t = visit.lang.texts();
            Ok(CodesPage::new(&visit, t.totp_done_title(), codes).show(&visit))
        }
        Err(status) => Ok(code_page(&visit).refused(&visit, &status)),
    }
}

pub(crate) async fn before_removal(
    State(site): State<Site>,
    visit: Visit,
) -> Result<Response, Stop> {
    let account = own(&site, &visit).await?;
    Ok(removal_page(&visit, &account).show(&visit))
}

pub(crate) async fn remove(
    State(site): State<Site>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    let account = own(&site, &visit).await?;
    let question = visit.asking(RemoveTotpRequest {
        password: sent.raw("password").to_owned(),
    });
    match site.clients.factors.clone().remove_totp(question).await {
        Ok(_) => {
            let said = visit.lang.texts().totp_removed();
            Ok(respond::go(&visit, "/konto/sakerhet", Some(said)))
        }
        Err(status) => Ok(removal_page(&visit, &account).refused(&visit, &status)),
    }
}

fn page(visit: &Visit, account: &Account) -> FormPage {
    let t = visit.lang.texts();
    let form = Form::new(
        visit.lang,
        local::localised(visit.lang, PATH),
        t.totp_begin(),
    );
    FormPage::new(visit, Room::Security, t.totp_title())
        .lead(t.totp_lead())
        .form(guarded(form, visit, account))
        .link(back(visit))
}

fn removal_page(visit: &Visit, account: &Account) -> FormPage {
    let t = visit.lang.texts();
    let action = local::localised(visit.lang, REMOVE);
    let form = Form::new(visit.lang, action, t.totp_remove()).grave();
    FormPage::new(visit, Room::Security, t.totp_remove_title())
        .lead(t.totp_remove_lead())
        .form(guarded(form, visit, account))
        .link(back(visit))
}

fn code_form(visit: &Visit) -> Form {
    let t = visit.lang.texts();
    let action = local::localised(visit.lang, CONFIRM);
    let code = Field::new("code", t.field_code(), Kind::Code);
    Form::new(visit.lang, action, t.totp_confirm()).with(code.hint(t.totp_code_hint()))
}

/// Without the secret, which the app has by now.
fn code_page(visit: &Visit) -> FormPage {
    let t = visit.lang.texts();
    FormPage::new(visit, Room::Security, t.totp_title())
        .lead(t.totp_again())
        .form(code_form(visit))
        .link(Link::new(visit.lang, PATH, t.totp_restart()))
}

fn back(visit: &Visit) -> Link {
    let label = visit.lang.texts().back_to_security();
    Link::back(visit.lang, "/konto/sakerhet", label)
}

impl TotpPage {
    fn new(visit: &Visit, answer: StartTotpResponse) -> Self {
        use base64::{Engine, engine::general_purpose::STANDARD};
        let t = visit.lang.texts();
        let letters: Vec<char> = answer.secret.chars().collect();
        let groups = letters
            .chunks(4)
            .map(|four| four.iter().collect::<String>());
        Self {
            page: Frame::new(visit, Section::Account, t.totp_title(), "")
                .hidden_from_search_engines(),
            t,
            doors: Room::Security.doors(visit.lang),
            qr: format!(
                "data:image/svg+xml;base64,{}",
                STANDARD.encode(answer.qr_svg)
            ),
            uri: answer.uri,
            secret: groups.collect::<Vec<_>>().join(" "),
            form: code_form(visit),
            back: local::localised(visit.lang, "/konto/sakerhet"),
        }
    }
}
