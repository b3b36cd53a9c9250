//! `/konto/organisationer` and `/konto/foretag`: the organisations that one
//! belongs to, and the enterprise that they look after. A GET changes nothing.

mod claim;
mod create;
mod edit;
pub(super) mod enterprise;
mod find;
mod invitations;
mod joins;
pub(crate) mod listed;
mod members;
mod mine;
mod one;
mod report;
pub(super) mod states;
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
    page::{
        early_response::EarlyResponse, error_page, form_page::form_page, page_request::PageRequest,
    },
};

const PATH: &str = "/konto/organisationer";

pub(super) fn pages() -> Router<Site> {
    Router::new()
        .route("/konto/organisationer", get(mine::get))
        .route("/konto/organisationer/ny", form_page::<create::Create>())
        .route("/konto/organisationer/sok", get(find::get))
        .route(
            "/konto/organisationer/{id}/ga-med",
            get(find::before_joining).post(find::join),
        )
        .route("/konto/organisationer/{id}", get(one::get))
        .route(
            "/konto/organisationer/{id}/uppgifter",
            form_page::<edit::Edit>(),
        )
        .route(
            "/konto/organisationer/{id}/ansprak/dra-tillbaka",
            post(claim::withdraw),
        )
        .route(
            "/konto/organisationer/{id}/slapp",
            form_page::<claim::Release>(),
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
            form_page::<members::Edit>(),
        )
        .route(
            "/konto/organisationer/{id}/medlemmar/{subject}/ta-bort",
            form_page::<members::Remove>(),
        )
        .route(
            "/konto/organisationer/{id}/bjud-in",
            form_page::<invitations::Invite>(),
        )
        .route(
            "/konto/organisationer/{id}/inbjudningar/{invitation}/dra-tillbaka",
            post(invitations::withdraw),
        )
        .route(
            "/konto/organisationer/{id}/forfragningar/{subject}",
            form_page::<joins::Decide>(),
        )
}

/// The organisation, for those who may see it.
pub(crate) async fn organisation(
    request: &PageRequest,
    id: &str,
) -> Result<Organisation, EarlyResponse> {
    request.required()?;
    let question = GetOrganisationRequest { id: id.to_owned() };
    let answer = request.organisations().get_organisation(question).await?;
    Ok(answer.into_inner().organisation.unwrap_or_default())
}

/// The path of one organisation's page, without the language.
fn path_of(id: &str) -> String {
    format!("{PATH}/{id}")
}
