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
use crate::site::{
    Site,
    account::room::Room,
    error_page,
    form::Form,
    local,
    organisation::{
        path_of,
        sheet::{Part, Sheet},
    },
    respond,
    stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path(slug): Path<String>,
) -> Result<Response, Stop> {
    let (organisation, enterprise) = both(&site, &visit, &slug).await?;
    Ok(sheet(&visit, &organisation, &enterprise).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(slug): Path<String>,
) -> Result<Response, Stop> {
    let (organisation, enterprise) = both(&site, &visit, &slug).await?;
    let question = visit.asking(RequestClaimRequest {
        id: organisation.id.clone(),
        enterprise_id: enterprise.id.clone(),
    });
    let mut organisations = site.clients.organisations.clone();
    match organisations.request_claim(question).await {
        Ok(_) => {
            let said = visit.lang.texts().own_claim_done();
            Ok(respond::go(&visit, &path_of(&organisation.id), Some(said)))
        }
        Err(status) => Ok(sheet(&visit, &organisation, &enterprise).refused(&visit, &status)),
    }
}

/// The organisation that one acts for, and the enterprise that it may be.
async fn both(site: &Site, visit: &Visit, slug: &str) -> Result<(Organisation, Enterprise), Stop> {
    let organisation = acting(site, visit).await?;
    match site.enterprise(slug).await {
        Ok(Some(enterprise)) => Ok((organisation, enterprise)),
        Ok(None) => Err(error_page::missing(visit).into()),
        Err(status) => Err(visit.failed(&status)),
    }
}

fn sheet(visit: &Visit, organisation: &Organisation, enterprise: &Enterprise) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let profile = enterprise.profile.clone().unwrap_or_default();
    let action = format!("{PATH}/ansprak/{}", enterprise.slug);
    let form = Form::new(lang, local::localised(lang, &action), t.own_claim_button());
    let numbers = Part::new(t.own_claim_numbers())
        .fact(&profile.name, &profile.org_number)
        .fact(&organisation.name, &organisation.org_number);
    let doors = Room::Enterprise.doors(lang);
    Sheet::new(visit, doors, t.own_claim_title(&profile.name))
        .lead(t.own_claim_lead(&organisation.name))
        .form(form)
        .part(numbers)
        .link(&format!("/asf/{}", enterprise.slug), t.own_claim_back())
}
