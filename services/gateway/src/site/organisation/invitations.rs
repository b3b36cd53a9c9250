//! `/konto/organisationer/<id>/bjud-in`: inviting by mail, and taking an
//! invitation back.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::identity::v1::{
    InviteMemberRequest, MemberRole, Organisation, WithdrawInvitationRequest,
};

use super::{
    organisation, path_of,
    sheet::{Sheet, after},
    words,
};
use crate::site::{
    Site,
    account::room::Room,
    field::{Field, Kind},
    form::Form,
    local, respond,
    sent::Sent,
    stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    let organisation = organisation(&site, &visit, &id).await?;
    Ok(sheet(&visit, &organisation, &Sent::default()).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Stop> {
    let organisation = organisation(&site, &visit, &id).await?;
    let question = visit.asking(InviteMemberRequest {
        id: id.clone(),
        email: sent.text("email").to_owned(),
        role: words::role_named(sent.text("role")).into(),
    });
    let mut organisations = site.clients.organisations.clone();
    match organisations.invite_member(question).await {
        Ok(_) => {
            let said = visit.lang.texts().org_invited();
            Ok(respond::go(&visit, &path_of(&id), Some(said)))
        }
        Err(status) => Ok(sheet(&visit, &organisation, &sent).refused(&visit, &status)),
    }
}

pub(crate) async fn withdraw(
    State(site): State<Site>,
    visit: Visit,
    Path((id, invitation)): Path<(String, String)>,
) -> Result<Response, Stop> {
    visit.required()?;
    let question = visit.asking(WithdrawInvitationRequest {
        id: id.clone(),
        invitation_id: invitation,
    });
    let mut organisations = site.clients.organisations.clone();
    let answer = organisations.withdraw_invitation(question).await;
    let said = visit.lang.texts().org_invitation_withdrawn();
    after(&visit, &path_of(&id), answer, said)
}

fn sheet(visit: &Visit, organisation: &Organisation, sent: &Sent) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let path = path_of(&organisation.id);
    let role = match words::role_named(sent.text("role")) {
        MemberRole::Unspecified => MemberRole::Viewer,
        chosen @ (MemberRole::Viewer | MemberRole::Editor | MemberRole::Owner) => chosen,
    };
    let action = local::localised(lang, &format!("{path}/bjud-in"));
    let form = Form::new(lang, action, t.org_invite_button())
        .with(
            Field::new("email", t.field_email(), Kind::Email)
                .autofill("off")
                .filled(sent),
        )
        .with(words::role_field(lang, role));
    let doors = Room::Organisations.doors(lang);
    Sheet::new(visit, doors, t.org_invite_title(&organisation.name))
        .lead(t.org_invite_lead())
        .form(form)
        .link(&path, t.org_back())
}
