//! `/konto/organisationer/ny`: bringing in one's own organisation. Whoever comes
//! from an enterprise on the list finds the form filled in with it, and goes on
//! to the claim.

use axum::response::Response;
use proto::asf::identity::v1::{CreateOrganisationRequest, OrganisationKind};

use super::{PATH, listed::claim_path, path_of, states, words};
use crate::page::{
    Page, asked,
    early_response::EarlyResponse,
    field::{Field, Kind},
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    navigation::AccountSection,
    page_request::PageRequest,
    respond,
};

#[derive(Default)]
pub(crate) struct Create {
    /// The enterprise on the list that it is for, by slug, with its name and
    /// number.
    listed: Option<(String, String, String)>,
    /// It is to become an ASF on the list.
    applies: bool,
}

impl FormPage for Create {
    type Path = ();

    async fn load(request: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        request.required()?;
        let asked = asked(request);
        let applies = asked.has("ansokan");
        let slug = asked.text("asf");
        if slug.is_empty() {
            let listed = None;
            return Ok(Self { listed, applies });
        }
        let found = request.site.enterprise(slug).await?;
        let listed = found.map(|it| {
            let profile = it.profile.unwrap_or_default();
            (it.slug, profile.name, profile.org_number)
        });
        Ok(Self { listed, applies })
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        let (slug, name, number) = self.listed.clone().unwrap_or_default();
        let onwards = typed.map_or(slug, |it| it.text("asf").to_owned());
        let applies = typed.map_or(self.applies, |it| !it.text("ansokan").is_empty());
        let kind = words::kind_field(request.lang, &[]);
        let kind = if applies || self.listed.is_some() {
            kind.valued(OrganisationKind::Asf.as_str_name())
        } else {
            kind
        };
        let form = Form::here(request, t.org_create_button())
            .hiding("asf", onwards)
            .hiding("ansokan", if applies { "ja" } else { "" })
            .with(kind.typed(typed))
            .with(
                Field::new("name", t.org_name(), Kind::Text)
                    .autofill("organization")
                    .valued(&name)
                    .typed(typed),
            )
            .with(
                Field::new("org_number", t.org_number(), Kind::Text)
                    .hint(t.org_number_hint())
                    .at_most(20)
                    .valued(&number)
                    .typed(typed),
            )
            .with(domain(request).typed(typed));
        let page = Page::new(request, AccountSection::Organisations, t.org_create_title());
        let page = if self.listed.is_some() {
            page.lead(t.org_create_for(&name))
        } else if applies {
            page.lead(t.org_create_to_apply())
        } else {
            page
        };
        page.lead(t.org_create_lead())
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
        let is_asf = organisation.kind() == OrganisationKind::Asf;
        let path = match form.text("asf") {
            slug if is_slug(slug) && is_asf => claim_path(slug),
            _ if is_asf && !form.text("ansokan").is_empty() => "/konto/foretag/nytt".to_owned(),
            _ => path_of(&organisation.id),
        };
        Ok(respond::go(request, &path, Some(done)))
    }
}

/// Whatever was sent becomes a part of a path.
fn is_slug(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    !text.is_empty() && text.bytes().all(fits)
}

/// The domain of an organisation's mail.
pub(super) fn domain(request: &PageRequest) -> Field {
    let t = request.lang.texts();
    Field::new("domain", t.org_domain(), Kind::Text)
        .hint(t.org_domain_hint())
        .at_most(253)
        .optional()
}
