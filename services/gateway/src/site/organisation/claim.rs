//! What ties an organisation to an enterprise: taking a claim back, and ending
//! the tie.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::identity::v1::{Organisation, ReleaseEnterpriseRequest, WithdrawClaimRequest};

use super::{
    organisation, path_of,
    sheet::{Sheet, after},
};
use crate::site::{
    Site, account::room::Room, form::Form, local, respond, stop::Stop, visit::Visit,
};

pub(crate) async fn withdraw(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    visit.required()?;
    let question = visit.asking(WithdrawClaimRequest { id: id.clone() });
    let mut organisations = site.clients.organisations.clone();
    let answer = organisations.withdraw_claim(question).await;
    let said = visit.lang.texts().org_claim_withdrawn();
    after(&visit, &path_of(&id), answer, said)
}

pub(crate) async fn before_release(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    let organisation = organisation(&site, &visit, &id).await?;
    Ok(sheet(&visit, &organisation).show(&visit))
}

pub(crate) async fn release(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    let organisation = organisation(&site, &visit, &id).await?;
    let question = visit.asking(ReleaseEnterpriseRequest { id: id.clone() });
    let mut organisations = site.clients.organisations.clone();
    match organisations.release_enterprise(question).await {
        Ok(_) => {
            visit.changed();
            let said = visit.lang.texts().org_released();
            Ok(respond::go(&visit, &path_of(&id), Some(said)))
        }
        Err(status) => Ok(sheet(&visit, &organisation).refused(&visit, &status)),
    }
}

fn sheet(visit: &Visit, organisation: &Organisation) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let path = path_of(&organisation.id);
    let action = local::localised(lang, &format!("{path}/slapp"));
    let doors = Room::Organisations.doors(lang);
    Sheet::new(visit, doors, t.org_release_title())
        .lead(t.org_release_lead(&organisation.name))
        .form(Form::new(lang, action, t.org_release_button()).grave())
        .link(&path, t.org_back())
}
