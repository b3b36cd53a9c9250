//! Sign-in services: off to one, back from it, and no longer linked.

use std::time::Duration;

use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use proto::asf::identity::v1::{
    Account, FinishProviderLoginRequest, FinishProviderLoginResponse, ListProvidersRequest,
    StartProviderLoginRequest, UnlinkProviderRequest,
};
use tonic::Status;
use web::session::cookie;

use super::{challenge::Challenge, guarded, outside, own, security};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    error_page,
    faults::Faults,
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    frame::{Frame, Section},
    local,
    navigation::{AccountSection, NavLink},
    page_request::PageRequest,
    respond,
    texts::L10nLanguage,
};

/// Ties the answer of a sign-in service to the browser that asked.
const BINDING: &str = "__Host-binding";
const BINDING_AGE: Duration = Duration::from_secs(600);

/// A step between: a form of ours may not lead to another site (CSP), and a
/// page that goes on by itself may.
#[derive(Template)]
#[template(path = "pages/account/onwards.html")]
struct OnwardsPage {
    page: Frame,
    t: &'static L10nLanguage,
    nav: Vec<NavLink>,
    url: String,
}

pub(crate) async fn start(
    request: PageRequest,
    Path(provider): Path<String>,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let return_to = local::path(sent.text("return_to")).unwrap_or_default();
    let question = StartProviderLoginRequest {
        provider,
        return_to: return_to.to_owned(),
        ..StartProviderLoginRequest::default()
    };
    match off(&request, question).await {
        Ok(response) => Ok(response),
        Err(status) => not_in(&request, &status),
    }
}

/// Off to the sign-in service.
async fn off(
    request: &PageRequest,
    question: StartProviderLoginRequest,
) -> Result<Response, Status> {
    let answer = request.factors().start_provider_login(question).await?;
    let (answer, t) = (answer.into_inner(), request.lang.texts());
    let page = OnwardsPage {
        page: Frame::new(request, Section::Account, t.provider_onwards(), "")
            .hidden_from_search_engines(),
        t,
        nav: Vec::new(),
        url: answer.url,
    };
    let mut response = respond::private(request, StatusCode::OK, &page);
    let binding = cookie::set(BINDING, &answer.binding, BINDING_AGE);
    respond::add_cookie(&mut response, binding);
    Ok(response)
}

/// `/konto/sakerhet/tjanster/<id>`: a sign-in service becomes a way in.
pub(crate) struct Link {
    account: Account,
    id: String,
    name: String,
}

impl FormPage for Link {
    type Path = String;

    async fn load(request: &PageRequest, id: String) -> Result<Self, EarlyResponse> {
        let account = own(request).await?;
        let mut factors = request.factors();
        let known = factors.list_providers(ListProvidersRequest {}).await?;
        let known = known.into_inner().providers;
        let Some(provider) = known.into_iter().find(|one| one.id == id) else {
            return Err(error_page::missing(request).into());
        };
        Ok(Self {
            account,
            id,
            name: provider.name,
        })
    }

    fn page(&self, request: &PageRequest, _: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        let form = Form::here(request, t.provider_link_button());
        Page::new(
            request,
            AccountSection::Security,
            t.provider_link_title(&self.name),
        )
        .lead(t.provider_link_lead(&self.name))
        .form(guarded(form, request, &self.account))
        .link_back(security::PATH, t.back_to_security())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let question = StartProviderLoginRequest {
            provider: self.id.clone(),
            return_to: local::localised(request.lang, security::PATH),
            password: form.raw("password").to_owned(),
        };
        Ok(off(request, question).await?)
    }
}

/// The browser comes back with an answer, or with the news that there is none.
pub(crate) async fn finish(
    request: PageRequest,
    Path(provider): Path<String>,
    headers: HeaderMap,
) -> Result<Response, EarlyResponse> {
    let query = FormData::parse(request.query.as_bytes()).unwrap_or_default();
    let (state, code) = (query.text("state"), query.text("code"));
    let binding = cookie::value(&headers, BINDING).unwrap_or_default();
    if state.is_empty() || code.is_empty() || binding.is_empty() {
        return Ok(broken_off(&request));
    }
    let question = FinishProviderLoginRequest {
        provider,
        state: state.to_owned(),
        code: code.to_owned(),
        binding: binding.to_owned(),
        client_address: request.client.address.to_string(),
        user_agent: request.client.user_agent.clone(),
        session: request.client.session.clone().unwrap_or_default(),
    };
    let mut response = match request.factors().finish_provider_login(question).await {
        Ok(answer) => come_in(&request, &answer.into_inner()),
        Err(status) => not_in(&request, &status)?,
    };
    respond::add_cookie(&mut response, cookie::remove(BINDING));
    Ok(response)
}

pub(crate) async fn unlink(
    request: PageRequest,
    Path(provider): Path<String>,
) -> Result<Response, EarlyResponse> {
    request.required()?;
    let question = UnlinkProviderRequest { provider };
    match request.factors().unlink_provider(question).await {
        Ok(_) => {
            let said = request.lang.texts().provider_unlinked();
            Ok(respond::go(&request, security::PATH, Some(said)))
        }
        Err(status) => security::refused(&request, &status).await,
    }
}

fn come_in(request: &PageRequest, answer: &FinishProviderLoginResponse) -> Response {
    let back = local::path(&answer.return_to);
    if answer.linked {
        let said = request.lang.texts().provider_linked();
        return respond::go(request, security::PATH, Some(said));
    }
    match answer.challenge.as_str() {
        "" => outside::logged_in(request, &answer.session, back),
        challenge => Challenge::ask(request, challenge, back),
    }
}

fn broken_off(request: &PageRequest) -> Response {
    let said = request.lang.texts().provider_broken_off();
    let mut response = respond::go(request, begun_at(request), Some(said));
    respond::add_cookie(&mut response, cookie::remove(BINDING));
    response
}

/// Back to where the button was, with the reason in words.
fn not_in(request: &PageRequest, status: &Status) -> Result<Response, EarlyResponse> {
    let said = Faults::of(request, status)?.said(request.lang.texts());
    Ok(respond::go(request, begun_at(request), Some(said)))
}

fn begun_at(request: &PageRequest) -> &'static str {
    match request.visitor {
        Some(_) => security::PATH,
        None => "/konto/logga-in",
    }
}
