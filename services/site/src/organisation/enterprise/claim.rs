//! `/konto/foretag/ansprak/<slug>`: saying that an enterprise on the list is
//! one's own. Somebody else decides.

use axum::response::Response;
use proto::asf::{
    identity::v1::{Organisation, RequestClaimRequest},
    registry::v1::Enterprise,
};

use super::acting;
use crate::{
    organisation::path_of,
    page::{
        Page,
        early_response::EarlyResponse,
        form::Form,
        form_data::FormData,
        form_page::{FormPage, Refusal},
        navigation::AccountSection,
        page_request::PageRequest,
        part::Part,
        respond,
    },
};

/// The organisation that one acts for, and the enterprise that it may be.
pub(crate) struct Claim {
    organisation: Organisation,
    enterprise: Enterprise,
}

impl FormPage for Claim {
    type Path = String;

    async fn load(request: &PageRequest, slug: String) -> Result<Self, EarlyResponse> {
        let organisation = acting(request).await?;
        let enterprise = request.site.enterprise(&slug).await?;
        Ok(Self {
            organisation,
            enterprise: enterprise.ok_or(EarlyResponse::MISSING)?,
        })
    }

    fn page(&self, request: &PageRequest, _: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        let Self {
            organisation,
            enterprise,
        } = self;
        let profile = enterprise.profile.clone().unwrap_or_default();
        let numbers = Part::new(t.own_claim_numbers())
            .fact(&profile.name, &profile.org_number)
            .fact(&organisation.name, &organisation.org_number);
        let title = t.own_claim_title(&profile.name);
        Page::new(request, AccountSection::Enterprise, title)
            .lead(t.own_claim_lead(&organisation.name))
            .form(Form::here(request, t.own_claim_button()))
            .part(numbers)
            .link(&format!("/asf/{}", enterprise.slug), t.own_claim_back())
    }

    async fn send(&self, request: &PageRequest, _: &FormData) -> Result<Response, Refusal> {
        let claim = RequestClaimRequest {
            id: self.organisation.id.clone(),
            enterprise_id: self.enterprise.id.clone(),
        };
        request.organisations().request_claim(claim).await?;
        let done = request.lang.texts().own_claim_done();
        let path = path_of(&self.organisation.id);
        Ok(respond::go(request, &path, Some(done)))
    }
}
