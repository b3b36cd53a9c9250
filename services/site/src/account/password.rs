//! `/konto/sakerhet/losenord`: another password, or the first one.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use proto::asf::identity::v1::{Account, ChangePasswordRequest};

use super::{
    form_page::{FormPage, Link},
    own,
};
use crate::{
    Site,
    page::{
        early_response::EarlyResponse,
        field::{Field, Kind},
        form::Form,
        form_data::FormData,
        local,
        navigation::AccountSection,
        page_request::PageRequest,
        respond,
    },
};

const PATH: &str = "/konto/sakerhet/losenord";

/// Where programs that keep passwords look for this page.
/// <https://w3c.github.io/webappsec-change-password-url/>
pub(crate) async fn well_known() -> Response {
    Redirect::to(PATH).into_response()
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
    let question = request.asking(ChangePasswordRequest {
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
            let said = request.lang.texts().password_done();
            Ok(respond::go(&request, "/konto/sakerhet", Some(said)))
        }
        Err(status) => Ok(page(&request, &account).refused(&request, &status)),
    }
}

fn page(request: &PageRequest, account: &Account) -> FormPage {
    let t = request.lang.texts();
    let action = local::localised(request.lang, PATH);
    let mut form = Form::new(request.lang, action, t.password_button());
    if account.has_password {
        let current = Field::new("current_password", t.field_own_password(), Kind::Password);
        form = form.with(current);
    }
    let new = Field::new_password("new_password", t.field_new_password());
    FormPage::new(request, AccountSection::Security, t.password_title())
        .lead(t.password_lead())
        .form(form.with(new.hint(t.new_password_hint())))
        .link(Link::back(
            request.lang,
            "/konto/sakerhet",
            t.back_to_security(),
        ))
}
