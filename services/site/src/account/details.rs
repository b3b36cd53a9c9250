//! `/konto/uppgifter`: name, phone and language; and the way to another
//! address.

use axum::response::Response;
use proto::asf::identity::v1::{
    Account, Language, RequestEmailChangeRequest, UpdateAccountRequest,
};

use super::{guarded, own};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    field::{Choice, Field, Kind},
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    lang::Lang,
    navigation::AccountSection,
    page_request::PageRequest,
    respond,
};

const PATH: &str = "/konto/uppgifter";
const EMAIL: &str = "/konto/uppgifter/epost";

pub(crate) struct Details(Account);

impl FormPage for Details {
    type Path = ();

    async fn load(request: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        Ok(Self(own(request).await?))
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let (Self(account), t) = (self, request.lang.texts());
        let language = typed.map_or(account.language(), language);
        let language = match language {
            Language::En => "en",
            Language::Sv | Language::Unspecified => "sv",
        };
        let languages = [Lang::Sv, Lang::En]
            .map(|lang| Choice::new(lang.code(), lang.texts().language_name()))
            .to_vec();
        let name = Field::new("name", t.field_name(), Kind::Text)
            .autofill("name")
            .at_most(100)
            .valued(&account.name);
        let phone = Field::new("phone", t.field_phone(), Kind::Phone)
            .hint(t.field_phone_hint())
            .optional()
            .valued(&account.phone);
        let language =
            Field::new("language", t.field_language(), Kind::Radio(languages)).valued(language);
        let form = Form::here(request, t.save())
            .with(name.typed(typed))
            .with(phone.typed(typed))
            .with(language);
        Page::new(request, AccountSection::Details, t.account_details())
            .lead(t.details_email(&account.email))
            .link(EMAIL, t.email_title())
            .form(form)
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let account = Account {
            name: form.text("name").to_owned(),
            phone: form.text("phone").to_owned(),
            language: language(form).into(),
            ..self.0.clone()
        };
        let update = UpdateAccountRequest {
            account: Some(account),
            update_mask: Some(prost_types::FieldMask {
                paths: ["name", "phone", "language"].map(str::to_owned).to_vec(),
            }),
        };
        request.accounts().update_account(update).await?;
        let done = request.lang.texts().saved();
        Ok(respond::go(request, PATH, Some(done)))
    }
}

fn language(form: &FormData) -> Language {
    match form.text("language") {
        "en" => Language::En,
        _ => Language::Sv,
    }
}

pub(crate) struct Email(Account);

impl FormPage for Email {
    type Path = ();

    async fn load(request: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        Ok(Self(own(request).await?))
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        let email = Field::new("new_email", t.field_new_email(), Kind::Email).typed(typed);
        let form = Form::here(request, t.email_button()).with(email);
        Page::new(request, AccountSection::Details, t.email_title())
            .lead(t.details_email(&self.0.email))
            .lead(t.email_lead())
            .form(guarded(form, request, &self.0))
            .link_back(PATH, t.back_to_details())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let change = RequestEmailChangeRequest {
            new_email: form.text("new_email").to_owned(),
            password: form.raw("password").to_owned(),
        };
        request.accounts().request_email_change(change).await?;
        let done = request.lang.texts().email_done();
        Ok(respond::go(request, PATH, Some(done)))
    }
}
