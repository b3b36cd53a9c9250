//! `/personal`: how much waits.

use axum::response::Response;
use chassis::caller::Role;
use proto::asf::{
    identity::v1::{ListOrganisationsRequest, OrganisationState},
    registry::v1::ListClaimsRequest,
};

use super::{StaffSection, review, reviewer};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    page_request::PageRequest,
    part::{Part, Row},
    places,
};

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    let visitor = reviewer(&request)?;
    let reviews = review::waiting(&request);
    let (claims, waiting) = tokio::try_join!(claims(&request), reviews)?;
    let (lang, t) = (request.lang, request.lang.texts());
    let mut rows = vec![
        row(
            &request,
            review::PATH,
            t.staff_enterprises_waiting(),
            waiting,
        ),
        row(&request, "/personal/ansprak", t.staff_claims(), claims),
    ];
    if request.has(Role::Staff) {
        let count = unverified(&request).await?;
        let path = "/personal/organisationer?state=unverified";
        rows.insert(0, row(&request, path, t.staff_to_verify(), count));
    }
    let mut sheet = Page::new(&request, StaffSection::Overview, t.staff_title());
    if !request.has(Role::Staff) {
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
        .show(&request))
}

fn row(request: &PageRequest, path: &str, title: String, count: u32) -> Row {
    let t = request.lang.texts();
    let hint = match count {
        0 => t.staff_none_wait(),
        count => t.staff_wait(count),
    };
    Row::new(title).to(request.lang, path).hint(hint)
}

async fn claims(request: &PageRequest) -> Result<u32, EarlyResponse> {
    let question = ListClaimsRequest {
        page_size: 1,
        page_token: String::new(),
    };
    let answer = request.registry().list_claims(question).await?;
    Ok(answer.into_inner().total_size)
}

async fn unverified(request: &PageRequest) -> Result<u32, EarlyResponse> {
    let question = ListOrganisationsRequest {
        state: vec![OrganisationState::Unverified.into()],
        page_size: 1,
        ..ListOrganisationsRequest::default()
    };
    let answer = request.staff().list_organisations(question).await?;
    Ok(answer.into_inner().total_size)
}
