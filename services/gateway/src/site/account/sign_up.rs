//! `/konto/skapa`: a new account. Whether the address has one already is
//! told by mail alone.

use axum::{extract::State, response::Response};
use proto::asf::identity::v1::{Language, ResendVerificationRequest, SignUpRequest};

use super::{
    form_page::{FormPage, Link},
    outside,
    room::Room,
};
use crate::site::{
    Site,
    field::{Field, Kind},
    form::Form,
    lang::Lang,
    local, respond,
    sent::Sent,
    stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(visit: Visit) -> Response {
    if visit.visitor.is_some() {
        return outside::in_at(&visit, None);
    }
    page(&visit, &Sent::default()).show(&visit)
}

pub(crate) async fn post(State(site): State<Site>, visit: Visit, sent: Sent) -> Response {
    let question = visit.asking(SignUpRequest {
        email: sent.text("email").to_owned(),
        password: sent.raw("password").to_owned(),
        name: sent.text("name").to_owned(),
        language: language(visit.lang).into(),
        client_address: visit.client.address.to_string(),
    });
    match site.clients.accounts.clone().sign_up(question).await {
        Ok(_) => respond::go(&visit, "/konto/skapa/klart", None),
        Err(status) => page(&visit, &sent).refused(&visit, &status),
    }
}

/// What to do now: the mail, and how to get it again.
pub(crate) async fn sent(visit: Visit) -> Response {
    sent_page(&visit, &Sent::default()).show(&visit)
}

pub(crate) async fn again(
    State(site): State<Site>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    let question = visit.asking(ResendVerificationRequest {
        email: sent.text("email").to_owned(),
        client_address: visit.client.address.to_string(),
    });
    let accounts = &site.clients.accounts;
    match accounts.clone().resend_verification(question).await {
        Ok(_) => {
            let said = visit.lang.texts().sign_up_again_done();
            Ok(respond::go(&visit, "/konto/skapa/klart", Some(said)))
        }
        Err(status) => Ok(sent_page(&visit, &sent).refused(&visit, &status)),
    }
}

/// The language that mails are written in from now on.
pub(super) fn language(lang: Lang) -> Language {
    match lang {
        Lang::Sv => Language::Sv,
        Lang::En => Language::En,
    }
}

fn page(visit: &Visit, sent: &Sent) -> FormPage {
    let t = visit.lang.texts();
    let action = local::localised(visit.lang, "/konto/skapa");
    let form = Form::new(visit.lang, action, t.sign_up_button())
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
    FormPage::new(visit, Room::Outside, t.sign_up_title())
        .lead(t.sign_up_lead())
        .form(form)
        .lead(t.sign_up_privacy())
        .link(Link::new(visit.lang, "/konto/logga-in", t.sign_up_have()))
}

fn sent_page(visit: &Visit, sent: &Sent) -> FormPage {
    let t = visit.lang.texts();
    let action = local::localised(visit.lang, "/konto/skapa/klart");
    let form = Form::new(visit.lang, action, t.sign_up_again())
        .with(Field::new("email", t.field_email(), Kind::Email).filled(sent));
    FormPage::new(visit, Room::Outside, t.sign_up_sent_title())
        .lead(t.sign_up_sent_lead())
        .lead(t.sign_up_sent_missing())
        .form(form)
        .link(Link::back(visit.lang, "/konto/logga-in", t.code_back()))
}
