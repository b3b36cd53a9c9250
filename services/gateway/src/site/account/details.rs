//! `/konto/uppgifter`: name, phone and language; and the way to another
//! address.

use axum::{extract::State, response::Response};
use proto::asf::identity::v1::{
    Account, Language, RequestEmailChangeRequest, UpdateAccountRequest,
};

use super::{
    form_page::{FormPage, Link},
    guarded, own,
    room::Room,
};
use crate::site::{
    Site,
    field::{Choice, Field, Kind},
    form::Form,
    lang::Lang,
    local, respond,
    sent::Sent,
    stop::Stop,
    visit::Visit,
};

const PATH: &str = "/konto/uppgifter";
const EMAIL: &str = "/konto/uppgifter/epost";

pub(crate) async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    let account = own(&site, &visit).await?;
    Ok(page(&visit, &account).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    let before = own(&site, &visit).await?;
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
    let question = visit.asking(UpdateAccountRequest {
        account: Some(account.clone()),
        update_mask: Some(prost_types::FieldMask {
            paths: ["name", "phone", "language"].map(str::to_owned).to_vec(),
        }),
    });
    match site.clients.accounts.clone().update_account(question).await {
        Ok(_) => Ok(respond::go(&visit, PATH, Some(visit.lang.texts().saved()))),
        Err(status) => Ok(page(&visit, &account).refused(&visit, &status)),
    }
}

pub(crate) async fn email(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    let account = own(&site, &visit).await?;
    Ok(email_page(&visit, &account, &Sent::default()).show(&visit))
}

pub(crate) async fn change_email(
    State(site): State<Site>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    let account = own(&site, &visit).await?;
    let question = visit.asking(RequestEmailChangeRequest {
        new_email: sent.text("new_email").to_owned(),
        password: sent.raw("password").to_owned(),
    });
    let accounts = &site.clients.accounts;
    match accounts.clone().request_email_change(question).await {
        Ok(_) => {
            let said = visit.lang.texts().email_done();
            Ok(respond::go(&visit, PATH, Some(said)))
        }
        Err(status) => Ok(email_page(&visit, &account, &sent).refused(&visit, &status)),
    }
}

fn page(visit: &Visit, account: &Account) -> FormPage {
    let t = visit.lang.texts();
    let action = local::localised(visit.lang, PATH);
    let language = match account.language() {
        Language::En => "en",
        Language::Sv | Language::Unspecified => "sv",
    };
    let languages = [Lang::Sv, Lang::En]
        .map(|lang| Choice::new(lang.code(), lang.texts().language_name()))
        .to_vec();
    let form = Form::new(visit.lang, action, t.save())
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
    FormPage::new(visit, Room::Details, t.account_details())
        .lead(t.details_email(&account.email))
        .link(Link::new(visit.lang, EMAIL, t.email_title()))
        .form(form)
}

fn email_page(visit: &Visit, account: &Account, sent: &Sent) -> FormPage {
    let t = visit.lang.texts();
    let action = local::localised(visit.lang, EMAIL);
    let form = Form::new(visit.lang, action, t.email_button())
        .with(Field::new("new_email", t.field_new_email(), Kind::Email).filled(sent));
    FormPage::new(visit, Room::Details, t.email_title())
        .lead(t.details_email(&account.email))
        .lead(t.email_lead())
        .form(guarded(form, visit, account))
        .link(Link::back(visit.lang, PATH, t.back_to_details()))
}
