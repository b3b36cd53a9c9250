//! `/konto/sakerhet/losenord`: another password, or the first one.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use proto::asf::identity::v1::{Account, ChangePasswordRequest};

use super::{
    form_page::{FormPage, Link},
    own,
    room::Room,
};
use crate::site::{
    Site,
    field::{Field, Kind},
    form::Form,
    local, respond,
    sent::Sent,
    stop::Stop,
    visit::Visit,
};

const PATH: &str = "/konto/sakerhet/losenord";

/// Where programs that keep passwords look for this page.
/// <https://w3c.github.io/webappsec-change-password-url/>
pub(crate) async fn well_known() -> Response {
    Redirect::to(PATH).into_response()
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
    let question = visit.asking(ChangePasswordRequest {
        current_password: sent.raw("current_password").to_owned(),
        new_password: sent.raw("new_password").to_owned(),
    });
    match site
        .clients
        .accounts
        .clone()
        .change_password(question)
        .await
    {
        Ok(_) => {
            let said = visit.lang.texts().password_done();
            Ok(respond::go(&visit, "/konto/sakerhet", Some(said)))
        }
        Err(status) => Ok(page(&visit, &account).refused(&visit, &status)),
    }
}

fn page(visit: &Visit, account: &Account) -> FormPage {
    let t = visit.lang.texts();
    let action = local::localised(visit.lang, PATH);
    let mut form = Form::new(visit.lang, action, t.password_button());
    if account.has_password {
        let current = Field::new("current_password", t.field_own_password(), Kind::Password);
        form = form.with(current);
    }
    let new = Field::new_password("new_password", t.field_new_password());
    FormPage::new(visit, Room::Security, t.password_title())
        .lead(t.password_lead())
        .form(form.with(new.hint(t.new_password_hint())))
        .link(Link::back(
            visit.lang,
            "/konto/sakerhet",
            t.back_to_security(),
        ))
}
