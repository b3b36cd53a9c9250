//! `/konto/foretag/ansprak/<slug>`: saying that an enterprise on the list is
//! one's own. Somebody else decides.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::{
    identity::v1::{Organisation, RequestClaimRequest},
    registry::v1::Enterprise,
};

use super::{PATH, acting};
use crate::{
    Site,
    organisation::path_of,
    page::{
        Page, early_response::EarlyResponse, error_page, form::Form, local,
        navigation::AccountSection, page_request::PageRequest, part::Part, respond,
    },
};

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
    Path(slug): Path<String>,
) -> Result<Response, EarlyResponse> {
    let (organisation, enterprise) = both(&site, &request, &slug).await?;
    Ok(sheet(&request, &organisation, &enterprise).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    Path(slug): Path<String>,
) -> Result<Response, EarlyResponse> {
    let (organisation, enterprise) = both(&site, &request, &slug).await?;
    let question = request.asking(RequestClaimRequest {
        id: organisation.id.clone(),
        enterprise_id: enterprise.id.clone(),
    });
    let mut organisations = site.clients.organisations.clone();
    match organisations.request_claim(question).await {
        Ok(_) => {
            let said = request.lang.texts().own_claim_done();
            Ok(respond::go(
                &request,
                &path_of(&organisation.id),
                Some(said),
            ))
        }
        Err(status) => Ok(sheet(&request, &organisation, &enterprise).refused(&request, &status)),
    }
}

/// The organisation that one acts for, and the enterprise that it may be.
async fn both(
    site: &Site,
    request: &PageRequest,
    slug: &str,
) -> Result<(Organisation, Enterprise), EarlyResponse> {
    let organisation = acting(request).await?;
    match site.enterprise(slug).await {
        Ok(Some(enterprise)) => Ok((organisation, enterprise)),
        Ok(None) => Err(error_page::missing(request).into()),
        Err(status) => Err(request.failed(&status)),
    }
}

fn sheet(request: &PageRequest, organisation: &Organisation, enterprise: &Enterprise) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let profile = enterprise.profile.clone().unwrap_or_default();
    let action = format!("{PATH}/ansprak/{}", enterprise.slug);
    let form = Form::new(lang, local::localised(lang, &action), t.own_claim_button());
    let numbers = Part::new(t.own_claim_numbers())
        .fact(&profile.name, &profile.org_number)
        .fact(&organisation.name, &organisation.org_number);
    let nav = AccountSection::Enterprise.nav(lang);
    Page::new(request, nav, t.own_claim_title(&profile.name))
        .lead(t.own_claim_lead(&organisation.name))
        .form(form)
        .part(numbers)
        .link(&format!("/asf/{}", enterprise.slug), t.own_claim_back())
}
