//! `/personal/organisationer/ny`: bringing in an organisation that Skoopi knows
//! already, with an invitation to its owner.

use axum::response::Response;
use proto::asf::identity::v1::{OrganisationKind, RegisterOrganisationRequest};

use super::{StaffSection, organisation::path_of, organisations::PATH, staff};
use crate::{
    organisation::words,
    page::{
        Page,
        early_response::EarlyResponse,
        field::{Field, Kind},
        form::Form,
        form_data::FormData,
        form_page::{FormPage, Refusal},
        page_request::PageRequest,
        respond,
    },
};

pub(crate) struct Register;

impl FormPage for Register {
    type Path = ();

    async fn load(request: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        staff(request).map(|()| Self)
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let (lang, t) = (request.lang, request.lang.texts());
        let form = Form::here(request, t.staff_register_button())
            .with(words::kind_field(lang, &[OrganisationKind::Skoopi]).typed(typed))
            .with(Field::new("name", t.org_name(), Kind::Text).typed(typed))
            .with(
                Field::new("org_number", t.org_number(), Kind::Text)
                    .hint(t.org_number_hint())
                    .at_most(20)
                    .typed(typed),
            )
            .with(
                Field::new("domain", t.staff_mail_domain(), Kind::Text)
                    .hint(t.staff_register_domain_hint())
                    .at_most(253)
                    .optional()
                    .typed(typed),
            )
            .with(
                Field::new("owner_email", t.staff_register_owner(), Kind::Email)
                    .autofill("off")
                    .hint(t.staff_register_owner_hint())
                    .optional()
                    .typed(typed),
            );
        let title = t.staff_register_title();
        Page::new(request, StaffSection::Organisations, title)
            .lead(t.staff_register_lead())
            .form(form)
            .link(PATH, t.staff_organisations())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let owner = form.text("owner_email");
        let register = RegisterOrganisationRequest {
            kind: words::kind_named(form.text("kind")).into(),
            name: form.text("name").to_owned(),
            org_number: form.text("org_number").to_owned(),
            domain: form.text("domain").to_owned(),
            owner_email: owner.to_owned(),
        };
        let answer = request.staff().register_organisation(register).await?;
        let organisation = answer.into_inner().organisation.unwrap_or_default();
        let t = request.lang.texts();
        let done = match owner {
            "" => t.staff_registered(),
            _ => t.staff_registered_invited(),
        };
        Ok(respond::go(request, &path_of(&organisation), Some(done)))
    }
}
