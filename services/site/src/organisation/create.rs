//! `/konto/organisationer/ny`: bringing in one's own organisation.

use axum::response::Response;
use proto::asf::identity::v1::CreateOrganisationRequest;

use super::{PATH, path_of, states, words};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    field::{Field, Kind},
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    navigation::AccountSection,
    page_request::PageRequest,
    respond,
};

pub(crate) struct Create;

impl FormPage for Create {
    type Path = ();

    async fn load(request: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        request.required()?;
        Ok(Self)
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        let form = Form::here(request, t.org_create_button())
            .with(words::kind_field(request.lang, &[]).typed(typed))
            .with(
                Field::new("name", t.org_name(), Kind::Text)
                    .autofill("organization")
                    .typed(typed),
            )
            .with(
                Field::new("org_number", t.org_number(), Kind::Text)
                    .hint(t.org_number_hint())
                    .at_most(20)
                    .typed(typed),
            )
            .with(domain(request).typed(typed));
        Page::new(request, AccountSection::Organisations, t.org_create_title())
            .lead(t.org_create_lead())
            .form(form)
            .link(&format!("{PATH}/sok"), t.org_find_title())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let create = CreateOrganisationRequest {
            kind: words::kind_named(form.text("kind")).into(),
            name: form.text("name").to_owned(),
            org_number: form.text("org_number").to_owned(),
            domain: form.text("domain").to_owned(),
        };
        let answer = request.organisations().create_organisation(create).await?;
        request.changed();
        let organisation = answer.into_inner().organisation.unwrap_or_default();
        let done = states::to_its_founder(request.lang.texts(), &organisation);
        Ok(respond::go(request, &path_of(&organisation.id), Some(done)))
    }
}

/// The domain of an organisation's mail.
pub(super) fn domain(request: &PageRequest) -> Field {
    let t = request.lang.texts();
    Field::new("domain", t.org_domain(), Kind::Text)
        .hint(t.org_domain_hint())
        .at_most(253)
        .optional()
}
