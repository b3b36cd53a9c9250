//! `/konto/organisationer/ny`: bringing in one's own organisation.

use axum::{extract::State, response::Response};
use proto::asf::identity::v1::{CreateOrganisationRequest, OrganisationState};

use super::{PATH, path_of, words};
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

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    request.required()?;
    Ok(sheet(&request, &FormData::default()).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    request.required()?;
    let question = request.asking(CreateOrganisationRequest {
        kind: words::kind_named(sent.text("kind")).into(),
        name: sent.text("name").to_owned(),
        org_number: sent.text("org_number").to_owned(),
        domain: sent.text("domain").to_owned(),
    });
    let mut organisations = site.clients.organisations.clone();
    match organisations.create_organisation(question).await {
        Ok(answer) => {
            request.changed();
            let organisation = answer.into_inner().organisation.unwrap_or_default();
            let t = request.lang.texts();
            let said = match organisation.state() {
                OrganisationState::Verified => t.org_created_verified(),
                OrganisationState::Unspecified
                | OrganisationState::Unverified
                | OrganisationState::Refused
                | OrganisationState::Closed => t.org_created(),
            };
            Ok(respond::go(
                &request,
                &path_of(&organisation.id),
                Some(said),
            ))
        }
        Err(status) => Ok(sheet(&request, &sent).refused(&request, &status)),
    }
}

fn sheet(request: &PageRequest, sent: &FormData) -> Page {
    let t = request.lang.texts();
    let action = local::localised(request.lang, &format!("{PATH}/ny"));
    let form = Form::new(request.lang, action, t.org_create_button())
        .with(words::kind_field(request.lang, &[]).filled(sent))
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
        .with(domain(request).filled(sent));
    Page::new(
        request,
        AccountSection::Organisations.nav(request.lang),
        t.org_create_title(),
    )
    .lead(t.org_create_lead())
    .form(form)
    .link(&format!("{PATH}/sok"), t.org_find_title())
}

/// The domain of an organisation's mail.
pub(super) fn domain(request: &PageRequest) -> Field {
    let t = request.lang.texts();
    Field::new("domain", t.org_domain(), Kind::Text)
        .hint(t.org_domain_hint())
        .at_most(253)
        .optional()
}
