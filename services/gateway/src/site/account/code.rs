//! `/konto/kod`: the second factor, after the password.

use axum::{extract::State, http::HeaderMap, response::Response};
use proto::asf::identity::v1::AnswerChallengeRequest;

use super::{
    challenge::Challenge,
    form_page::{FormPage, Link},
    outside,
    room::Room,
};
use crate::site::{
    Site,
    faults::Faults,
    field::{Field, Kind},
    form::Form,
    local, respond,
    sent::Sent,
    stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(visit: Visit, headers: HeaderMap) -> Response {
    match Challenge::read(&headers) {
        Some(_) => page(&visit).show(&visit),
        None => respond::go(&visit, "/konto/logga-in", None),
    }
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Stop> {
    let Some(challenge) = Challenge::read(&headers) else {
        return Ok(begin_again(&visit));
    };
    let question = visit.asking(AnswerChallengeRequest {
        challenge: challenge.token,
        code: sent.text("code").to_owned(),
        client_address: visit.client.address.to_string(),
        user_agent: visit.client.user_agent.clone(),
        session: visit.client.session.clone().unwrap_or_default(),
    });
    let back = challenge.return_to.as_deref();
    match site
        .clients
        .sessions
        .clone()
        .answer_challenge(question)
        .await
    {
        Ok(answer) => {
            let answer = answer.into_inner();
            let mut response = match answer.recovery_codes_left {
                // Somebody who lost the phone needs the security page next.
                Some(left) => {
                    let said = visit.lang.texts().code_recovery_used(left);
                    respond::go(&visit, "/konto/sakerhet", Some(said))
                }
                None => outside::in_at(&visit, back),
            };
            respond::add_cookie(
                &mut response,
                crate::session::cookie::set_session(&answer.session),
            );
            Challenge::over(&mut response);
            Ok(response)
        }
        Err(status) => {
            let faults = Faults::of(&visit, &status)?;
            if faults.is("CHALLENGE_ENDED") {
                return Ok(begin_again(&visit));
            }
            Ok(page(&visit).faulty(&visit, faults))
        }
    }
}

fn begin_again(visit: &Visit) -> Response {
    let said = visit.lang.texts().code_ended();
    let mut response = respond::go(visit, "/konto/logga-in", Some(said));
    Challenge::over(&mut response);
    response
}

fn page(visit: &Visit) -> FormPage {
    let t = visit.lang.texts();
    let action = local::localised(visit.lang, "/konto/kod");
    let code = Field::new("code", t.field_code(), Kind::Code).hint(t.code_hint());
    FormPage::new(visit, Room::Outside, t.code_title())
        .lead(t.code_lead())
        .form(Form::new(visit.lang, action, t.login_button()).with(code))
        .link(Link::back(visit.lang, "/konto/logga-in", t.code_back()))
}
