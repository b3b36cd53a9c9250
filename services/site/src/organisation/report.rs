//! `/konto/foretag/samhallsnytta`: what the own enterprise tells of the good
//! it does, a year at a time. Before anything is told it is shown as everybody
//! will see it.

mod edit;
mod form;
mod overview;
#[cfg(test)]
mod tests;
mod typed;
mod withdraw;

use axum::{Router, routing::get};
use proto::asf::registry::v1::{BenefitReport, Enterprise, ListOwnReportsRequest};

use super::enterprise;
use crate::{
    Site,
    page::{early_response::EarlyResponse, form_page, page_request::PageRequest},
};

const PATH: &str = "/konto/foretag/samhallsnytta";

pub(super) fn pages() -> Router<Site> {
    Router::new()
        .route("/konto/foretag/samhallsnytta", get(overview::get))
        .route(
            "/konto/foretag/samhallsnytta/ny",
            get(edit::get_new).post(edit::post_new),
        )
        .route(
            "/konto/foretag/samhallsnytta/{year}",
            get(edit::get).post(edit::post),
        )
        .route(
            "/konto/foretag/samhallsnytta/{year}/dra-tillbaka",
            get(withdraw::get).post(form_page::send::<withdraw::Withdraw>),
        )
}

/// The own enterprise with its reports, the latest year first.
async fn own(request: &PageRequest) -> Result<(Enterprise, Vec<BenefitReport>), EarlyResponse> {
    let enterprise = enterprise::required(request).await?;
    let id = enterprise.id.clone();
    let list = ListOwnReportsRequest { id };
    let answer = request.benefits().list_own_reports(list).await?;
    Ok((enterprise, answer.into_inner().reports))
}

/// The report of a year; a year that was not told has no page.
fn of_year(reports: Vec<BenefitReport>, year: &str) -> Result<BenefitReport, EarlyResponse> {
    let year: Option<u32> = year.parse().ok();
    let report = reports.into_iter().find(|it| Some(it.year) == year);
    report.ok_or(EarlyResponse::MISSING)
}

fn path_of(year: u32) -> String {
    format!("{PATH}/{year}")
}
