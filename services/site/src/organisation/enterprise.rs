//! `/konto/foretag`: the enterprise on the list that one's organisation looks
//! after.

mod activities;
mod activity;
mod activity_form;
mod capacity;
mod claim;
mod criteria;
mod criterion;
mod merging;
mod own;
mod pending;
mod profile_field;
mod profile_form;
mod progress;
mod register;
mod relist;
mod remove_activity;
mod saving;
mod section;
mod show;
mod step;
mod submit;
#[cfg(test)]
mod tests;
mod unlist;

use axum::{
    Router,
    routing::{get, post},
};
use chassis::caller::Role;
use proto::asf::{
    identity::v1::Organisation,
    registry::v1::{Enterprise, GetOwnEnterpriseRequest},
};
use tonic::Code;

use super::organisation;
use crate::{
    Site,
    page::{
        early_response::EarlyResponse,
        form_page::{self, form_page},
        page_request::PageRequest,
        texts::L10nLanguage,
    },
};

const PATH: &str = "/konto/foretag";

pub(super) fn pages() -> Router<Site> {
    Router::new()
        .route("/konto/foretag", get(show::get))
        .route(
            "/konto/foretag/lamna-in",
            get(submit::get).post(form_page::send::<submit::Submit>),
        )
        .route("/konto/foretag/lamna-listan", form_page::<unlist::Unlist>())
        .route("/konto/foretag/kom-tillbaka", form_page::<relist::Relist>())
        .route("/konto/foretag/kapacitet", form_page::<capacity::Confirm>())
        .route("/konto/foretag/andringar", get(pending::get))
        .route(
            "/konto/foretag/andringar/dra-tillbaka",
            post(form_page::send::<pending::Withdraw>),
        )
        .merge(steps())
        .route(
            "/konto/foretag/nytt",
            get(register::get).post(form_page::send::<register::Register>),
        )
        .route("/konto/foretag/ansprak/{slug}", form_page::<claim::Claim>())
}

/// The steps of an application, each a form of its own.
fn steps() -> Router<Site> {
    Router::new()
        .route(
            "/konto/foretag/profil/{name}",
            get(section::get).post(section::post),
        )
        .route("/konto/foretag/verksamheter", get(activities::get))
        .route(
            "/konto/foretag/verksamheter/{which}",
            get(activity::get).post(activity::post),
        )
        .route(
            "/konto/foretag/verksamheter/{which}/ta-bort",
            form_page::<remove_activity::Remove>(),
        )
        .route(
            "/konto/foretag/kriterier",
            get(criteria::get).post(criteria::post),
        )
}

/// The own enterprise, or nothing.
pub(crate) async fn own(request: &PageRequest) -> Result<Option<Enterprise>, EarlyResponse> {
    request.required()?;
    let get = GetOwnEnterpriseRequest::default();
    match request.registry().get_own_enterprise(get).await {
        Ok(answer) => Ok(answer.into_inner().enterprise),
        Err(status) if status.code() == Code::NotFound => Ok(None),
        Err(status) => Err(status.into()),
    }
}

/// The organisation that one acts for and decides for, if it is an ASF.
async fn acting(request: &PageRequest) -> Result<Organisation, EarlyResponse> {
    let acting = request.required()?.caller.organisation;
    match acting.filter(|_| owns_an_asf(request)) {
        Some(id) => organisation(request, &id.to_string()).await,
        None => Err(EarlyResponse::MISSING),
    }
}

/// Whether nobody but the visitor has changed the own enterprise since it was
/// at a version.
async fn is_changed_by_visitor_alone(
    request: &PageRequest,
    version: u64,
) -> Result<bool, EarlyResponse> {
    let get = GetOwnEnterpriseRequest {
        since_etag: format!("\"{version}\""),
    };
    let answer = request.registry().get_own_enterprise(get).await?;
    Ok(answer.into_inner().changed_by_caller_alone)
}

/// The own enterprise; without one there is no such page.
pub(super) async fn required(request: &PageRequest) -> Result<Enterprise, EarlyResponse> {
    own(request).await?.ok_or(EarlyResponse::MISSING)
}

/// Whether the visitor decides for an ASF, which may wait for its check.
pub(crate) fn owns_an_asf(request: &PageRequest) -> bool {
    request.has(Role::AsfOwner)
}

/// What the list needs and the enterprise lacks, in words.
pub(crate) fn missing(t: &L10nLanguage, enterprise: &Enterprise) -> Vec<String> {
    let missing = enterprise.missing_fields.iter();
    missing
        .map(|it| profile_field::label(t, &it.field))
        .collect()
}
