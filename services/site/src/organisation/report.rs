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
    page::{early_response::EarlyResponse, error_page, page_request::PageRequest},
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
            get(withdraw::get).post(withdraw::post),
        )
}

/// The own enterprise with its reports, the latest year first.
async fn own(
    site: &Site,
    request: &PageRequest,
) -> Result<(Enterprise, Vec<BenefitReport>), EarlyResponse> {
    let own = enterprise::own(site, request).await?;
    let enterprise = own.ok_or_else(|| error_page::missing(request))?;
    let question = request.asking(ListOwnReportsRequest {
        id: enterprise.id.clone(),
    });
    let mut benefits = site.clients.benefits.clone();
    match benefits.list_own_reports(question).await {
        Ok(answer) => Ok((enterprise, answer.into_inner().reports)),
        Err(status) => Err(request.failed(&status)),
    }
}

/// The report of a year; a year that was not told has no page.
fn of_year(
    request: &PageRequest,
    reports: &[BenefitReport],
    year: &str,
) -> Result<BenefitReport, EarlyResponse> {
    let year: Option<u32> = year.parse().ok();
    let report = reports.iter().find(|it| Some(it.year) == year);
    let report = report.ok_or_else(|| error_page::missing(request))?;
    Ok(report.clone())
}

fn path_of(year: u32) -> String {
    format!("{PATH}/{year}")
}
