//! `/personal/organisationer/ny`: bringing in an organisation that Skoopi knows
//! already, with an invitation to its owner.

use axum::{extract::State, response::Response};
use proto::asf::identity::v1::{OrganisationKind, RegisterOrganisationRequest};

use super::{StaffSection, organisations::PATH, staff};
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

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    staff(&request)?;
    Ok(sheet(&request, &FormData::default()).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    staff(&request)?;
    let owner = sent.text("owner_email");
    let question = request.asking(RegisterOrganisationRequest {
        kind: words::kind_named(sent.text("kind")).into(),
        name: sent.text("name").to_owned(),
        org_number: sent.text("org_number").to_owned(),
        domain: sent.text("domain").to_owned(),
        owner_email: owner.to_owned(),
    });
    let mut staff = site.clients.staff.clone();
    match staff.register_organisation(question).await {
        Ok(answer) => {
            let organisation = answer.into_inner().organisation.unwrap_or_default();
            let t = request.lang.texts();
            let said = match owner {
                "" => t.staff_registered(),
                _ => t.staff_registered_invited(),
            };
            let path = format!("{PATH}/{}", organisation.id);
            Ok(respond::go(&request, &path, Some(said)))
        }
        Err(status) => Ok(sheet(&request, &sent).refused(&request, &status)),
    }
}

fn sheet(request: &PageRequest, sent: &FormData) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let action = local::localised(lang, &format!("{PATH}/ny"));
    let form = Form::new(lang, action, t.staff_register_button())
        .with(words::kind_field(lang, &[OrganisationKind::Skoopi]).filled(sent))
        .with(Field::new("name", t.org_name(), Kind::Text).filled(sent))
        .with(
            Field::new("org_number", t.org_number(), Kind::Text)
                .hint(t.org_number_hint())
                .at_most(20)
                .filled(sent),
        )
        .with(
            Field::new("domain", t.staff_mail_domain(), Kind::Text)
                .hint(t.staff_register_domain_hint())
                .at_most(253)
                .optional()
                .filled(sent),
        )
        .with(
            Field::new("owner_email", t.staff_register_owner(), Kind::Email)
                .autofill("off")
                .hint(t.staff_register_owner_hint())
                .optional()
                .filled(sent),
        );
    let nav = StaffSection::Organisations.nav(request);
    Page::new(request, nav, t.staff_register_title())
        .lead(t.staff_register_lead())
        .form(form)
        .link(PATH, t.staff_organisations())
}
