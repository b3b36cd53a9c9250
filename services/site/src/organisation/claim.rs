//! What ties an organisation to an enterprise: taking a claim back, and ending
//! the tie.

use axum::{extract::Path, response::Response};
use proto::asf::identity::v1::{Organisation, ReleaseEnterpriseRequest, WithdrawClaimRequest};

use super::{organisation, path_of};
use crate::page::{
    Page, after,
    early_response::EarlyResponse,
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    navigation::AccountSection,
    page_request::PageRequest,
    respond,
};

pub(crate) async fn withdraw(
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    request.required()?;
    let path = path_of(&id);
    let withdraw = WithdrawClaimRequest { id };
    let answer = request.organisations().withdraw_claim(withdraw).await;
    let done = request.lang.texts().org_claim_withdrawn();
    after(&request, &path, answer, done)
}

pub(crate) struct Release(Organisation);

impl FormPage for Release {
    type Path = String;

    async fn load(request: &PageRequest, id: String) -> Result<Self, EarlyResponse> {
        Ok(Self(organisation(request, &id).await?))
    }

    fn page(&self, request: &PageRequest, _: Option<&FormData>) -> Page {
        let (Self(of), t) = (self, request.lang.texts());
        Page::new(
            request,
            AccountSection::Organisations,
            t.org_release_title(),
        )
        .lead(t.org_release_lead(&of.name))
        .form(Form::here(request, t.org_release_button()).grave())
        .link(&path_of(&of.id), t.org_back())
    }

    async fn send(&self, request: &PageRequest, _: &FormData) -> Result<Response, Refusal> {
        let id = self.0.id.clone();
        let release = ReleaseEnterpriseRequest { id };
        request.organisations().release_enterprise(release).await?;
        request.changed();
        let done = request.lang.texts().org_released();
        Ok(respond::go(request, &path_of(&self.0.id), Some(done)))
    }
}
