//! The years that were told, and what to do with each.

use axum::response::Response;
use chassis::caller::Role;
use proto::asf::registry::v1::{BenefitReport, Enterprise};

use super::{PATH, own, path_of};
use crate::{
    organisation::{
        enterprise::{self, owns_an_asf},
        states,
    },
    page::{
        Page,
        early_response::EarlyResponse,
        navigation::AccountSection,
        page_request::PageRequest,
        part::{Part, Row},
    },
};

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    if enterprise::own(&request).await?.is_none() {
        return Ok(none(&request).show(&request));
    }
    if !request.has(Role::AsfEditor) {
        let t = request.lang.texts();
        let sheet = Page::new(&request, AccountSection::Benefit, t.benefit_own_title());
        return Ok(sheet.lead(t.benefit_own_editors()).show(&request));
    }
    let (enterprise, reports) = own(&request).await?;
    Ok(sheet(&request, &enterprise, &reports).show(&request))
}

/// Without an enterprise there is nothing to tell of.
fn none(request: &PageRequest) -> Page {
    let t = request.lang.texts();
    Page::new(request, AccountSection::Benefit, t.benefit_own_title())
        .lead(t.benefit_own_none())
        .link("/konto/foretag", t.own_title())
        .link("/samhallsnytta", t.benefit_all_together())
}

fn sheet(request: &PageRequest, enterprise: &Enterprise, reports: &[BenefitReport]) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let mut sheet = Page::new(request, AccountSection::Benefit, t.benefit_own_title())
        .lead(t.benefit_own_lead());
    if !states::is_public(enterprise) {
        sheet = sheet.lead(t.benefit_own_unlisted());
    }
    let part = Part::new(t.benefit_own_years());
    let part = match reports {
        [] => part.lead(t.benefit_own_empty()),
        reports => part.rows(reports.iter().map(|it| row(request, it))),
    };
    let part = part.link(lang, &format!("{PATH}/ny"), t.benefit_own_new());
    sheet = sheet.part(part);
    if states::is_public(enterprise) && !reports.is_empty() {
        let profile = format!("/asf/{}", enterprise.slug);
        sheet = sheet.link(&profile, t.own_public_page());
    }
    sheet.link("/samhallsnytta", t.benefit_all_together())
}

fn row(request: &PageRequest, report: &BenefitReport) -> Row {
    let (lang, t) = (request.lang, request.lang.texts());
    let path = path_of(report.year);
    let year = report.year.to_string();
    let row = Row::new(&year)
        .hint(t.benefit_own_numbers(
            lang.number(report.employed),
            lang.number(report.participants),
        ))
        .link(lang, &path, t.benefit_own_correct(year.as_str()));
    if owns_an_asf(request) {
        let withdraw = format!("{path}/dra-tillbaka");
        return row.link(lang, &withdraw, t.benefit_own_withdraw(year.as_str()));
    }
    row
}
