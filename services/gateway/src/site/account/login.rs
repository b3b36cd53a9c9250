//! `/konto/logga-in`: by password, by passkey or by a sign-in service. And
//! out again.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use proto::asf::identity::v1::{
    CreateSessionRequest, EndSessionRequest, ListProvidersRequest, Provider,
};

use super::{challenge::Challenge, outside, room::Door};
use crate::{
    session::cookie,
    site::{
        Site,
        faults::Faults,
        field::{Field, Kind},
        form::Form,
        frame::{Frame, Section},
        local, respond,
        sent::Sent,
        stop::Stop,
        texts::L10nLanguage,
        visit::Visit,
    },
};

#[derive(Template)]
#[template(path = "pages/account/login.html")]
struct LoginPage {
    page: Frame,
    t: &'static L10nLanguage,
    doors: Vec<Door>,
    form: Form,
    return_to: String,
    providers: Vec<Provider>,
}

pub(crate) async fn get(State(site): State<Site>, visit: Visit) -> Response {
    let return_to = outside::return_to(&visit);
    if visit.visitor.is_some() {
        return outside::in_at(&visit, return_to.as_deref());
    }
    let return_to = return_to.unwrap_or_default();
    let form = form(&visit, &Sent::default(), &return_to);
    let page = page(&site, &visit, form, return_to).await;
    respond::private(&visit, StatusCode::OK, &page)
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    let return_to = local::path(sent.text("return_to")).unwrap_or_default();
    let question = visit.asking(CreateSessionRequest {
        email: sent.text("email").to_owned(),
        password: sent.raw("password").to_owned(),
        client_address: visit.client.address.to_string(),
        user_agent: visit.client.user_agent.clone(),
        session: visit.client.session.clone().unwrap_or_default(),
    });
    let status = match site.clients.sessions.clone().create_session(question).await {
        Ok(answer) => {
            let answer = answer.into_inner();
            if !answer.challenge.is_empty() {
                return Ok(Challenge::ask(&visit, &answer.challenge, Some(return_to)));
            }
            return Ok(outside::logged_in(&visit, &answer.session, Some(return_to)));
        }
        Err(status) => status,
    };
    let faults = Faults::of(&visit, &status)?;
    let form = form(&visit, &sent, return_to).judged(faults);
    let mut page = page(&site, &visit, form, return_to.to_owned()).await;
    page.page.title = page.t.fault_title(&page.page.title);
    Ok(respond::refused(&visit, &page))
}

/// Ends the session of this browser, whatever identity says: the cookie goes.
pub(crate) async fn log_out(State(site): State<Site>, visit: Visit) -> Response {
    if visit.visitor.is_some() {
        let id = "current".to_owned();
        let question = visit.asking(EndSessionRequest { id });
        if let Err(status) = site.clients.sessions.clone().end_session(question).await {
            tracing::warn!(rpc.code = ?status.code(), "a session was not ended");
            return visit.failed(&status).into_response();
        }
    }
    visit.changed();
    let done = visit.lang.texts().logged_out();
    let mut response = respond::go(&visit, "/", Some(done));
    respond::add_cookie(&mut response, cookie::set_session(""));
    response
}

fn form(visit: &Visit, sent: &Sent, return_to: &str) -> Form {
    let t = visit.lang.texts();
    Form::new(
        visit.lang,
        local::localised(visit.lang, "/konto/logga-in"),
        t.login_button(),
    )
    .hiding("return_to", return_to)
    .with(
        Field::new("email", t.field_email(), Kind::Email)
            .autofill("username")
            .filled(sent),
    )
    .with(Field::new("password", t.field_password(), Kind::Password))
}

async fn page(site: &Site, visit: &Visit, form: Form, return_to: String) -> LoginPage {
    let t = visit.lang.texts();
    let question = visit.asking(ListProvidersRequest {});
    // Without the buttons one can still log in by password.
    let providers = site.clients.factors.clone().list_providers(question).await;
    let providers = providers.map(|answer| answer.into_inner().providers);
    LoginPage {
        page: Frame::new(
            visit,
            Section::Account,
            t.login_title(),
            t.login_description(),
        ),
        t,
        doors: Vec::new(),
        form,
        return_to,
        providers: providers.unwrap_or_default(),
    }
}
