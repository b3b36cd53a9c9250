//! Taking the report of a year back, after a page that asks once more.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::registry::v1::WithdrawSocialBenefitRequest;

use super::{PATH, of_year, own, path_of};
use crate::site::{
    Site,
    account::room::Room,
    error_page,
    form::Form,
    local,
    organisation::{enterprise::owns_an_asf, sheet::Sheet},
    respond,
    stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(
    State(site): State<Site>,
    Path(year): Path<String>,
    visit: Visit,
) -> Result<Response, Stop> {
    let (_, reports) = own(&site, &visit).await?;
    let report = of_year(&visit, &reports, &year)?;
    if !owns_an_asf(&visit) {
        return Err(error_page::missing(&visit).into());
    }
    Ok(sheet(&visit, report.year).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    Path(year): Path<String>,
    visit: Visit,
) -> Result<Response, Stop> {
    let (enterprise, reports) = own(&site, &visit).await?;
    let year = of_year(&visit, &reports, &year)?.year;
    let question = visit.asking(WithdrawSocialBenefitRequest {
        id: enterprise.id,
        etag: String::new(),
        year,
    });
    let mut benefits = site.clients.benefits.clone();
    match benefits.withdraw_social_benefit(question).await {
        Ok(_) => {
            let said = visit.lang.texts().benefit_own_withdrawn(year.to_string());
            Ok(respond::go(&visit, PATH, Some(said)))
        }
        Err(status) => Ok(sheet(&visit, year).refused(&visit, &status)),
    }
}

fn sheet(visit: &Visit, year: u32) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let action = local::localised(lang, &format!("{}/dra-tillbaka", path_of(year)));
    let year = year.to_string();
    let title = t.benefit_own_withdraw(year.as_str());
    Sheet::new(visit, Room::Benefit.doors(lang), title)
        .lead(t.benefit_own_withdraw_lead(year.as_str()))
        .form(Form::new(lang, action, t.benefit_own_withdraw_button()).grave())
        .link(PATH, t.benefit_own_back())
}
