//! `/konto/foretag/redigera`: what the enterprise says of itself.

use axum::{extract::State, response::Response};
use prost_types::FieldMask;
use proto::asf::registry::v1::{Enterprise, UpdateProfileRequest};

use super::{
    PATH,
    profile_form::{FIELDS, Typed},
    required,
};
use crate::site::{
    Site, account::room::Room, faults::Faults, form::Form, local, organisation::sheet::Sheet,
    respond, sent::Sent, stop::Stop, visit::Visit,
};

pub(crate) async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    let enterprise = required(&site, &visit).await?;
    let typed = Typed::of(&enterprise.profile.clone().unwrap_or_default());
    Ok(sheet(&visit, &enterprise.etag, typed).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    let Enterprise { id, profile, .. } = required(&site, &visit).await?;
    let typed = Typed::sent(&sent, profile.unwrap_or_default());
    let etag = sent.text("etag");
    if !typed.has_a_seat() {
        let faults = Faults::at("municipality_code", "UNKNOWN_VALUE");
        return Ok(sheet(&visit, etag, typed).faulty(&visit, faults));
    }
    let question = visit.asking(UpdateProfileRequest {
        id,
        profile: Some(typed.profile.clone()),
        update_mask: Some(FieldMask {
            paths: FIELDS.map(str::to_owned).to_vec(),
        }),
        etag: etag.to_owned(),
    });
    let mut registry = site.clients.registry.clone();
    match registry.update_profile(question).await {
        Ok(_) => {
            let said = visit.lang.texts().saved();
            Ok(respond::go(&visit, PATH, Some(said)))
        }
        Err(status) => Ok(sheet(&visit, etag, typed).refused(&visit, &status)),
    }
}

fn sheet(visit: &Visit, etag: &str, typed: Typed) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let action = local::localised(lang, &format!("{PATH}/redigera"));
    let form = Form::new(lang, action, t.save()).hiding("etag", etag);
    let form = typed.fields(lang).into_iter().fold(form, Form::with);
    Sheet::new(visit, Room::Enterprise.doors(lang), t.own_edit_title())
        .lead(t.own_edit_lead())
        .form(form)
        .link(PATH, t.own_back())
}
