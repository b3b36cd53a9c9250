//! `/personal`: how much waits.

use axum::{extract::State, response::Response};
use chassis::caller::Role;
use proto::asf::{
    identity::v1::{ListOrganisationsRequest, OrganisationState},
    registry::v1::ListClaimsRequest,
};

use super::{Desk, review, reviewer};
use crate::site::{
    Site,
    organisation::sheet::{Part, Row, Sheet},
    places,
    stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    let visitor = reviewer(&visit)?;
    let reviews = review::waiting(&site, &visit);
    let (claims, waiting) = tokio::try_join!(claims(&site, &visit), reviews)?;
    let (lang, t) = (visit.lang, visit.lang.texts());
    let mut rows = vec![
        row(&visit, review::PATH, t.staff_enterprises_waiting(), waiting),
        row(&visit, "/personal/ansprak", t.staff_claims(), claims),
    ];
    if visit.has(Role::Staff) {
        let count = unverified(&site, &visit).await?;
        let path = "/personal/organisationer?state=unverified";
        rows.insert(0, row(&visit, path, t.staff_to_verify(), count));
    }
    let mut sheet = Sheet::new(&visit, Desk::Overview.doors(&visit), t.staff_title());
    if !visit.has(Role::Staff) {
        let counties = visitor.caller.counties.iter();
        let counties: Vec<_> = counties.map(|code| places::county_name(code)).collect();
        sheet = sheet.lead(t.staff_leader_lead(counties.join(", ")));
    }
    let part = Part::new(t.staff_waiting()).rows(rows);
    Ok(sheet
        .part(part.link(lang, "/personal/lan", t.work_title()).link(
            lang,
            "/konto",
            t.account_title(),
        ))
        .show(&visit))
}

fn row(visit: &Visit, path: &str, title: String, count: u32) -> Row {
    let t = visit.lang.texts();
    let hint = match count {
        0 => t.staff_none_wait(),
        count => t.staff_wait(count),
    };
    Row::new(title).to(visit.lang, path).hint(hint)
}

async fn claims(site: &Site, visit: &Visit) -> Result<u32, Stop> {
    let question = visit.asking(ListClaimsRequest {
        page_size: 1,
        page_token: String::new(),
    });
    match site.clients.registry.clone().list_claims(question).await {
        Ok(answer) => Ok(answer.into_inner().total_size),
        Err(status) => Err(visit.failed(&status)),
    }
}

async fn unverified(site: &Site, visit: &Visit) -> Result<u32, Stop> {
    let question = visit.asking(ListOrganisationsRequest {
        state: vec![OrganisationState::Unverified.into()],
        page_size: 1,
        ..ListOrganisationsRequest::default()
    });
    match site
        .clients
        .staff
        .clone()
        .list_organisations(question)
        .await
    {
        Ok(answer) => Ok(answer.into_inner().total_size),
        Err(status) => Err(visit.failed(&status)),
    }
}
