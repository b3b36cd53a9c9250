//! `/konto/kod`: the second factor, after the password.

use axum::{http::HeaderMap, response::Response};
use kernel::fault::ErrorReason;
use proto::asf::identity::v1::AnswerChallengeRequest;

use super::{challenge::Challenge, outside, security};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    faults::Faults,
    field::{Field, Kind},
    form::Form,
    form_data::FormData,
    kept,
    navigation::AccountSection,
    page_request::PageRequest,
    respond,
};

pub(crate) async fn get(request: PageRequest, headers: HeaderMap) -> Response {
    match Challenge::read(&headers) {
        Some(_) => page(&request).show(&request),
        None => respond::go(&request, "/konto/logga-in", None),
    }
}

pub(crate) async fn post(
    request: PageRequest,
    headers: HeaderMap,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let Some(challenge) = Challenge::read(&headers) else {
        return Ok(begin_again(&request));
    };
    let question = AnswerChallengeRequest {
        challenge: challenge.token,
        code: sent.text("code").to_owned(),
        client_address: request.client.address.to_string(),
        user_agent: request.client.user_agent.clone(),
        session: request.client.session.clone().unwrap_or_default(),
    };
    let back = challenge.return_to.as_deref();
    match request.sessions().answer_challenge(question).await {
        Ok(answer) => {
            let answer = answer.into_inner();
            let mut response = match answer.recovery_codes_left {
                // Somebody who lost the phone needs the security page next, but
                // for the form that waits for them.
                Some(left) => {
                    let said = request.lang.texts().code_recovery_used(left);
                    match back.filter(|it| kept::is_named_in(it)) {
                        Some(back) => respond::to(back, Some(said)),
                        None => respond::go(&request, security::PATH, Some(said)),
                    }
                }
                None => outside::in_at(&request, back),
            };
            respond::add_cookie(
                &mut response,
                web::session::cookie::set_session(&answer.session),
            );
            Challenge::over(&mut response);
            Ok(response)
        }
        Err(status) => {
            let faults = Faults::of(&request, &status)?;
            if faults.is(ErrorReason::ChallengeEnded) {
                return Ok(begin_again(&request));
            }
            Ok(page(&request).faulty(&request, faults))
        }
    }
}

fn begin_again(request: &PageRequest) -> Response {
    let said = request.lang.texts().code_ended();
    let mut response = respond::go(request, "/konto/logga-in", Some(said));
    Challenge::over(&mut response);
    response
}

fn page(request: &PageRequest) -> Page {
    let t = request.lang.texts();
    let code = Field::new("code", t.field_code(), Kind::Code).hint(t.code_hint());
    Page::new(request, AccountSection::Outside, t.code_title())
        .lead(t.code_lead())
        .form(Form::here(request, t.login_button()).with(code))
        .link_back("/konto/logga-in", t.code_back())
}
