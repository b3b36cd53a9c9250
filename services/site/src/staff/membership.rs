//! `/personal/organisationer/<id>/medlemskap`: the days on which an
//! organisation is a member of Skoopi.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::identity::v1::{Organisation, SetSkoopiMembershipRequest, SkoopiMembership};

use super::{StaffSection, organisation::organisation, organisations::PATH};
use crate::{
    Site,
    organisation::words,
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
    let days = organisation.skoopi_membership.clone().unwrap_or_default();
    Ok(sheet(&request, &organisation, &days).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let organisation = organisation(&site, &request, id).await?;
    let days = SkoopiMembership {
        from: sent.text("from").to_owned(),
        to: sent.text("to").to_owned(),
        valid: false,
    };
    let question = request.asking(SetSkoopiMembershipRequest {
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
            let said = request.lang.texts().saved();
            Ok(respond::go(&request, &path, Some(said)))
        }
        Err(status) => Ok(sheet(&request, &organisation, &days).refused(&request, &status)),
    }
}

fn sheet(request: &PageRequest, of: &Organisation, days: &SkoopiMembership) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
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
    Page::new(
        request,
        StaffSection::Organisations.nav(request),
        t.staff_membership_title(),
    )
    .lead(t.staff_membership_of(
        &of.name,
        words::membership(lang, of.skoopi_membership.as_ref()),
    ))
    .form(form)
    .link(&path, t.org_back())
}
