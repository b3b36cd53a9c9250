//! Sign-in services: off to one, back from it, and no longer linked.

use std::time::Duration;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use proto::asf::identity::v1::{
    FinishProviderLoginRequest, FinishProviderLoginResponse, StartProviderLoginRequest,
    UnlinkProviderRequest,
};
use tonic::Status;

use super::{challenge::Challenge, outside, room::Door, security};
use crate::{
    session::cookie,
    site::{
        Site,
        faults::Faults,
        frame::{Frame, Section},
        local, respond,
        sent::Sent,
        stop::Stop,
        texts::L10nLanguage,
        visit::Visit,
    },
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
    doors: Vec<Door>,
    url: String,
}

pub(crate) async fn start(
    State(site): State<Site>,
    visit: Visit,
    Path(provider): Path<String>,
    sent: Sent,
) -> Result<Response, Stop> {
    let return_to = local::path(sent.text("return_to")).unwrap_or_default();
    let question = visit.asking(StartProviderLoginRequest {
        provider,
        return_to: return_to.to_owned(),
    });
    let mut factors = site.clients.factors.clone();
    let answer = match factors.start_provider_login(question).await {
        Ok(answer) => answer.into_inner(),
        Err(status) => return not_in(&visit, &status),
    };
    let t = visit.lang.texts();
    let page = OnwardsPage {
        page: Frame::new(&visit, Section::Account, t.provider_onwards(), "")
            .hidden_from_search_engines(),
        t,
        doors: Vec::new(),
        url: answer.url,
    };
    let mut response = respond::private(&visit, StatusCode::OK, &page);
    let binding = cookie::set(BINDING, &answer.binding, BINDING_AGE);
    respond::add_cookie(&mut response, binding);
    Ok(response)
}

/// The browser comes back with an answer, or with the news that there is none.
pub(crate) async fn finish(
    State(site): State<Site>,
    visit: Visit,
    Path(provider): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Stop> {
    let query = Sent::parse(visit.query.as_bytes()).unwrap_or_default();
    let (state, code) = (query.text("state"), query.text("code"));
    let binding = cookie::value(&headers, BINDING).unwrap_or_default();
    if state.is_empty() || code.is_empty() || binding.is_empty() {
        return Ok(broken_off(&visit));
    }
    let question = visit.asking(FinishProviderLoginRequest {
        provider,
        state: state.to_owned(),
        code: code.to_owned(),
        binding: binding.to_owned(),
        client_address: visit.client.address.to_string(),
        user_agent: visit.client.user_agent.clone(),
        session: visit.client.session.clone().unwrap_or_default(),
    });
    let mut factors = site.clients.factors.clone();
    let mut response = match factors.finish_provider_login(question).await {
        Ok(answer) => come_in(&visit, &answer.into_inner()),
        Err(status) => not_in(&visit, &status)?,
    };
    respond::add_cookie(&mut response, cookie::remove(BINDING));
    Ok(response)
}

pub(crate) async fn unlink(
    State(site): State<Site>,
    visit: Visit,
    Path(provider): Path<String>,
) -> Result<Response, Stop> {
    visit.required()?;
    let question = visit.asking(UnlinkProviderRequest { provider });
    match site.clients.factors.clone().unlink_provider(question).await {
        Ok(_) => {
            let said = visit.lang.texts().provider_unlinked();
            Ok(respond::go(&visit, "/konto/sakerhet", Some(said)))
        }
        Err(status) => security::refused(&site, &visit, &status).await,
    }
}

fn come_in(visit: &Visit, answer: &FinishProviderLoginResponse) -> Response {
    let back = local::path(&answer.return_to);
    if answer.linked {
        let said = visit.lang.texts().provider_linked();
        return respond::go(visit, "/konto/sakerhet", Some(said));
    }
    match answer.challenge.as_str() {
        "" => outside::logged_in(visit, &answer.session, back),
        challenge => Challenge::ask(visit, challenge, back),
    }
}

fn broken_off(visit: &Visit) -> Response {
    let said = visit.lang.texts().provider_broken_off();
    let mut response = respond::go(visit, begun_at(visit), Some(said));
    respond::add_cookie(&mut response, cookie::remove(BINDING));
    response
}

/// Back to where the button was, with the reason in words.
fn not_in(visit: &Visit, status: &Status) -> Result<Response, Stop> {
    let said = Faults::of(visit, status)?.said(visit.lang.texts());
    Ok(respond::go(visit, begun_at(visit), Some(said)))
}

fn begun_at(visit: &Visit) -> &'static str {
    match visit.visitor {
        Some(_) => "/konto/sakerhet",
        None => "/konto/logga-in",
    }
}
