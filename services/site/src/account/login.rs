//! `/konto/logga-in`: by password, by passkey or by a sign-in service. And
//! out again.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use proto::asf::identity::v1::{
    CreateSessionRequest, EndSessionRequest, ListProvidersRequest, Provider,
};
use web::session::cookie;

use super::{challenge::Challenge, outside};
use crate::page::{
    early_response::EarlyResponse,
    faults::Faults,
    field::{Field, Kind},
    form::Form,
    form_data::FormData,
    frame::{Frame, Section},
    local,
    navigation::NavLink,
    page_request::PageRequest,
    respond,
    texts::L10nLanguage,
};

#[derive(Template)]
#[template(path = "pages/account/login.html")]
struct LoginPage {
    page: Frame,
    t: &'static L10nLanguage,
    nav: Vec<NavLink>,
    form: Form,
    return_to: String,
    providers: Vec<Provider>,
}

pub(crate) async fn get(request: PageRequest) -> Response {
    let return_to = outside::return_to(&request);
    if request.visitor.is_some() {
        return outside::in_at(&request, return_to.as_deref());
    }
    let return_to = return_to.unwrap_or_default();
    let form = form(&request, &FormData::default(), &return_to);
    let page = page(&request, form, return_to).await;
    respond::private(&request, StatusCode::OK, &page)
}

pub(crate) async fn post(request: PageRequest, sent: FormData) -> Result<Response, EarlyResponse> {
    let return_to = local::path(sent.text("return_to")).unwrap_or_default();
    let question = CreateSessionRequest {
        email: sent.text("email").to_owned(),
        password: sent.raw("password").to_owned(),
        client_address: request.client.address.to_string(),
        user_agent: request.client.user_agent.clone(),
        session: request.client.session.clone().unwrap_or_default(),
    };
    let status = match request.sessions().create_session(question).await {
        Ok(answer) => {
            let answer = answer.into_inner();
            if !answer.challenge.is_empty() {
                return Ok(Challenge::ask(&request, &answer.challenge, Some(return_to)));
            }
            return Ok(outside::logged_in(
                &request,
                &answer.session,
                Some(return_to),
            ));
        }
        Err(status) => status,
    };
    let faults = Faults::of(&request, &status)?;
    let form = form(&request, &sent, return_to).judged(faults);
    let mut page = page(&request, form, return_to.to_owned()).await;
    page.page.title = page.t.fault_title(&page.page.title);
    Ok(respond::refused(&request, &page))
}

/// Ends the session of this browser, whatever identity says: the cookie goes.
pub(crate) async fn log_out(request: PageRequest) -> Response {
    if request.visitor.is_some() {
        let id = "current".to_owned();
        let question = EndSessionRequest { id };
        if let Err(status) = request.sessions().end_session(question).await {
            tracing::warn!(rpc.code = ?status.code(), "a session was not ended");
            return request.failed(&status).into_response();
        }
    }
    request.changed();
    let done = request.lang.texts().logged_out();
    let mut response = respond::go(&request, "/", Some(done));
    respond::add_cookie(&mut response, cookie::set_session(""));
    response
}

fn form(request: &PageRequest, sent: &FormData, return_to: &str) -> Form {
    let t = request.lang.texts();
    Form::new(
        request.lang,
        local::localised(request.lang, "/konto/logga-in"),
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

async fn page(request: &PageRequest, form: Form, return_to: String) -> LoginPage {
    let t = request.lang.texts();
    let question = ListProvidersRequest {};
    // Without the buttons one can still log in by password.
    let providers = request.factors().list_providers(question).await;
    let providers = providers.map(|answer| answer.into_inner().providers);
    LoginPage {
        page: Frame::new(
            request,
            Section::Account,
            t.login_title(),
            t.login_description(),
        ),
        t,
        nav: Vec::new(),
        form,
        return_to,
        providers: providers.unwrap_or_default(),
    }
}
