//! `/konto`: logging in, and everything that a person decides about the own
//! account. A GET changes nothing here; what changes something is a POST.

mod challenge;
mod code;
mod data;
mod details;
mod erase;
mod forgotten;
mod link;
mod login;
mod mail;
mod outside;
mod overview;
mod passkeys;
pub(super) mod password;
mod providers;
mod recovery;
mod security;
mod sessions;
mod sign_up;
#[cfg(test)]
mod tests;
mod totp;

use axum::{
    Router,
    routing::{get, post},
};
use proto::asf::identity::v1::{Account, GetAccountRequest};

use crate::{
    Site,
    page::{
        early_response::EarlyResponse,
        error_page,
        field::{Field, Kind},
        form::Form,
        form_page::{self, form_page},
        page_request::PageRequest,
    },
};

pub(super) fn pages() -> Router<Site> {
    entrance()
        .merge(inside())
        .method_not_allowed_fallback(error_page::wrong_method)
}

/// What is open to everybody.
fn entrance() -> Router<Site> {
    Router::new()
        .route("/konto/logga-in", get(login::get).post(login::post))
        .route("/konto/logga-ut", post(login::log_out))
        .route(
            "/konto/logga-in/{provider}",
            get(providers::finish).post(providers::start),
        )
        .route("/konto/kod", get(code::get).post(code::post))
        .route("/konto/skapa", get(sign_up::get).post(sign_up::post))
        .route("/konto/skapa/klart", form_page::<sign_up::Sent>())
        .route("/konto/glomt-losenord", form_page::<forgotten::Forgotten>())
        .route(
            "/konto/lank/{kind}/{token}",
            get(link::get).post(link::post),
        )
}

/// What is for whoever is logged in.
fn inside() -> Router<Site> {
    Router::new()
        .route("/konto", get(overview::get))
        .route("/konto/byt", post(overview::switch))
        .route("/konto/uppgifter", form_page::<details::Details>())
        .route("/konto/uppgifter/epost", form_page::<details::Email>())
        .route("/konto/aviseringar", form_page::<mail::Mail>())
        .route("/konto/data", get(data::get))
        .route("/konto/data/radera", form_page::<erase::Erase>())
        .merge(locks())
}

/// How one logs in, and where one is logged in.
fn locks() -> Router<Site> {
    Router::new()
        .route("/konto/sakerhet", get(security::get))
        .route(
            "/konto/sakerhet/losenord",
            form_page::<password::Password>(),
        )
        .route(
            "/konto/sakerhet/app",
            get(totp::get).post(form_page::send::<totp::Start>),
        )
        .route(
            "/konto/sakerhet/app/bekrafta",
            post(form_page::send::<totp::Confirm>),
        )
        .route("/konto/sakerhet/app/ta-bort", form_page::<totp::Remove>())
        .route("/konto/sakerhet/koder", form_page::<recovery::Recovery>())
        .route(
            "/konto/sakerhet/nycklar/{id}/ta-bort",
            post(passkeys::remove),
        )
        .route(
            "/konto/sakerhet/tjanster/{provider}",
            form_page::<providers::Link>(),
        )
        .route(
            "/konto/sakerhet/tjanster/{provider}/ta-bort",
            post(providers::unlink),
        )
        .route(
            "/konto/sakerhet/inloggningar/{id}/avsluta",
            post(sessions::end),
        )
        .route(
            "/konto/sakerhet/inloggningar/avsluta-andra",
            post(sessions::end_others),
        )
}

/// The account of whoever is logged in.
async fn own(request: &PageRequest) -> Result<Account, EarlyResponse> {
    request.required()?;
    let question = GetAccountRequest {};
    let answer = request.accounts().get_account(question).await?;
    Ok(answer.into_inner().account.unwrap_or_default())
}

/// With the own password where there is one: somebody else may sit at an
/// unlocked screen.
fn guarded(form: Form, request: &PageRequest, account: &Account) -> Form {
    let label = request.lang.texts().field_own_password();
    match account.has_password {
        true => form
            .of_account(&account.email)
            .with(Field::new("password", label, Kind::Password)),
        false => form,
    }
}
