//! `/konto/uppgifter`: name, phone and language; and the way to another
//! address.

use axum::{extract::State, response::Response};
use proto::asf::identity::v1::{
    Account, Language, RequestEmailChangeRequest, UpdateAccountRequest,
};

use super::{
    form_page::{FormPage, Link},
    guarded, own,
};
use crate::{
    Site,
    page::{
        early_response::EarlyResponse,
        field::{Choice, Field, Kind},
        form::Form,
        form_data::FormData,
        lang::Lang,
        local,
        navigation::AccountSection,
        page_request::PageRequest,
        respond,
    },
};

const PATH: &str = "/konto/uppgifter";
const EMAIL: &str = "/konto/uppgifter/epost";

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
    let before = own(&site, &request).await?;
    let language = match sent.text("language") {
        "en" => Language::En,
        _ => Language::Sv,
    };
    let account = Account {
        name: sent.text("name").to_owned(),
        phone: sent.text("phone").to_owned(),
        language: language.into(),
        ..before
    };
    let question = request.asking(UpdateAccountRequest {
        account: Some(account.clone()),
        update_mask: Some(prost_types::FieldMask {
            paths: ["name", "phone", "language"].map(str::to_owned).to_vec(),
        }),
    });
    match site.clients.accounts.clone().update_account(question).await {
        Ok(_) => Ok(respond::go(
            &request,
            PATH,
            Some(request.lang.texts().saved()),
        )),
        Err(status) => Ok(page(&request, &account).refused(&request, &status)),
    }
}

pub(crate) async fn email(
    State(site): State<Site>,
    request: PageRequest,
) -> Result<Response, EarlyResponse> {
    let account = own(&site, &request).await?;
    Ok(email_page(&request, &account, &FormData::default()).show(&request))
}

pub(crate) async fn change_email(
    State(site): State<Site>,
    request: PageRequest,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let account = own(&site, &request).await?;
    let question = request.asking(RequestEmailChangeRequest {
        new_email: sent.text("new_email").to_owned(),
        password: sent.raw("password").to_owned(),
    });
    let accounts = &site.clients.accounts;
    match accounts.clone().request_email_change(question).await {
        Ok(_) => {
            let said = request.lang.texts().email_done();
            Ok(respond::go(&request, PATH, Some(said)))
        }
        Err(status) => Ok(email_page(&request, &account, &sent).refused(&request, &status)),
    }
}

fn page(request: &PageRequest, account: &Account) -> FormPage {
    let t = request.lang.texts();
    let action = local::localised(request.lang, PATH);
    let language = match account.language() {
        Language::En => "en",
        Language::Sv | Language::Unspecified => "sv",
    };
    let languages = [Lang::Sv, Lang::En]
        .map(|lang| Choice::new(lang.code(), lang.texts().language_name()))
        .to_vec();
    let form = Form::new(request.lang, action, t.save())
        .with(
            Field::new("name", t.field_name(), Kind::Text)
                .autofill("name")
                .at_most(100)
                .valued(&account.name),
        )
        .with(
            Field::new("phone", t.field_phone(), Kind::Phone)
                .hint(t.field_phone_hint())
                .optional()
                .valued(&account.phone),
        )
        .with(Field::new("language", t.field_language(), Kind::Radio(languages)).valued(language));
    FormPage::new(request, AccountSection::Details, t.account_details())
        .lead(t.details_email(&account.email))
        .link(Link::new(request.lang, EMAIL, t.email_title()))
        .form(form)
}

fn email_page(request: &PageRequest, account: &Account, sent: &FormData) -> FormPage {
    let t = request.lang.texts();
    let action = local::localised(request.lang, EMAIL);
    let form = Form::new(request.lang, action, t.email_button())
        .with(Field::new("new_email", t.field_new_email(), Kind::Email).filled(sent));
    FormPage::new(request, AccountSection::Details, t.email_title())
        .lead(t.details_email(&account.email))
        .lead(t.email_lead())
        .form(guarded(form, request, account))
        .link(Link::back(request.lang, PATH, t.back_to_details()))
}
