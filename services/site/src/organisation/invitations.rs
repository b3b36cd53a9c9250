//! `/konto/organisationer/<id>/bjud-in`: inviting by mail, and taking an
//! invitation back.

use axum::{extract::Path, response::Response};
use proto::asf::identity::v1::{
    InviteMemberRequest, MemberRole, Organisation, WithdrawInvitationRequest,
};

use super::{organisation, path_of, words};
use crate::page::{
    Page, after,
    early_response::EarlyResponse,
    field::{Field, Kind},
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    navigation::AccountSection,
    page_request::PageRequest,
    respond,
};

pub(crate) struct Invite(Organisation);

impl FormPage for Invite {
    type Path = String;

    async fn load(request: &PageRequest, id: String) -> Result<Self, EarlyResponse> {
        Ok(Self(organisation(request, &id).await?))
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let (Self(of), t) = (self, request.lang.texts());
        let role = match words::role_named(typed.map_or("", |it| it.text("role"))) {
            MemberRole::Unspecified => MemberRole::Viewer,
            chosen @ (MemberRole::Viewer | MemberRole::Editor | MemberRole::Owner) => chosen,
        };
        let email = Field::new("email", t.field_email(), Kind::Email).autofill("off");
        let form = Form::here(request, t.org_invite_button())
            .with(email.typed(typed))
            .with(words::role_field(request.lang, role));
        let title = t.org_invite_title(&of.name);
        Page::new(request, AccountSection::Organisations, title)
            .lead(t.org_invite_lead())
            .form(form)
            .link(&path_of(&of.id), t.org_back())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let invite = InviteMemberRequest {
            id: self.0.id.clone(),
            email: form.text("email").to_owned(),
            role: words::role_named(form.text("role")).into(),
        };
        request.organisations().invite_member(invite).await?;
        let done = request.lang.texts().org_invited();
        Ok(respond::go(request, &path_of(&self.0.id), Some(done)))
    }
}

pub(crate) async fn withdraw(
    request: PageRequest,
    Path((id, invitation_id)): Path<(String, String)>,
) -> Result<Response, EarlyResponse> {
    request.required()?;
    let path = path_of(&id);
    let withdraw = WithdrawInvitationRequest { id, invitation_id };
    let answer = request.organisations().withdraw_invitation(withdraw).await;
    let done = request.lang.texts().org_invitation_withdrawn();
    after(&request, &path, answer, done)
}
