//! `/konto/organisationer/<id>/bjud-in`: inviting by mail, and taking an
//! invitation back.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::identity::v1::{
    InviteMemberRequest, MemberRole, Organisation, WithdrawInvitationRequest,
};

use super::{organisation, path_of, words};
use crate::{
    Site,
    page::{
        Page, after,
        early_response::EarlyResponse,
        field::{Field, Kind},
        form::Form,
        form_data::FormData,
        local,
        navigation::AccountSection,
        page_request::PageRequest,
        respond,
    },
};

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    let organisation = organisation(&site, &request, &id).await?;
    Ok(sheet(&request, &organisation, &FormData::default()).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    Path(id): Path<String>,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let organisation = organisation(&site, &request, &id).await?;
    let question = request.asking(InviteMemberRequest {
        id: id.clone(),
        email: sent.text("email").to_owned(),
        role: words::role_named(sent.text("role")).into(),
    });
    let mut organisations = site.clients.organisations.clone();
    match organisations.invite_member(question).await {
        Ok(_) => {
            let said = request.lang.texts().org_invited();
            Ok(respond::go(&request, &path_of(&id), Some(said)))
        }
        Err(status) => Ok(sheet(&request, &organisation, &sent).refused(&request, &status)),
    }
}

pub(crate) async fn withdraw(
    State(site): State<Site>,
    request: PageRequest,
    Path((id, invitation)): Path<(String, String)>,
) -> Result<Response, EarlyResponse> {
    request.required()?;
    let question = request.asking(WithdrawInvitationRequest {
        id: id.clone(),
        invitation_id: invitation,
    });
    let mut organisations = site.clients.organisations.clone();
    let answer = organisations.withdraw_invitation(question).await;
    let said = request.lang.texts().org_invitation_withdrawn();
    after(&request, &path_of(&id), answer, said)
}

fn sheet(request: &PageRequest, organisation: &Organisation, sent: &FormData) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
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
    let nav = AccountSection::Organisations.nav(lang);
    Page::new(request, nav, t.org_invite_title(&organisation.name))
        .lead(t.org_invite_lead())
        .form(form)
        .link(&path, t.org_back())
}
