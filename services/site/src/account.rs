//! `/konto`: logging in, and everything that a person decides about the own
//! account. A GET changes nothing here; what changes something is a POST.

mod challenge;
mod code;
mod data;
mod details;
mod erase;
mod forgotten;
mod form_page;
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
        .route(
            "/konto/skapa/klart",
            get(sign_up::sent).post(sign_up::again),
        )
        .route(
            "/konto/glomt-losenord",
            get(forgotten::get).post(forgotten::post),
        )
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
        .route("/konto/uppgifter", get(details::get).post(details::post))
        .route(
            "/konto/uppgifter/epost",
            get(details::email).post(details::change_email),
        )
        .route("/konto/aviseringar", get(mail::get).post(mail::post))
        .route("/konto/data", get(data::get))
        .route("/konto/data/radera", get(erase::get).post(erase::post))
        .merge(locks())
}

/// How one logs in, and where one is logged in.
fn locks() -> Router<Site> {
    Router::new()
        .route("/konto/sakerhet", get(security::get))
        .route(
            "/konto/sakerhet/losenord",
            get(password::get).post(password::post),
        )
        .route("/konto/sakerhet/app", get(totp::get).post(totp::start))
        .route("/konto/sakerhet/app/bekrafta", post(totp::confirm))
        .route(
            "/konto/sakerhet/app/ta-bort",
            get(totp::before_removal).post(totp::remove),
        )
        .route(
            "/konto/sakerhet/koder",
            get(recovery::get).post(recovery::post),
        )
        .route(
            "/konto/sakerhet/nycklar/{id}/ta-bort",
            post(passkeys::remove),
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
async fn own(site: &Site, request: &PageRequest) -> Result<Account, EarlyResponse> {
    request.required()?;
    let question = request.asking(GetAccountRequest {});
    match site.clients.accounts.clone().get_account(question).await {
        Ok(answer) => Ok(answer.into_inner().account.unwrap_or_default()),
        Err(status) => Err(request.failed(&status)),
    }
}

/// With the own password where there is one: somebody else may sit at an
/// unlocked screen.
fn guarded(form: Form, request: &PageRequest, account: &Account) -> Form {
    let label = request.lang.texts().field_own_password();
    match account.has_password {
        true => form.with(Field::new("password", label, Kind::Password)),
        false => form,
    }
}
