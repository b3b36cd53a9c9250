//! `/konto/foretag/kapacitet`: saying with one button that the capacity is
//! still true. Mails lead here; opening the page changes nothing.

use axum::response::Response;
use proto::asf::registry::v1::{Activity, ConfirmCapacityRequest};

use super::{PATH, activities, own::OwnEnterprise, step::Step};
use crate::{
    freshness,
    page::{
        Page,
        early_response::EarlyResponse,
        form::Form,
        form_data::FormData,
        form_page::{FormPage, Refusal},
        navigation::AccountSection,
        page_request::PageRequest,
        part::{Part, Row},
        respond,
    },
    profile::activity::Offer,
};

pub(super) const HERE: &str = "/konto/foretag/kapacitet";

pub(crate) struct Confirm(OwnEnterprise);

impl FormPage for Confirm {
    type Path = ();

    async fn load(request: &PageRequest, (): ()) -> Result<Self, EarlyResponse> {
        Ok(Self(OwnEnterprise::to_edit(request).await?))
    }

    fn page(&self, request: &PageRequest, _: Option<&FormData>) -> Page {
        let (Self(own), t) = (self, request.lang.texts());
        let page = Page::new(request, AccountSection::Enterprise, t.own_capacity());
        let stated = own.profile.activities.iter().enumerate();
        let stated: Vec<_> = stated.filter(|(_, it)| it.capacity.is_some()).collect();
        if stated.is_empty() {
            return page
                .lead(t.own_capacity_none())
                .link(Step::Activities.path(), t.own_capacity_fill_in())
                .link(PATH, t.own_back());
        }
        let rows = stated.into_iter();
        let rows = rows.map(|(nth, it)| row(request, own, (nth, it)));
        page.lead(t.own_capacity_lead())
            .form(Form::here(request, t.own_capacity_button()))
            .part(Part::new(t.own_capacity_yours()).rows(rows))
            .link(PATH, t.own_back())
    }

    async fn send(&self, request: &PageRequest, _: &FormData) -> Result<Response, Refusal> {
        let confirm = ConfirmCapacityRequest {
            id: self.0.enterprise.id.clone(),
            etag: String::new(),
        };
        request.registry().confirm_capacity(confirm).await?;
        let done = request.lang.texts().own_capacity_confirmed();
        Ok(respond::go(request, HERE, Some(done)))
    }
}

fn row(request: &PageRequest, own: &OwnEnterprise, (nth, it): (usize, &Activity)) -> Row {
    let (lang, t) = (request.lang, request.lang.texts());
    let now = request.site.clock.now();
    let offer = Offer::new(lang, it, &own.profile.municipality_code, now);
    let confirmed = it.capacity.as_ref().and_then(|it| it.confirmed_at.as_ref());
    let path = format!("{}/{}", Step::Activities.path(), nth + 1);
    Row::new(activities::name(lang, &it.industry))
        .hint(offer.capacity.join(", "))
        .hint(t.own_capacity_is(freshness::words(lang, confirmed, now)))
        .link(lang, &path, t.own_change())
}
