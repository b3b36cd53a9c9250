//! `/konto/lank/<kind>/<token>`: where the links of mails lead. Opening one
//! changes nothing, since programs that look for malware open them all; the
//! button does.

use axum::{
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kernel::fault::ErrorReason;
use proto::asf::identity::v1::{
    AcceptInvitationRequest, ConfirmEmailRequest, MemberRole, ReadEmailLinkRequest,
    ReadEmailLinkResponse, ReadInvitationRequest, ReadInvitationResponse, ResetPasswordRequest,
    VerifyEmailRequest,
};
use tonic::{Code, Status};
use web::session::cookie;

use super::outside;
use crate::page::{
    Page,
    early_response::EarlyResponse,
    error_page,
    field::{self, Field},
    form::Form,
    form_data::FormData,
    local,
    navigation::AccountSection,
    onwards,
    page_request::PageRequest,
    respond,
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

pub(crate) async fn get(request: PageRequest, path: Named) -> Response {
    let Path((name, token)) = path;
    let response = match Kind::named(&name) {
        None => error_page::missing(&request),
        Some(Kind::Invitation) => match invitation(&request, token).await {
            Ok(page) => page.show(&request),
            Err(stop) => stop.into_response(),
        },
        Some(kind @ Kind::ResetPassword) => page(&request, kind, None).show(&request),
        Some(kind @ (Kind::VerifyEmail | Kind::ConfirmEmail)) => {
            match asked(&request, kind, token).await {
                Ok(asked) => page(&request, kind, Some(&asked)).show(&request),
                Err(stop) => stop.into_response(),
            }
        }
    };
    unreferred(response)
}

/// Who asked for the mail: it may have been a stranger.
async fn asked(
    request: &PageRequest,
    kind: Kind,
    token: String,
) -> Result<ReadEmailLinkResponse, EarlyResponse> {
    let question = ReadEmailLinkRequest { token };
    match request.accounts().read_email_link(question).await {
        Ok(answer) => Ok(answer.into_inner()),
        Err(status) if is_used_up(&status) => Err(used_up(request, kind).into()),
        Err(status) => Err(request.failed(&status)),
    }
}

pub(crate) async fn post(request: PageRequest, path: Named, sent: FormData) -> Response {
    let Path((name, token)) = path;
    let Some(kind) = Kind::named(&name) else {
        return error_page::missing(&request);
    };
    let asked = match kind {
        Kind::VerifyEmail => match asked(&request, kind, token.clone()).await {
            Ok(asked) => Some(asked),
            Err(stop) => return unreferred(stop.into_response()),
        },
        Kind::ConfirmEmail | Kind::ResetPassword | Kind::Invitation => None,
    };
    let done = match kind {
        Kind::VerifyEmail => {
            let asks = asked.as_ref().is_some_and(|it| it.asks_for_password);
            let password = asks.then(|| sent.raw("password").to_owned());
            verified(&request, token, password).await
        }
        Kind::ConfirmEmail => confirmed(&request, token).await,
        Kind::ResetPassword => reset(&request, token, &sent).await,
        Kind::Invitation => accepted(&request, token).await,
    };
    let response = match done {
        Ok(response) => response,
        Err(status) if is_used_up(&status) => used_up(&request, kind),
        Err(status) => page(&request, kind, asked.as_ref()).refused(&request, &status),
    };
    unreferred(response)
}

async fn verified(
    request: &PageRequest,
    token: String,
    password: Option<String>,
) -> Result<Response, Status> {
    let question = VerifyEmailRequest { token, password };
    request.accounts().verify_email(question).await?;
    let said = request.lang.texts().link_verified();
    let Some(going) = &request.onwards else {
        return Ok(in_or_to_login(request, said));
    };
    let mut response = match request.visitor {
        Some(_) => respond::to(going, Some(said)),
        None => {
            let login = outside::with_return("/konto/logga-in", Some(going));
            respond::go(request, &login, Some(said))
        }
    };
    respond::add_cookie(&mut response, onwards::arrived());
    Ok(response)
}

async fn confirmed(request: &PageRequest, token: String) -> Result<Response, Status> {
    let question = ConfirmEmailRequest { token };
    request.accounts().confirm_email(question).await?;
    Ok(in_or_to_login(
        request,
        request.lang.texts().link_confirmed(),
    ))
}

/// All sessions have ended, also the one of this browser.
async fn reset(request: &PageRequest, token: String, sent: &FormData) -> Result<Response, Status> {
    let password = sent.raw("password").to_owned();
    let question = ResetPasswordRequest { token, password };
    request.accounts().reset_password(question).await?;
    let said = request.lang.texts().link_reset();
    let mut response = respond::go(request, "/konto/logga-in", Some(said));
    respond::add_cookie(&mut response, cookie::set_session(""));
    Ok(response)
}

async fn accepted(request: &PageRequest, token: String) -> Result<Response, Status> {
    if let Err(stop) = request.required() {
        return Ok(stop.into_response());
    }
    let question = AcceptInvitationRequest { token };
    let answer = request
        .organisations()
        .accept_invitation(question)
        .await?
        .into_inner();
    request.changed();
    let organisation = answer.organisation.unwrap_or_default();
    let said = request.lang.texts().link_joined(&organisation.name);
    Ok(respond::go(request, "/konto", Some(said)))
}

/// In the account, or to the page to log in on.
fn in_or_to_login(request: &PageRequest, said: String) -> Response {
    let to = match request.visitor {
        Some(_) => "/konto",
        None => "/konto/logga-in",
    };
    respond::go(request, to, Some(said))
}

fn page(request: &PageRequest, kind: Kind, asked: Option<&ReadEmailLinkResponse>) -> Page {
    let t = request.lang.texts();
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
    let mut form = Form::here(request, button);
    if kind == Kind::ResetPassword {
        let field = Field::new_password("password", t.field_new_password());
        form = form.with(field.hint(t.new_password_hint()));
    }
    let mut page = Page::new(request, AccountSection::Outside, heading).lead(lead);
    if let Some(asked) = asked {
        let at = asked.asked_at.as_ref();
        let at = at.and_then(|at| request.lang.moment(at));
        page = page.lead(t.link_asked(at.unwrap_or_default(), &asked.name));
        if asked.asks_for_password {
            let label = t.link_verify_password();
            let field = Field::new("password", label, field::Kind::Password);
            form = form.with(field.hint(t.link_verify_password_hint()));
        }
    }
    page.form(form)
}

/// Who invites, and to what; with the ways in for whoever has none yet.
async fn invitation(request: &PageRequest, token: String) -> Result<Page, EarlyResponse> {
    let question = ReadInvitationRequest { token };
    let read = match request.organisations().read_invitation(question).await {
        Ok(answer) => answer.into_inner(),
        Err(status) if is_used_up(&status) => {
            return Err(used_up(request, Kind::Invitation).into());
        }
        Err(status) => return Err(request.failed(&status)),
    };
    let t = request.lang.texts();
    let heading = t.link_invited(&read.organisation_name);
    let page =
        Page::new(request, AccountSection::Outside, heading).lead(role_sentence(request, &read));
    if request.visitor.is_some() {
        return Ok(page.form(Form::here(request, t.link_invitation_button())));
    }
    let back = local::localised(request.lang, &request.path);
    let login = outside::with_return("/konto/logga-in", Some(&back));
    let sign_up = outside::with_return("/konto/skapa", Some(&back));
    Ok(page
        .lead(t.link_invitation_login())
        .link(&login, t.login_title())
        .link(&sign_up, t.sign_up_title()))
}

fn role_sentence(request: &PageRequest, read: &ReadInvitationResponse) -> String {
    let t = request.lang.texts();
    match read.role() {
        MemberRole::Owner => t.link_invited_owner(),
        MemberRole::Editor => t.link_invited_editor(),
        MemberRole::Viewer | MemberRole::Unspecified => t.link_invited_viewer(),
    }
}

fn is_used_up(status: &Status) -> bool {
    let reason = chassis::status::error_reason(status);
    reason == Some(ErrorReason::WrongLink) || status.code() == Code::NotFound
}

/// A link works once, and for a time.
fn used_up(request: &PageRequest, kind: Kind) -> Response {
    let t = request.lang.texts();
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
    let page = Page::new(request, AccountSection::Outside, t.link_used_up_title());
    let page = page.lead(lead).link(path, label);
    page.show_as(request, StatusCode::GONE)
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
