//! `/konto/lank/<kind>/<token>`: where the links of mails lead. Opening one
//! changes nothing, since programs that look for malware open them all; the
//! button does.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use proto::asf::identity::v1::{
    AcceptInvitationRequest, ConfirmEmailRequest, MemberRole, ReadInvitationRequest,
    ReadInvitationResponse, ResetPasswordRequest, VerifyEmailRequest,
};
use tonic::{Code, Status};

use super::{
    form_page::{FormPage, Link},
    room::Room,
};
use crate::{
    session::cookie,
    site::{
        Site, error_page, field::Field, form::Form, local, respond, sent::Sent, stop::Stop,
        visit::Visit,
    },
};

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    VerifyEmail,
    ResetPassword,
    ConfirmEmail,
    Invitation,
}

impl Kind {
    fn named(name: &str) -> Option<Self> {
        match name {
            "bekrafta-epost" => Some(Self::VerifyEmail),
            "aterstall" => Some(Self::ResetPassword),
            "ny-epost" => Some(Self::ConfirmEmail),
            "inbjudan" => Some(Self::Invitation),
            _ => None,
        }
    }
}

/// The kind and the token of a path.
type Named = Path<(String, String)>;

pub(crate) async fn get(State(site): State<Site>, visit: Visit, path: Named) -> Response {
    let Path((name, token)) = path;
    let response = match Kind::named(&name) {
        None => error_page::missing(&visit),
        Some(Kind::Invitation) => match invitation(&site, &visit, token).await {
            Ok(page) => page.show(&visit),
            Err(stop) => stop.into_response(),
        },
        Some(kind) => page(&visit, kind).show(&visit),
    };
    unreferred(response)
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    path: Named,
    sent: Sent,
) -> Response {
    let Path((name, token)) = path;
    let Some(kind) = Kind::named(&name) else {
        return error_page::missing(&visit);
    };
    let accounts = site.clients.accounts.clone();
    let done = match kind {
        Kind::VerifyEmail => verified(&visit, accounts, token).await,
        Kind::ConfirmEmail => confirmed(&visit, accounts, token).await,
        Kind::ResetPassword => reset(&visit, accounts, token, &sent).await,
        Kind::Invitation => accepted(&site, &visit, token).await,
    };
    let response = match done {
        Ok(response) => response,
        Err(status) if is_used_up(&status) => used_up(&visit, kind),
        Err(status) => page(&visit, kind).refused(&visit, &status),
    };
    unreferred(response)
}

type Accounts = proto::asf::identity::v1::account_service_client::AccountServiceClient<
    tonic::transport::Channel,
>;

async fn verified(
    visit: &Visit,
    mut accounts: Accounts,
    token: String,
) -> Result<Response, Status> {
    let question = visit.asking(VerifyEmailRequest { token });
    accounts.verify_email(question).await?;
    let said = visit.lang.texts().link_verified();
    Ok(onwards(visit, said))
}

async fn confirmed(
    visit: &Visit,
    mut accounts: Accounts,
    token: String,
) -> Result<Response, Status> {
    let question = visit.asking(ConfirmEmailRequest { token });
    accounts.confirm_email(question).await?;
    Ok(onwards(visit, visit.lang.texts().link_confirmed()))
}

/// All sessions have ended, also the one of this browser.
async fn reset(
    visit: &Visit,
    mut accounts: Accounts,
    token: String,
    sent: &Sent,
) -> Result<Response, Status> {
    let password = sent.raw("password").to_owned();
    let question = visit.asking(ResetPasswordRequest { token, password });
    accounts.reset_password(question).await?;
    let said = visit.lang.texts().link_reset();
    let mut response = respond::go(visit, "/konto/logga-in", Some(said));
    respond::add_cookie(&mut response, cookie::set_session(""));
    Ok(response)
}

async fn accepted(site: &Site, visit: &Visit, token: String) -> Result<Response, Status> {
    if let Err(stop) = visit.required() {
        return Ok(stop.into_response());
    }
    let question = visit.asking(AcceptInvitationRequest { token });
    let mut organisations = site.clients.organisations.clone();
    let answer = organisations
        .accept_invitation(question)
        .await?
        .into_inner();
    visit.changed();
    let organisation = answer.organisation.unwrap_or_default();
    let said = visit.lang.texts().link_joined(&organisation.name);
    Ok(respond::go(visit, "/konto", Some(said)))
}

/// In the account, or to the page to log in on.
fn onwards(visit: &Visit, said: String) -> Response {
    let to = match visit.visitor {
        Some(_) => "/konto",
        None => "/konto/logga-in",
    };
    respond::go(visit, to, Some(said))
}

fn page(visit: &Visit, kind: Kind) -> FormPage {
    let t = visit.lang.texts();
    let here = local::localised(visit.lang, &visit.path);
    let (heading, lead, button) = match kind {
        Kind::VerifyEmail => (
            t.link_verify_title(),
            t.link_verify_lead(),
            t.link_verify_button(),
        ),
        Kind::ConfirmEmail => (
            t.link_confirm_title(),
            t.link_confirm_lead(),
            t.link_confirm_button(),
        ),
        Kind::ResetPassword => (
            t.link_reset_title(),
            t.link_reset_lead(),
            t.link_reset_button(),
        ),
        Kind::Invitation => (
            t.link_invitation_title(),
            t.link_invitation_again(),
            t.link_invitation_button(),
        ),
    };
    let mut form = Form::new(visit.lang, here, button);
    if kind == Kind::ResetPassword {
        let field = Field::new_password("password", t.field_new_password());
        form = form.with(field.hint(t.new_password_hint()));
    }
    FormPage::new(visit, Room::Outside, heading)
        .lead(lead)
        .form(form)
}

/// Who invites, and to what; with the ways in for whoever has none yet.
async fn invitation(site: &Site, visit: &Visit, token: String) -> Result<FormPage, Stop> {
    let question = visit.asking(ReadInvitationRequest { token });
    let mut organisations = site.clients.organisations.clone();
    let read = match organisations.read_invitation(question).await {
        Ok(answer) => answer.into_inner(),
        Err(status) if is_used_up(&status) => {
            return Err(used_up(visit, Kind::Invitation).into());
        }
        Err(status) => return Err(visit.failed(&status)),
    };
    let t = visit.lang.texts();
    let heading = t.link_invited(&read.organisation_name);
    let page = FormPage::new(visit, Room::Outside, heading).lead(role_sentence(visit, &read));
    if visit.visitor.is_some() {
        let here = local::localised(visit.lang, &visit.path);
        return Ok(page.form(Form::new(visit.lang, here, t.link_invitation_button())));
    }
    let back = local::encoded(&local::localised(visit.lang, &visit.path));
    let login = format!("/konto/logga-in?return_to={back}");
    Ok(page
        .lead(t.link_invitation_login())
        .link(Link::new(visit.lang, &login, t.login_title()))
        .link(Link::new(visit.lang, "/konto/skapa", t.sign_up_title())))
}

fn role_sentence(visit: &Visit, read: &ReadInvitationResponse) -> String {
    let t = visit.lang.texts();
    match read.role() {
        MemberRole::Owner => t.link_invited_owner(),
        MemberRole::Editor => t.link_invited_editor(),
        MemberRole::Viewer | MemberRole::Unspecified => t.link_invited_viewer(),
    }
}

fn is_used_up(status: &Status) -> bool {
    let reason = chassis::status::reason(status);
    reason.as_deref() == Some("WRONG_LINK") || status.code() == Code::NotFound
}

/// A link works once, and for a time.
fn used_up(visit: &Visit, kind: Kind) -> Response {
    let t = visit.lang.texts();
    let (path, label) = match kind {
        Kind::VerifyEmail => ("/konto/skapa/klart", t.sign_up_again()),
        Kind::ResetPassword => ("/konto/glomt-losenord", t.forgotten_button()),
        Kind::ConfirmEmail => ("/konto/uppgifter/epost", t.email_title()),
        Kind::Invitation => ("/konto", t.account_overview()),
    };
    let lead = match kind {
        Kind::Invitation => t.link_used_up_invitation(),
        Kind::VerifyEmail | Kind::ResetPassword | Kind::ConfirmEmail => t.link_used_up_lead(),
    };
    let page = FormPage::new(visit, Room::Outside, t.link_used_up_title());
    let page = page.lead(lead).link(Link::new(visit.lang, path, label));
    respond::private(visit, axum::http::StatusCode::GONE, &page)
}

/// The address holds a secret: no other site is to learn it.
fn unreferred(mut response: Response) -> Response {
    let own = HeaderValue::from_static("same-origin");
    response.headers_mut().insert(header::REFERRER_POLICY, own);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_links_of_our_mails_lead_somewhere() {
        assert_eq!(Kind::named("inbjudan"), Some(Kind::Invitation));
        assert_eq!(Kind::named("annat"), None);
    }
}
