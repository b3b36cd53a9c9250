//! `/konto/organisationer/<id>/medlemmar/<subject>`: what a member may do, and
//! taking one out.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::identity::v1::{
    ChangeMemberRoleRequest, ListMembersRequest, Member, Organisation, RemoveMemberRequest,
};

use super::{PATH, organisation, path_of, words};
use crate::{
    Site,
    page::{
        Page, early_response::EarlyResponse, error_page, form::Form, form_data::FormData, local,
        navigation::AccountSection, page_request::PageRequest, respond,
    },
};

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
    Path((id, subject)): Path<(String, String)>,
) -> Result<Response, EarlyResponse> {
    let (organisation, member) = member(&site, &request, &id, &subject).await?;
    Ok(sheet(&request, &organisation, &member).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    Path((id, subject)): Path<(String, String)>,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let (organisation, member) = member(&site, &request, &id, &subject).await?;
    let role = words::role_named(sent.text("role"));
    let question = request.asking(ChangeMemberRoleRequest {
        id: id.clone(),
        subject_id: subject,
        role: role.into(),
    });
    let mut organisations = site.clients.organisations.clone();
    match organisations.change_member_role(question).await {
        Ok(_) => {
            request.changed();
            let said = request.lang.texts().saved();
            Ok(respond::go(&request, &path_of(&id), Some(said)))
        }
        Err(status) => {
            let role = role.into();
            let typed = Member { role, ..member };
            Ok(sheet(&request, &organisation, &typed).refused(&request, &status))
        }
    }
}

pub(crate) async fn before_removal(
    State(site): State<Site>,
    request: PageRequest,
    Path((id, subject)): Path<(String, String)>,
) -> Result<Response, EarlyResponse> {
    let (organisation, member) = member(&site, &request, &id, &subject).await?;
    Ok(removal(&request, &organisation, &member).show(&request))
}

pub(crate) async fn remove(
    State(site): State<Site>,
    request: PageRequest,
    Path((id, subject)): Path<(String, String)>,
) -> Result<Response, EarlyResponse> {
    let (organisation, member) = member(&site, &request, &id, &subject).await?;
    let question = request.asking(RemoveMemberRequest {
        id: id.clone(),
        subject_id: subject,
    });
    let mut organisations = site.clients.organisations.clone();
    let is_self = is_self(&request, &member);
    match organisations.remove_member(question).await {
        Ok(_) => {
            request.changed();
            let t = request.lang.texts();
            Ok(if is_self {
                respond::go(&request, PATH, Some(t.org_left()))
            } else {
                respond::go(&request, &path_of(&id), Some(t.org_member_removed()))
            })
        }
        Err(status) => Ok(removal(&request, &organisation, &member).refused(&request, &status)),
    }
}

async fn member(
    site: &Site,
    request: &PageRequest,
    id: &str,
    subject: &str,
) -> Result<(Organisation, Member), EarlyResponse> {
    let organisation = organisation(site, request, id).await?;
    let question = request.asking(ListMembersRequest { id: id.to_owned() });
    let mut organisations = site.clients.organisations.clone();
    let members = match organisations.list_members(question).await {
        Ok(answer) => answer.into_inner().members,
        Err(status) => return Err(request.failed(&status)),
    };
    match members.into_iter().find(|it| it.subject_id == subject) {
        Some(member) => Ok((organisation, member)),
        None => Err(error_page::missing(request).into()),
    }
}

pub(super) fn is_self(request: &PageRequest, member: &Member) -> bool {
    let visitor = request.visitor.as_ref();
    visitor.is_some_and(|it| it.caller.subject == member.subject_id)
}

fn path_of_member(organisation: &Organisation, member: &Member) -> String {
    let path = path_of(&organisation.id);
    format!("{path}/medlemmar/{}", member.subject_id)
}

fn sheet(request: &PageRequest, organisation: &Organisation, member: &Member) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let path = path_of_member(organisation, member);
    let form = Form::new(lang, local::localised(lang, &path), t.save())
        .with(words::role_field(lang, member.role()));
    let name = words::person(lang, &member.name, &member.email);
    Page::new(request, AccountSection::Organisations.nav(lang), name)
        .lead(t.org_member_of(&organisation.name, &member.email))
        .form(form)
        .link(&format!("{path}/ta-bort"), t.org_member_remove())
        .link(&path_of(&organisation.id), t.org_back())
}

fn removal(request: &PageRequest, organisation: &Organisation, member: &Member) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let path = format!("{}/ta-bort", path_of_member(organisation, member));
    let name = words::person(lang, &member.name, &member.email);
    let (title, lead, button) = if is_self(request, member) {
        (
            t.org_leave_title(&organisation.name),
            t.org_leave_lead(),
            t.org_leave_button(),
        )
    } else {
        (
            t.org_remove_title(&name),
            t.org_remove_lead(&organisation.name),
            t.org_remove_button(),
        )
    };
    Page::new(request, AccountSection::Organisations.nav(lang), title)
        .lead(lead)
        .form(Form::new(lang, local::localised(lang, &path), button).grave())
        .link(&path_of(&organisation.id), t.org_back())
}
