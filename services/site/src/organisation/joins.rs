//! `/konto/organisationer/<id>/forfragningar/<subject>`: letting somebody in,
//! or not.

use axum::response::Response;
use kernel::fault::ErrorReason;
use proto::asf::identity::v1::{
    DecideJoinRequestRequest, JoinRequest, ListJoinRequestsRequest, Organisation,
};

use super::{organisation, path_of, words};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    faults::Faults,
    field::{Choice, Field, Kind},
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    navigation::AccountSection,
    page_request::PageRequest,
    respond,
};

/// The answer that is no role.
const NO: &str = "no";

pub(crate) struct Decide {
    organisation: Organisation,
    join: JoinRequest,
}

impl FormPage for Decide {
    type Path = (String, String);

    async fn load(
        request: &PageRequest,
        (id, subject): (String, String),
    ) -> Result<Self, EarlyResponse> {
        let organisation = organisation(request, &id).await?;
        let list = ListJoinRequestsRequest { id };
        let answer = request.organisations().list_join_requests(list).await?;
        let mut requests = answer.into_inner().join_requests.into_iter();
        let join = requests.find(|it| it.subject_id == subject);
        let join = join.ok_or(EarlyResponse::MISSING)?;
        Ok(Self { organisation, join })
    }

    fn page(&self, request: &PageRequest, _: Option<&FormData>) -> Page {
        let (lang, t) = (request.lang, request.lang.texts());
        let Self { organisation, join } = self;
        let roles = words::ROLES.map(|role| {
            let label = t.org_join_as(words::role(lang, role));
            Choice::new(role.as_str_name(), label)
        });
        let mut choices = roles.to_vec();
        choices.push(Choice::new(NO, t.org_join_no()));
        let answer = Field::new("answer", t.org_join_answer(), Kind::Radio(choices));
        let title = t.org_join_asks(words::person(lang, &join.name, &join.email));
        let mut page = Page::new(request, AccountSection::Organisations, title)
            .lead(t.org_member_of(&organisation.name, &join.email));
        if !join.message.is_empty() {
            page = page.lead(t.org_join_says(&join.message));
        }
        page.form(Form::here(request, t.org_join_decide()).with(answer))
            .link(&path_of(&organisation.id), t.org_back())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let answer = form.text("answer");
        if answer.is_empty() {
            return Err(Faults::at("answer", ErrorReason::Required).into());
        }
        let decide = DecideJoinRequestRequest {
            id: self.organisation.id.clone(),
            subject_id: self.join.subject_id.clone(),
            approve: answer != NO,
            role: words::role_named(answer).into(),
        };
        request.organisations().decide_join_request(decide).await?;
        let done = request.lang.texts().org_join_decided();
        Ok(respond::go(
            request,
            &path_of(&self.organisation.id),
            Some(done),
        ))
    }
}
