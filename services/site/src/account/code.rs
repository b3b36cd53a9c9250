//! `/konto/kod`: the second factor, after the password.

use axum::{http::HeaderMap, response::Response};
use kernel::fault::ErrorReason;
use proto::asf::identity::v1::AnswerChallengeRequest;

use super::{challenge::Challenge, outside, security};
use crate::page::{
    Page, asked,
    early_response::EarlyResponse,
    faults::Faults,
    field::{Field, Kind},
    form::Form,
    form_data::FormData,
    kept, local,
    navigation::AccountSection,
    page_request::PageRequest,
    respond,
};

const PATH: &str = "/konto/kod";
/// What the address says where the code is from paper.
const PAPER: &str = "papper";
const PAPER_PATH: &str = "/konto/kod?papper=ja";

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

/// Phones show a keyboard of digits for the app's code, on which nobody could
/// type one from paper: that has the same page by another address.
fn page(request: &PageRequest) -> Page {
    let t = request.lang.texts();
    let section = AccountSection::Outside;
    let code = Field::new("code", t.field_code(), Kind::Code);
    let page = if asked(request).has(PAPER) {
        let action = local::localised(request.lang, PAPER_PATH);
        let form = Form::new(request.lang, action, t.login_button());
        Page::new(request, section, t.code_paper_title())
            .lead(t.code_paper_lead())
            .form(form.with(code.of_letters().hint(t.code_paper_hint())))
            .link(PATH, t.code_use_app())
    } else {
        let form = Form::here(request, t.login_button());
        Page::new(request, section, t.code_title())
            .lead(t.code_lead())
            .form(form.with(code.hint(t.code_hint())))
            .link(PAPER_PATH, t.code_use_paper())
    };
    page.link_back("/konto/logga-in", t.code_back())
}
