//! The years that were told, and what to do with each.

use axum::{extract::State, response::Response};
use chassis::caller::Role;
use proto::asf::registry::v1::{BenefitReport, Enterprise, State as Stage};

use super::{PATH, own, path_of};
use crate::site::{
    Site,
    account::room::Room,
    organisation::{
        enterprise::{self, owns_an_asf},
        sheet::{Part, Row, Sheet},
    },
    stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    if enterprise::own(&site, &visit).await?.is_none() {
        return Ok(none(&visit).show(&visit));
    }
    if !visit.has(Role::AsfEditor) {
        let t = visit.lang.texts();
        let sheet = Sheet::new(
            &visit,
            Room::Benefit.doors(visit.lang),
            t.benefit_own_title(),
        );
        return Ok(sheet.lead(t.benefit_own_editors()).show(&visit));
    }
    let (enterprise, reports) = own(&site, &visit).await?;
    Ok(sheet(&visit, &enterprise, &reports).show(&visit))
}

/// Without an enterprise there is nothing to tell of.
fn none(visit: &Visit) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    Sheet::new(visit, Room::Benefit.doors(lang), t.benefit_own_title())
        .lead(t.benefit_own_none())
        .link("/konto/foretag", t.own_title())
        .link("/samhallsnytta", t.benefit_all_together())
}

fn sheet(visit: &Visit, enterprise: &Enterprise, reports: &[BenefitReport]) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let mut sheet = Sheet::new(visit, Room::Benefit.doors(lang), t.benefit_own_title())
        .lead(t.benefit_own_lead());
    if enterprise.state() != Stage::Listed {
        sheet = sheet.lead(t.benefit_own_unlisted());
    }
    let part = Part::new(t.benefit_own_years());
    let part = match reports {
        [] => part.lead(t.benefit_own_empty()),
        reports => part.rows(reports.iter().map(|it| row(visit, it))),
    };
    let part = part.link(lang, &format!("{PATH}/ny"), t.benefit_own_new());
    sheet = sheet.part(part);
    if enterprise.state() == Stage::Listed && !reports.is_empty() {
        let profile = format!("/asf/{}", enterprise.slug);
        sheet = sheet.link(&profile, t.own_public_page());
    }
    sheet.link("/samhallsnytta", t.benefit_all_together())
}

fn row(visit: &Visit, report: &BenefitReport) -> Row {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let path = path_of(report.year);
    let year = report.year.to_string();
    let row = Row::new(&year)
        .hint(t.benefit_own_numbers(
            lang.number(report.employed),
            lang.number(report.participants),
        ))
        .link(lang, &path, t.benefit_own_correct(year.as_str()));
    if owns_an_asf(visit) {
        let withdraw = format!("{path}/dra-tillbaka");
        return row.link(lang, &withdraw, t.benefit_own_withdraw(year.as_str()));
    }
    row
}
