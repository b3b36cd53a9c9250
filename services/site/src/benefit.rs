//! Social benefit: the sums of the whole list on `/samhallsnytta`, and what
//! the profile of an enterprise shows of its own.

mod chart;
mod csv;
mod figures;
mod filters;
pub(crate) mod on_profile;
mod page;
#[cfg(test)]
mod tests;
pub(crate) mod year;

use axum::{Router, routing::get};
use proto::asf::registry::v1::{SumSocialBenefitRequest, SumSocialBenefitResponse};
use tonic::Status;

use crate::{
    Site,
    page::{error_page, page_request::PageRequest},
};

const PATH: &str = "/samhallsnytta";

pub(super) fn pages() -> Router<Site> {
    Router::new()
        .route("/samhallsnytta", get(page::get))
        .route("/samhallsnytta.csv", get(csv::get))
        .method_not_allowed_fallback(error_page::wrong_method)
}

async fn sums(
    request: &PageRequest,
    question: SumSocialBenefitRequest,
) -> Result<SumSocialBenefitResponse, Status> {
    let answer = request.benefits().sum_social_benefit(question).await?;
    Ok(answer.into_inner())
}
