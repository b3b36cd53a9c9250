//! `/personal/organisationer/<id>/avsluta`: ending an organisation, which
//! nobody can undo.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::identity::v1::{CloseOrganisationRequest, Organisation};

use super::{Desk, organisation::organisation, organisations::PATH};
use crate::site::{
    Site,
    field::{Field, Kind},
    form::Form,
    local,
    organisation::sheet::Sheet,
    respond,
    sent::Sent,
    stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    let organisation = organisation(&site, &visit, id).await?;
    Ok(sheet(&visit, &organisation, &Sent::default()).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Stop> {
    let organisation = organisation(&site, &visit, id).await?;
    let question = visit.asking(CloseOrganisationRequest {
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
            let said = visit.lang.texts().staff_closed();
            let path = format!("{PATH}/{}", organisation.id);
            Ok(respond::go(&visit, &path, Some(said)))
        }
        Err(status) => Ok(sheet(&visit, &organisation, &sent).refused(&visit, &status)),
    }
}

fn sheet(visit: &Visit, of: &Organisation, sent: &Sent) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let path = format!("{PATH}/{}", of.id);
    let action = local::localised(lang, &format!("{path}/avsluta"));
    let reason = Field::new("reason", t.staff_reason(), Kind::Long)
        .hint(t.staff_close_reason_hint())
        .at_most(1000)
        .filled(sent);
    let form = Form::new(lang, action, t.staff_close_button())
        .with(reason)
        .grave();
    let doors = Desk::Organisations.doors(visit);
    Sheet::new(visit, doors, t.staff_close_title(&of.name))
        .lead(t.staff_close_lead(of.member_count))
        .form(form)
        .link(&path, t.org_back())
}
