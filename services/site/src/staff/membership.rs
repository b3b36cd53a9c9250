//! `/personal/organisationer/<id>/medlemskap`: the days on which an
//! organisation is a member of Skoopi.

use axum::response::Response;
use proto::asf::identity::v1::{Organisation, SetSkoopiMembershipRequest, SkoopiMembership};

use super::{
    StaffSection,
    organisation::{organisation, path_of},
};
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

pub(crate) struct Membership(Organisation);

impl FormPage for Membership {
    type Path = String;

    async fn load(request: &PageRequest, id: String) -> Result<Self, EarlyResponse> {
        Ok(Self(organisation(request, id).await?))
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let (Self(of), t) = (self, request.lang.texts());
        let membership = of.skoopi_membership.as_ref();
        let (from, to) = membership.map_or(("", ""), |it| (&it.from, &it.to));
        let from = Field::new("from", t.staff_membership_from(), Kind::Day)
            .hint(t.staff_membership_from_hint())
            .optional()
            .valued(from);
        let to = Field::new("to", t.staff_membership_to(), Kind::Day)
            .hint(t.staff_membership_to_hint())
            .optional()
            .valued(to);
        let form = Form::here(request, t.save())
            .with(from.typed(typed))
            .with(to.typed(typed));
        let now = words::membership(request.lang, membership);
        let title = t.staff_membership_title();
        Page::new(request, StaffSection::Organisations, title)
            .lead(t.staff_membership_of(&of.name, now))
            .form(form)
            .link(&path_of(of), t.org_back())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let days = SkoopiMembership {
            from: form.text("from").to_owned(),
            to: form.text("to").to_owned(),
            valid: false,
        };
        let set = SetSkoopiMembershipRequest {
            id: self.0.id.clone(),
            // Without a first day it ends.
            membership: Some(days).filter(|days| !days.from.is_empty()),
        };
        request.staff().set_skoopi_membership(set).await?;
        let done = request.lang.texts().saved();
        Ok(respond::go(request, &path_of(&self.0), Some(done)))
    }
}
