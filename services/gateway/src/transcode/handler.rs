//! The way of one request through the JSON API.

use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chassis::access::Denied;
use chassis::caller::Caller;
use http::request::Parts;
use http::{HeaderValue, Method, Request, header};

use super::call::Call;
use super::matcher::Match;
use super::operation::Operation;
use super::reply::Reply;
use super::{bind, body, cors, file, respond, sse};
use crate::error::{Problem, reason};
use crate::headers;
use crate::state::AppState;

/// Serves every path of the JSON API.
pub(crate) async fn handle(State(state): State<AppState>, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path();
    match state.api.matcher.find(&parts.method, path) {
        Match::Nothing => Problem::of(&reason::NO_SUCH_PATH).into_response(),
        Match::OtherMethods(allowed) if parts.method == Method::OPTIONS => {
            cors::options(&allowed, is_public_get(&state, path))
        }
        Match::OtherMethods(allowed) => wrong_method(&allowed),
        Match::Operation(number, variables) => {
            let operation = &state.api.operations[number];
            let answer = answer(&state, operation, &variables, &parts, body).await;
            let mut response = answer.unwrap_or_else(Problem::into_response);
            if is_public(&state, operation) && operation.method == Method::GET {
                cors::open(&mut response);
            }
            response
        }
    }
}

async fn answer(
    state: &AppState,
    operation: &Operation,
    variables: &[&str],
    parts: &Parts,
    body: Body,
) -> Result<Response, Problem> {
    let token = headers::bearer(&parts.headers)?;
    admit(state, operation, token)?;
    let body = body::read(operation, parts, body).await?;
    let bound = bind::Parts {
        variables,
        query: parts.uri.query().unwrap_or_default(),
        headers: &parts.headers,
        body: &body,
    };
    let message = bind::request(operation, &bound).map_err(Problem::invalid)?;
    let channel = state.clients.channel(&operation.package);
    let call = Call {
        operation,
        channel: channel
            .ok_or_else(|| Problem::of(&reason::NOT_IMPLEMENTED))?
            .clone(),
        token,
        idempotency_key: idempotency_key(operation, parts)?,
        message,
    };
    match &operation.reply {
        Reply::Message(reply) => respond::message(state, reply, call, parts).await,
        Reply::Events(events) => sse::stream(state, events, call).await,
        Reply::File => file::stream(call).await,
    }
}

/// Checks the token and the `access` option of the RPC. The service behind
/// checks both again: it does not trust the gateway.
fn admit(state: &AppState, operation: &Operation, token: Option<&str>) -> Result<(), Problem> {
    let caller = match token {
        None => Caller::anonymous(),
        Some(token) => state
            .verifier
            .verify(token, state.clock.now())
            .map_err(|_| Problem::login_needed("The token is not valid, or no longer."))?,
    };
    let path = operation.grpc_path.as_str();
    state
        .access
        .check(path, &caller)
        .map_err(|denied| match denied {
            Denied::LoginNeeded => Problem::login_needed(reason::LOGIN_NEEDED.meaning),
            Denied::Forbidden => Problem::of(&reason::FORBIDDEN),
        })
}

/// Reading again does no harm, so that only writes have a key.
fn idempotency_key<'r>(
    operation: &Operation,
    parts: &'r Parts,
) -> Result<Option<&'r str>, Problem> {
    if operation.method == Method::GET {
        return Ok(None);
    }
    headers::idempotency_key(&parts.headers).map_err(|fault| Problem::invalid(vec![fault]))
}

fn is_public(state: &AppState, operation: &Operation) -> bool {
    let path = operation.grpc_path.as_str();
    state.access.check(path, &Caller::anonymous()).is_ok()
}

fn is_public_get(state: &AppState, path: &str) -> bool {
    match state.api.matcher.find(&Method::GET, path) {
        Match::Operation(number, _) => is_public(state, &state.api.operations[number]),
        Match::OtherMethods(_) | Match::Nothing => false,
    }
}

fn wrong_method(allowed: &[&str]) -> Response {
    let problem = Problem::of(&reason::METHOD_NOT_ALLOWED);
    match HeaderValue::from_str(&allowed.join(", ")) {
        Ok(allowed) => problem.with_header(header::ALLOW, allowed).into_response(),
        Err(_) => problem.into_response(),
    }
}
