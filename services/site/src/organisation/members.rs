//! `/konto/organisationer/<id>/medlemmar/<subject>`: what a member may do, and
//! taking one out.

use axum::response::Response;
use proto::asf::identity::v1::{
    ChangeMemberRoleRequest, ListMembersRequest, Member, Organisation, RemoveMemberRequest,
};

use super::{PATH, organisation, path_of, words};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    navigation::AccountSection,
    page_request::PageRequest,
    respond,
};

/// The organisation and the subject of an address.
type Named = (String, String);

pub(crate) struct Edit(Organisation, Member);

impl FormPage for Edit {
    type Path = Named;

    async fn load(request: &PageRequest, named: Named) -> Result<Self, EarlyResponse> {
        let (organisation, member) = member(request, named).await?;
        Ok(Self(organisation, member))
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let (lang, t) = (request.lang, request.lang.texts());
        let Self(of, member) = self;
        let path = format!("{}/medlemmar/{}", path_of(&of.id), member.subject_id);
        let role = typed.map_or(member.role(), |it| words::role_named(it.text("role")));
        let form = Form::here(request, t.save()).with(words::role_field(lang, role));
        let name = words::person(lang, &member.name, &member.email);
        Page::new(request, AccountSection::Organisations, name)
            .lead(t.org_member_of(&of.name, &member.email))
            .form(form)
            .link(&format!("{path}/ta-bort"), t.org_member_remove())
            .link(&path_of(&of.id), t.org_back())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let change = ChangeMemberRoleRequest {
            id: self.0.id.clone(),
            subject_id: self.1.subject_id.clone(),
            role: words::role_named(form.text("role")).into(),
        };
        request.organisations().change_member_role(change).await?;
        request.changed();
        let done = request.lang.texts().saved();
        Ok(respond::go(request, &path_of(&self.0.id), Some(done)))
    }
}

pub(crate) struct Remove(Organisation, Member);

impl FormPage for Remove {
    type Path = Named;

    async fn load(request: &PageRequest, named: Named) -> Result<Self, EarlyResponse> {
        let (organisation, member) = member(request, named).await?;
        Ok(Self(organisation, member))
    }

    fn page(&self, request: &PageRequest, _: Option<&FormData>) -> Page {
        let (lang, t) = (request.lang, request.lang.texts());
        let Self(of, member) = self;
        let name = words::person(lang, &member.name, &member.email);
        let (title, lead, button) = if is_self(request, member) {
            (
                t.org_leave_title(&of.name),
                t.org_leave_lead(),
                t.org_leave_button(),
            )
        } else {
            (
                t.org_remove_title(&name),
                t.org_remove_lead(&of.name),
                t.org_remove_button(),
            )
        };
        Page::new(request, AccountSection::Organisations, title)
            .lead(lead)
            .form(Form::here(request, button).grave())
            .link(&path_of(&of.id), t.org_back())
    }

    async fn send(&self, request: &PageRequest, _: &FormData) -> Result<Response, Refusal> {
        let remove = RemoveMemberRequest {
            id: self.0.id.clone(),
            subject_id: self.1.subject_id.clone(),
        };
        request.organisations().remove_member(remove).await?;
        request.changed();
        let t = request.lang.texts();
        Ok(if is_self(request, &self.1) {
            respond::go(request, PATH, Some(t.org_left()))
        } else {
            respond::go(request, &path_of(&self.0.id), Some(t.org_member_removed()))
        })
    }
}

async fn member(
    request: &PageRequest,
    (id, subject): Named,
) -> Result<(Organisation, Member), EarlyResponse> {
    let organisation = organisation(request, &id).await?;
    let list = ListMembersRequest { id };
    let answer = request.organisations().list_members(list).await?;
    let mut members = answer.into_inner().members.into_iter();
    let member = members.find(|it| it.subject_id == subject);
    Ok((organisation, member.ok_or(EarlyResponse::MISSING)?))
}

pub(super) fn is_self(request: &PageRequest, member: &Member) -> bool {
    let visitor = request.visitor.as_ref();
    visitor.is_some_and(|it| it.caller.subject == member.subject_id)
}
