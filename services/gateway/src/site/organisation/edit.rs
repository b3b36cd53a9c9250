//! `/konto/organisationer/<id>/uppgifter`: name and domain.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::identity::v1::{Organisation, UpdateOrganisationRequest};

use super::{create::domain, organisation, path_of, sheet::Sheet};
use crate::site::{
    Site,
    account::room::Room,
    field::{Field, Kind},
    form::Form,
    local, respond,
    sent::Sent,
    stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    let organisation = organisation(&site, &visit, &id).await?;
    Ok(sheet(&visit, &organisation).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Stop> {
    let before = organisation(&site, &visit, &id).await?;
    let typed = Organisation {
        name: sent.text("name").to_owned(),
        domain: sent.text("domain").to_owned(),
        etag: sent.text("etag").to_owned(),
        ..before
    };
    let question = visit.asking(UpdateOrganisationRequest {
        id: id.clone(),
        name: typed.name.clone(),
        domain: Some(typed.domain.clone()),
        etag: typed.etag.clone(),
    });
    let mut organisations = site.clients.organisations.clone();
    match organisations.update_organisation(question).await {
        Ok(_) => {
            visit.changed();
            let said = visit.lang.texts().saved();
            Ok(respond::go(&visit, &path_of(&id), Some(said)))
        }
        Err(status) => Ok(sheet(&visit, &typed).refused(&visit, &status)),
    }
}

fn sheet(visit: &Visit, organisation: &Organisation) -> Sheet {
    let t = visit.lang.texts();
    let path = path_of(&organisation.id);
    let action = local::localised(visit.lang, &format!("{path}/uppgifter"));
    let form = Form::new(visit.lang, action, t.save())
        .hiding("etag", &organisation.etag)
        .with(Field::new("name", t.org_name(), Kind::Text).valued(&organisation.name))
        .with(domain(visit).valued(&organisation.domain));
    let doors = Room::Organisations.doors(visit.lang);
    Sheet::new(visit, doors, t.org_edit_title())
        .lead(t.org_edit_lead())
        .form(form)
        .link(&path, t.org_back())
}
