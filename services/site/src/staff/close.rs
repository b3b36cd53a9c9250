//! `/personal/organisationer/<id>/avsluta`: ending an organisation, which
//! nobody can undo.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::identity::v1::{CloseOrganisationRequest, Organisation};

use super::{StaffSection, organisation::organisation, organisations::PATH};
use crate::{
    Site,
    page::{
        Page,
        early_response::EarlyResponse,
        field::{Field, Kind},
        form::Form,
        form_data::FormData,
        local,
        page_request::PageRequest,
        respond,
    },
};

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    let organisation = organisation(&site, &request, id).await?;
    Ok(sheet(&request, &organisation, &FormData::default()).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let organisation = organisation(&site, &request, id).await?;
    let question = request.asking(CloseOrganisationRequest {
        id: organisation.id.clone(),
        reason: sent.text("reason").to_owned(),
    });
    match site
        .clients
        .staff
        .clone()
        .close_organisation(question)
        .await
    {
        Ok(_) => {
            let said = request.lang.texts().staff_closed();
            let path = format!("{PATH}/{}", organisation.id);
            Ok(respond::go(&request, &path, Some(said)))
        }
        Err(status) => Ok(sheet(&request, &organisation, &sent).refused(&request, &status)),
    }
}

fn sheet(request: &PageRequest, of: &Organisation, sent: &FormData) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let path = format!("{PATH}/{}", of.id);
    let action = local::localised(lang, &format!("{path}/avsluta"));
    let reason = Field::new("reason", t.staff_reason(), Kind::Long)
        .hint(t.staff_close_reason_hint())
        .at_most(1000)
        .filled(sent);
    let form = Form::new(lang, action, t.staff_close_button())
        .with(reason)
        .grave();
    let nav = StaffSection::Organisations.nav(request);
    Page::new(request, nav, t.staff_close_title(&of.name))
        .lead(t.staff_close_lead(of.member_count))
        .form(form)
        .link(&path, t.org_back())
}
