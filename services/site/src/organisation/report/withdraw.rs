//! Taking the report of a year back, after a page that asks once more.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::registry::v1::WithdrawSocialBenefitRequest;

use super::{PATH, of_year, own, path_of};
use crate::{
    Site,
    organisation::enterprise::owns_an_asf,
    page::{
        Page, early_response::EarlyResponse, error_page, form::Form, local,
        navigation::AccountSection, page_request::PageRequest, respond,
    },
};

pub(crate) async fn get(
    State(site): State<Site>,
    Path(year): Path<String>,
    request: PageRequest,
) -> Result<Response, EarlyResponse> {
    let (_, reports) = own(&site, &request).await?;
    let report = of_year(&request, &reports, &year)?;
    if !owns_an_asf(&request) {
        return Err(error_page::missing(&request).into());
    }
    Ok(sheet(&request, report.year).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    Path(year): Path<String>,
    request: PageRequest,
) -> Result<Response, EarlyResponse> {
    let (enterprise, reports) = own(&site, &request).await?;
    let year = of_year(&request, &reports, &year)?.year;
    let question = request.asking(WithdrawSocialBenefitRequest {
        id: enterprise.id,
        etag: String::new(),
        year,
    });
    let mut benefits = site.clients.benefits.clone();
    match benefits.withdraw_social_benefit(question).await {
        Ok(_) => {
            let said = request.lang.texts().benefit_own_withdrawn(year.to_string());
            Ok(respond::go(&request, PATH, Some(said)))
        }
        Err(status) => Ok(sheet(&request, year).refused(&request, &status)),
    }
}

fn sheet(request: &PageRequest, year: u32) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let action = local::localised(lang, &format!("{}/dra-tillbaka", path_of(year)));
    let year = year.to_string();
    let title = t.benefit_own_withdraw(year.as_str());
    Page::new(request, AccountSection::Benefit.nav(lang), title)
        .lead(t.benefit_own_withdraw_lead(year.as_str()))
        .form(Form::new(lang, action, t.benefit_own_withdraw_button()).grave())
        .link(PATH, t.benefit_own_back())
}
