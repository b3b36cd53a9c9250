//! `/konto/organisationer` and `/konto/foretag`: the organisations that one
//! belongs to, and the enterprise that they look after. A GET changes nothing.

mod claim;
mod create;
mod edit;
pub(super) mod enterprise;
mod find;
mod invitations;
mod joins;
mod members;
mod mine;
mod one;
mod report;
#[cfg(test)]
mod tests;
pub(super) mod words;

use axum::{
    Router,
    routing::{get, post},
};
use proto::asf::identity::v1::{GetOrganisationRequest, Organisation};

use crate::{
    Site,
    page::{early_response::EarlyResponse, error_page, page_request::PageRequest},
};

const PATH: &str = "/konto/organisationer";

pub(super) fn pages() -> Router<Site> {
    Router::new()
        .route("/konto/organisationer", get(mine::get))
        .route(
            "/konto/organisationer/ny",
            get(create::get).post(create::post),
        )
        .route("/konto/organisationer/sok", get(find::get))
        .route(
            "/konto/organisationer/{id}/ga-med",
            get(find::before_joining).post(find::join),
        )
        .route("/konto/organisationer/{id}", get(one::get))
        .route(
            "/konto/organisationer/{id}/uppgifter",
            get(edit::get).post(edit::post),
        )
        .route(
            "/konto/organisationer/{id}/ansprak/dra-tillbaka",
            post(claim::withdraw),
        )
        .route(
            "/konto/organisationer/{id}/slapp",
            get(claim::before_release).post(claim::release),
        )
        .merge(people())
        .merge(enterprise::pages())
        .merge(report::pages())
        .method_not_allowed_fallback(error_page::wrong_method)
}

/// Who belongs to an organisation, and who may come to.
fn people() -> Router<Site> {
    Router::new()
        .route(
            "/konto/organisationer/{id}/medlemmar/{subject}",
            get(members::get).post(members::post),
        )
        .route(
            "/konto/organisationer/{id}/medlemmar/{subject}/ta-bort",
            get(members::before_removal).post(members::remove),
        )
        .route(
            "/konto/organisationer/{id}/bjud-in",
            get(invitations::get).post(invitations::post),
        )
        .route(
            "/konto/organisationer/{id}/inbjudningar/{invitation}/dra-tillbaka",
            post(invitations::withdraw),
        )
        .route(
            "/konto/organisationer/{id}/forfragningar/{subject}",
            get(joins::get).post(joins::post),
        )
}

/// The organisation, for those who may see it.
pub(crate) async fn organisation(
    site: &Site,
    request: &PageRequest,
    id: &str,
) -> Result<Organisation, EarlyResponse> {
    request.required()?;
    let question = request.asking(GetOrganisationRequest { id: id.to_owned() });
    let mut organisations = site.clients.organisations.clone();
    match organisations.get_organisation(question).await {
        Ok(answer) => Ok(answer.into_inner().organisation.unwrap_or_default()),
        Err(status) => Err(request.failed(&status)),
    }
}

/// The path of one organisation's page, without the language.
fn path_of(id: &str) -> String {
    format!("{PATH}/{id}")
}
