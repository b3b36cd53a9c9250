//! `/konto/skapa`: a new account. Whether the address has one already is
//! told by mail alone.

use axum::response::Response;
use proto::asf::identity::v1::{Language, ResendVerificationRequest, SignUpRequest};

use super::outside;
use crate::page::{
    Page,
    early_response::EarlyResponse,
    field::{Field, Kind},
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    lang::Lang,
    navigation::AccountSection,
    page_request::PageRequest,
    respond,
};

const SENT: &str = "/konto/skapa/klart";

pub(crate) async fn get(request: PageRequest) -> Response {
    if request.visitor.is_some() {
        return outside::in_at(&request, None);
    }
    page(&request, None).show(&request)
}

pub(crate) async fn post(request: PageRequest, sent: FormData) -> Response {
    let sign_up = SignUpRequest {
        email: sent.text("email").to_owned(),
        password: sent.raw("password").to_owned(),
        name: sent.text("name").to_owned(),
        language: language(request.lang).into(),
        client_address: request.client.address.to_string(),
    };
    match request.accounts().sign_up(sign_up).await {
        Ok(_) => respond::go(&request, SENT, None),
        Err(status) => page(&request, Some(&sent)).refused(&request, &status),
    }
}

fn page(request: &PageRequest, typed: Option<&FormData>) -> Page {
    let t = request.lang.texts();
    let form = Form::here(request, t.sign_up_button())
        .with(
            Field::new("name", t.field_name(), Kind::Text)
                .autofill("name")
                .at_most(100)
                .typed(typed),
        )
        .with(
            Field::new("email", t.field_email(), Kind::Email)
                .hint(t.sign_up_email_hint())
                .typed(typed),
        )
        .with(Field::new_password("password", t.field_password()).hint(t.new_password_hint()));
    Page::new(request, AccountSection::Outside, t.sign_up_title())
        .lead(t.sign_up_lead())
        .form(form)
        .lead(t.sign_up_privacy())
        .link("/konto/logga-in", t.sign_up_have())
}

/// The language that mails are written in from now on.
pub(super) fn language(lang: Lang) -> Language {
    match lang {
        Lang::Sv => Language::Sv,
        Lang::En => Language::En,
    }
}

/// What to do now: the mail, and how to get it again.
pub(crate) struct Sent;

impl FormPage for Sent {
    type Path = ();

    async fn load(_: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        Ok(Self)
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        let email = Field::new("email", t.field_email(), Kind::Email).typed(typed);
        Page::new(request, AccountSection::Outside, t.sign_up_sent_title())
            .lead(t.sign_up_sent_lead())
            .lead(t.sign_up_sent_missing())
            .form(Form::here(request, t.sign_up_again()).with(email))
            .link_back("/konto/logga-in", t.code_back())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let resend = ResendVerificationRequest {
            email: form.text("email").to_owned(),
            client_address: request.client.address.to_string(),
        };
        request.accounts().resend_verification(resend).await?;
        let done = request.lang.texts().sign_up_again_done();
        Ok(respond::go(request, SENT, Some(done)))
    }
}
