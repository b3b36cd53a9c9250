//! `/konto/sakerhet/koder`: codes to get in with when the phone is lost. They
//! are shown once.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use proto::asf::identity::v1::{Account, RenewRecoveryCodesRequest};

use super::{
    form_page::{FormPage, Link},
    guarded, own,
    room::{Door, Room},
};
use crate::site::{
    Site,
    form::Form,
    frame::{Frame, Section},
    local, respond,
    sent::Sent,
    stop::Stop,
    texts::L10nLanguage,
    visit::Visit,
};

const PATH: &str = "/konto/sakerhet/koder";

#[derive(Template)]
#[template(path = "pages/account/codes.html")]
pub(super) struct CodesPage {
    page: Frame,
    t: &'static L10nLanguage,
    doors: Vec<Door>,
    heading: String,
    codes: Vec<String>,
    done: String,
}

impl CodesPage {
    pub(super) fn new(visit: &Visit, heading: String, codes: Vec<String>) -> Self {
        Self {
            page: Frame::new(visit, Section::Account, &heading, "").hidden_from_search_engines(),
            t: visit.lang.texts(),
            doors: Room::Security.doors(visit.lang),
            heading,
            codes,
            done: local::localised(visit.lang, "/konto/sakerhet"),
        }
    }

    pub(super) fn show(&self, visit: &Visit) -> Response {
        respond::private(visit, StatusCode::OK, self)
    }
}

pub(crate) async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    let account = own(&site, &visit).await?;
    Ok(page(&visit, &account).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    let account = own(&site, &visit).await?;
    let question = visit.asking(RenewRecoveryCodesRequest {
        password: sent.raw("password").to_owned(),
    });
    let factors = &site.clients.factors;
    match factors.clone().renew_recovery_codes(question).await {
        Ok(answer) => {
            let codes = answer.into_inner().recovery_codes;
            let heading = visit.lang.texts().codes_title();
            Ok(CodesPage::new(&visit, heading, codes).show(&visit))
        }
        Err(status) => Ok(page(&visit, &account).refused(&visit, &status)),
    }
}

fn page(visit: &Visit, account: &Account) -> FormPage {
    let t = visit.lang.texts();
    let action = local::localised(visit.lang, PATH);
    let form = Form::new(visit.lang, action, t.codes_button());
    FormPage::new(visit, Room::Security, t.codes_title())
        .lead(t.codes_lead(account.recovery_codes_left))
        .form(guarded(form, visit, account))
        .link(Link::back(
            visit.lang,
            "/konto/sakerhet",
            t.back_to_security(),
        ))
}
