//! `/konto/foretag/kom-tillbaka`: back on the list by one's own wish.

use axum::response::Response;
use proto::asf::registry::v1::{Action, RelistEnterpriseRequest};

use super::{PATH, own::OwnEnterprise, owns_an_asf};
use crate::{
    organisation::states,
    page::{
        Page,
        early_response::EarlyResponse,
        form::Form,
        form_data::FormData,
        form_page::{FormPage, Refusal},
        navigation::AccountSection,
        page_request::PageRequest,
        respond,
    },
};

pub(crate) struct Relist(OwnEnterprise);

impl FormPage for Relist {
    type Path = ();

    async fn load(request: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        let own = OwnEnterprise::to_edit(request).await?;
        if !owns_an_asf(request) {
            return Err(EarlyResponse::MISSING);
        }
        if own.may(Action::Relist) {
            return Ok(Self(own));
        }
        Err(respond::go(request, PATH, None).into())
    }

    fn page(&self, request: &PageRequest, _: Option<&FormData>) -> Page {
        let (Self(own), t) = (self, request.lang.texts());
        let when = if own.enterprise.relists_at_once {
            t.own_relist_at_once()
        } else {
            t.own_relist_review()
        };
        Page::new(request, AccountSection::Enterprise, t.own_relist_title())
            .lead(t.own_relist_lead(&own.profile.name))
            .lead(when)
            .form(Form::here(request, t.own_relist_button()))
            .link(PATH, t.own_back())
    }

    async fn send(&self, request: &PageRequest, _: &FormData) -> Result<Response, Refusal> {
        let relist = RelistEnterpriseRequest {
            id: self.0.enterprise.id.clone(),
            etag: String::new(),
        };
        let answer = request.reviews().relist_enterprise(relist).await?;
        let enterprise = answer.into_inner().enterprise.unwrap_or_default();
        let t = request.lang.texts();
        let done = if states::is_public(&enterprise) {
            t.own_relisted()
        } else {
            t.own_relist_waits()
        };
        Ok(respond::go(request, PATH, Some(done)))
    }
}
