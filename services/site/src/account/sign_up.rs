//! `/konto/skapa`: a new account. Whether the address has one already is
//! told by mail alone.

use axum::{extract::State, response::Response};
use proto::asf::identity::v1::{Language, ResendVerificationRequest, SignUpRequest};

use super::{
    form_page::{FormPage, Link},
    outside,
};
use crate::{
    Site,
    page::{
        early_response::EarlyResponse,
        field::{Field, Kind},
        form::Form,
        form_data::FormData,
        lang::Lang,
        local,
        navigation::AccountSection,
        page_request::PageRequest,
        respond,
    },
};

pub(crate) async fn get(request: PageRequest) -> Response {
    if request.visitor.is_some() {
        return outside::in_at(&request, None);
    }
    page(&request, &FormData::default()).show(&request)
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    sent: FormData,
) -> Response {
    let question = request.asking(SignUpRequest {
        email: sent.text("email").to_owned(),
        password: sent.raw("password").to_owned(),
        name: sent.text("name").to_owned(),
        language: language(request.lang).into(),
        client_address: request.client.address.to_string(),
    });
    match site.clients.accounts.clone().sign_up(question).await {
        Ok(_) => respond::go(&request, "/konto/skapa/klart", None),
        Err(status) => page(&request, &sent).refused(&request, &status),
    }
}

/// What to do now: the mail, and how to get it again.
pub(crate) async fn sent(request: PageRequest) -> Response {
    sent_page(&request, &FormData::default()).show(&request)
}

pub(crate) async fn again(
    State(site): State<Site>,
    request: PageRequest,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let question = request.asking(ResendVerificationRequest {
        email: sent.text("email").to_owned(),
        client_address: request.client.address.to_string(),
    });
    let accounts = &site.clients.accounts;
    match accounts.clone().resend_verification(question).await {
        Ok(_) => {
            let said = request.lang.texts().sign_up_again_done();
            Ok(respond::go(&request, "/konto/skapa/klart", Some(said)))
        }
        Err(status) => Ok(sent_page(&request, &sent).refused(&request, &status)),
    }
}

/// The language that mails are written in from now on.
pub(super) fn language(lang: Lang) -> Language {
    match lang {
        Lang::Sv => Language::Sv,
        Lang::En => Language::En,
    }
}

fn page(request: &PageRequest, sent: &FormData) -> FormPage {
    let t = request.lang.texts();
    let action = local::localised(request.lang, "/konto/skapa");
    let form = Form::new(request.lang, action, t.sign_up_button())
        .with(
            Field::new("name", t.field_name(), Kind::Text)
                .autofill("name")
                .at_most(100)
                .filled(sent),
        )
        .with(
            Field::new("email", t.field_email(), Kind::Email)
                .hint(t.sign_up_email_hint())
                .filled(sent),
        )
        .with(Field::new_password("password", t.field_password()).hint(t.new_password_hint()));
    FormPage::new(request, AccountSection::Outside, t.sign_up_title())
        .lead(t.sign_up_lead())
        .form(form)
        .lead(t.sign_up_privacy())
        .link(Link::new(request.lang, "/konto/logga-in", t.sign_up_have()))
}

fn sent_page(request: &PageRequest, sent: &FormData) -> FormPage {
    let t = request.lang.texts();
    let action = local::localised(request.lang, "/konto/skapa/klart");
    let form = Form::new(request.lang, action, t.sign_up_again())
        .with(Field::new("email", t.field_email(), Kind::Email).filled(sent));
    FormPage::new(request, AccountSection::Outside, t.sign_up_sent_title())
        .lead(t.sign_up_sent_lead())
        .lead(t.sign_up_sent_missing())
        .form(form)
        .link(Link::back(request.lang, "/konto/logga-in", t.code_back()))
}
