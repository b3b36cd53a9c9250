//! `/konto/organisationer/ny`: bringing in one's own organisation.

use axum::{extract::State, response::Response};
use proto::asf::identity::v1::{CreateOrganisationRequest, OrganisationState};

use super::{PATH, path_of, sheet::Sheet, words};
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

pub(crate) async fn get(visit: Visit) -> Result<Response, Stop> {
    visit.required()?;
    Ok(sheet(&visit, &Sent::default()).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    visit.required()?;
    let question = visit.asking(CreateOrganisationRequest {
        kind: words::kind_named(sent.text("kind")).into(),
        name: sent.text("name").to_owned(),
        org_number: sent.text("org_number").to_owned(),
        domain: sent.text("domain").to_owned(),
    });
    let mut organisations = site.clients.organisations.clone();
    match organisations.create_organisation(question).await {
        Ok(answer) => {
            visit.changed();
            let organisation = answer.into_inner().organisation.unwrap_or_default();
            let t = visit.lang.texts();
            let said = match organisation.state() {
                OrganisationState::Verified => t.org_created_verified(),
                OrganisationState::Unspecified
                | OrganisationState::Unverified
                | OrganisationState::Refused
                | OrganisationState::Closed => t.org_created(),
            };
            Ok(respond::go(&visit, &path_of(&organisation.id), Some(said)))
        }
        Err(status) => Ok(sheet(&visit, &sent).refused(&visit, &status)),
    }
}

fn sheet(visit: &Visit, sent: &Sent) -> Sheet {
    let t = visit.lang.texts();
    let action = local::localised(visit.lang, &format!("{PATH}/ny"));
    let form = Form::new(visit.lang, action, t.org_create_button())
        .with(words::kind_field(visit.lang, &[]).filled(sent))
        .with(
            Field::new("name", t.org_name(), Kind::Text)
                .autofill("organization")
                .filled(sent),
        )
        .with(
            Field::new("org_number", t.org_number(), Kind::Text)
                .hint(t.org_number_hint())
                .at_most(20)
                .filled(sent),
        )
        .with(domain(visit).filled(sent));
    Sheet::new(
        visit,
        Room::Organisations.doors(visit.lang),
        t.org_create_title(),
    )
    .lead(t.org_create_lead())
    .form(form)
    .link(&format!("{PATH}/sok"), t.org_find_title())
}

/// The domain of an organisation's mail.
pub(super) fn domain(visit: &Visit) -> Field {
    let t = visit.lang.texts();
    Field::new("domain", t.org_domain(), Kind::Text)
        .hint(t.org_domain_hint())
        .at_most(253)
        .optional()
}
