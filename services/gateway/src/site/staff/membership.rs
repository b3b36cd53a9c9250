//! `/personal/organisationer/<id>/medlemskap`: the days on which an
//! organisation is a member of Skoopi.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::identity::v1::{Organisation, SetSkoopiMembershipRequest, SkoopiMembership};

use super::{Desk, organisation::organisation, organisations::PATH};
use crate::site::{
    Site,
    field::{Field, Kind},
    form::Form,
    local,
    organisation::{sheet::Sheet, words},
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
    let days = organisation.skoopi_membership.clone().unwrap_or_default();
    Ok(sheet(&visit, &organisation, &days).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Stop> {
    let organisation = organisation(&site, &visit, id).await?;
    let days = SkoopiMembership {
        from: sent.text("from").to_owned(),
        to: sent.text("to").to_owned(),
        valid: false,
    };
    let question = visit.asking(SetSkoopiMembershipRequest {
        id: organisation.id.clone(),
        // Without a first day it ends.
        membership: (!days.from.is_empty()).then(|| days.clone()),
    });
    match site
        .clients
        .staff
        .clone()
        .set_skoopi_membership(question)
        .await
    {
        Ok(_) => {
            let path = format!("{PATH}/{}", organisation.id);
            let said = visit.lang.texts().saved();
            Ok(respond::go(&visit, &path, Some(said)))
        }
        Err(status) => Ok(sheet(&visit, &organisation, &days).refused(&visit, &status)),
    }
}

fn sheet(visit: &Visit, of: &Organisation, days: &SkoopiMembership) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let path = format!("{PATH}/{}", of.id);
    let action = local::localised(lang, &format!("{path}/medlemskap"));
    let form = Form::new(lang, action, t.save())
        .with(
            Field::new("from", t.staff_membership_from(), Kind::Day)
                .hint(t.staff_membership_from_hint())
                .optional()
                .valued(&days.from),
        )
        .with(
            Field::new("to", t.staff_membership_to(), Kind::Day)
                .hint(t.staff_membership_to_hint())
                .optional()
                .valued(&days.to),
        );
    Sheet::new(
        visit,
        Desk::Organisations.doors(visit),
        t.staff_membership_title(),
    )
    .lead(t.staff_membership_of(
        &of.name,
        words::membership(lang, of.skoopi_membership.as_ref()),
    ))
    .form(form)
    .link(&path, t.org_back())
}
