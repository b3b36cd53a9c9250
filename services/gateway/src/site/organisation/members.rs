//! `/konto/organisationer/<id>/medlemmar/<subject>`: what a member may do, and
//! taking one out.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::identity::v1::{
    ChangeMemberRoleRequest, ListMembersRequest, Member, Organisation, RemoveMemberRequest,
};

use super::{PATH, organisation, path_of, sheet::Sheet, words};
use crate::site::{
    Site, account::room::Room, error_page, form::Form, local, respond, sent::Sent, stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((id, subject)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let (organisation, member) = member(&site, &visit, &id, &subject).await?;
    Ok(sheet(&visit, &organisation, &member).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path((id, subject)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Stop> {
    let (organisation, member) = member(&site, &visit, &id, &subject).await?;
    let role = words::role_named(sent.text("role"));
    let question = visit.asking(ChangeMemberRoleRequest {
        id: id.clone(),
        subject_id: subject,
        role: role.into(),
    });
    let mut organisations = site.clients.organisations.clone();
    match organisations.change_member_role(question).await {
        Ok(_) => {
            visit.changed();
            let said = visit.lang.texts().saved();
            Ok(respond::go(&visit, &path_of(&id), Some(said)))
        }
        Err(status) => {
            let role = role.into();
            let typed = Member { role, ..member };
            Ok(sheet(&visit, &organisation, &typed).refused(&visit, &status))
        }
    }
}

pub(crate) async fn before_removal(
    State(site): State<Site>,
    visit: Visit,
    Path((id, subject)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let (organisation, member) = member(&site, &visit, &id, &subject).await?;
    Ok(removal(&visit, &organisation, &member).show(&visit))
}

pub(crate) async fn remove(
    State(site): State<Site>,
    visit: Visit,
    Path((id, subject)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let (organisation, member) = member(&site, &visit, &id, &subject).await?;
    let question = visit.asking(RemoveMemberRequest {
        id: id.clone(),
        subject_id: subject,
    });
    let mut organisations = site.clients.organisations.clone();
    let is_self = is_self(&visit, &member);
    match organisations.remove_member(question).await {
        Ok(_) => {
            visit.changed();
            let t = visit.lang.texts();
            Ok(if is_self {
                respond::go(&visit, PATH, Some(t.org_left()))
            } else {
                respond::go(&visit, &path_of(&id), Some(t.org_member_removed()))
            })
        }
        Err(status) => Ok(removal(&visit, &organisation, &member).refused(&visit, &status)),
    }
}

async fn member(
    site: &Site,
    visit: &Visit,
    id: &str,
    subject: &str,
) -> Result<(Organisation, Member), Stop> {
    let organisation = organisation(site, visit, id).await?;
    let question = visit.asking(ListMembersRequest { id: id.to_owned() });
    let mut organisations = site.clients.organisations.clone();
    let members = match organisations.list_members(question).await {
        Ok(answer) => answer.into_inner().members,
        Err(status) => return Err(visit.failed(&status)),
    };
    match members.into_iter().find(|it| it.subject_id == subject) {
        Some(member) => Ok((organisation, member)),
        None => Err(error_page::missing(visit).into()),
    }
}

pub(super) fn is_self(visit: &Visit, member: &Member) -> bool {
    let visitor = visit.visitor.as_ref();
    visitor.is_some_and(|it| it.caller.subject == member.subject_id)
}

fn path_of_member(organisation: &Organisation, member: &Member) -> String {
    let path = path_of(&organisation.id);
    format!("{path}/medlemmar/{}", member.subject_id)
}

fn sheet(visit: &Visit, organisation: &Organisation, member: &Member) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let path = path_of_member(organisation, member);
    let form = Form::new(lang, local::localised(lang, &path), t.save())
        .with(words::role_field(lang, member.role()));
    let name = words::person(lang, &member.name, &member.email);
    Sheet::new(visit, Room::Organisations.doors(lang), name)
        .lead(t.org_member_of(&organisation.name, &member.email))
        .form(form)
        .link(&format!("{path}/ta-bort"), t.org_member_remove())
        .link(&path_of(&organisation.id), t.org_back())
}

fn removal(visit: &Visit, organisation: &Organisation, member: &Member) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let path = format!("{}/ta-bort", path_of_member(organisation, member));
    let name = words::person(lang, &member.name, &member.email);
    let (title, lead, button) = if is_self(visit, member) {
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
    Sheet::new(visit, Room::Organisations.doors(lang), title)
        .lead(lead)
        .form(Form::new(lang, local::localised(lang, &path), button).grave())
        .link(&path_of(&organisation.id), t.org_back())
}
