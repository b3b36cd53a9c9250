//! `/konto/organisationer/<id>/uppgifter`: name and domain.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::identity::v1::{Organisation, UpdateOrganisationRequest};

use super::{create::domain, organisation, path_of};
use crate::{
    Site,
    page::{
        Page,
        early_response::EarlyResponse,
        field::{Field, Kind},
        form::Form,
        form_data::FormData,
        local,
        navigation::AccountSection,
        page_request::PageRequest,
        respond,
    },
};

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    let organisation = organisation(&site, &request, &id).await?;
    Ok(sheet(&request, &organisation).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let before = organisation(&site, &request, &id).await?;
    let typed = Organisation {
        name: sent.text("name").to_owned(),
        domain: sent.text("domain").to_owned(),
        etag: sent.text("etag").to_owned(),
        ..before
    };
    let question = request.asking(UpdateOrganisationRequest {
        id: id.clone(),
        name: typed.name.clone(),
        domain: Some(typed.domain.clone()),
        etag: typed.etag.clone(),
    });
    let mut organisations = site.clients.organisations.clone();
    match organisations.update_organisation(question).await {
        Ok(_) => {
            request.changed();
            let said = request.lang.texts().saved();
            Ok(respond::go(&request, &path_of(&id), Some(said)))
        }
        Err(status) => Ok(sheet(&request, &typed).refused(&request, &status)),
    }
}

fn sheet(request: &PageRequest, organisation: &Organisation) -> Page {
    let t = request.lang.texts();
    let path = path_of(&organisation.id);
    let action = local::localised(request.lang, &format!("{path}/uppgifter"));
    let form = Form::new(request.lang, action, t.save())
        .hiding("etag", &organisation.etag)
        .with(Field::new("name", t.org_name(), Kind::Text).valued(&organisation.name))
        .with(domain(request).valued(&organisation.domain));
    let nav = AccountSection::Organisations.nav(request.lang);
    Page::new(request, nav, t.org_edit_title())
        .lead(t.org_edit_lead())
        .form(form)
        .link(&path, t.org_back())
}
