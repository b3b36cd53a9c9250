//! The way of one request through the JSON API.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chassis::access::Denied;
use chassis::caller::Caller;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header};
use proto::asf::errors::v1::ErrorReason;
use web::client::Client;

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
        Match::Nothing => Problem::of(ErrorReason::NoSuchPath).into_response(),
        Match::OtherMethods(allowed) if parts.method == Method::OPTIONS => {
            cors::options(&allowed, is_public_get(&state, path))
        }
        Match::OtherMethods(allowed) => wrong_method(&allowed),
        Match::Operation(number, variables) => {
            let operation = &state.api.operations[number];
            let answer = answer(&state, operation, &variables, &parts, body).await;
            let mut response = answer.unwrap_or_else(Problem::into_response);
            if is_public(&state, operation) && operation.method == Method::GET {
                web::cors::open(&mut response);
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
    let client = Client::of(
        &parts.extensions,
        &parts.headers,
        state.config.gateway.proxies,
    );
    let token = admit(state, operation, &parts.headers, &client).await?;
    let body = body::read(operation, parts, body).await?;
    let bound = bind::Parts {
        variables,
        query: parts.uri.query().unwrap_or_default(),
        headers: &parts.headers,
        body: &body,
        client: &client,
    };
    let message = bind::request(operation, &bound).map_err(Problem::invalid)?;
    let channel = state.channels.of(&operation.package);
    let call = Call {
        operation,
        channel: channel
            .ok_or_else(|| Problem::of(ErrorReason::NotImplemented))?
            .clone(),
        token: token.as_deref(),
        idempotency_key: idempotency_key(operation, parts)?,
        message,
    };
    let answer = match &operation.reply {
        Reply::Message(reply) => respond::message(state, reply, call, parts).await,
        Reply::Events(events) => sse::stream(state, events, call).await,
        Reply::File => file::stream(call).await,
    };
    if let (Err(problem), Some(secret)) = (&answer, &client.session) {
        // The service knew that the session's token was revoked before this
        // gateway did: the next request gets a fresh one, or none.
        if problem.status() == StatusCode::UNAUTHORIZED {
            state.sessions.forget(secret);
        }
    }
    answer
}

/// Finds out who asks, by token or by cookie, and checks the `access` option of
/// the RPC. The service behind checks both again: it does not trust the
/// gateway. Answers the token to go on with.
async fn admit(
    state: &AppState,
    operation: &Operation,
    headers: &HeaderMap,
    client: &Client,
) -> Result<Option<Arc<str>>, Problem> {
    let path = operation.grpc_path.as_str();
    let anonymous = Caller::anonymous();
    let visitor = match (headers::bearer(headers)?, &client.session) {
        (Some(token), _) => Some(state.bearer(token).await?),
        (None, None) => None,
        (None, Some(secret)) => match state.sessions.visitor(secret).await {
            Ok(visitor) => visitor,
            // Who it is makes no difference to what everybody may do.
            Err(_) if state.access.check(path, &anonymous).is_ok() => None,
            Err(status) => return Err(status.into()),
        },
    };
    let caller = visitor.as_ref().map_or(&anonymous, |it| &it.caller);
    state
        .access
        .check(path, caller)
        .map_err(|denied| match denied {
            Denied::LoginNeeded => {
                Problem::login_needed(&reason::of(ErrorReason::LoginNeeded).meaning)
            }
            Denied::Forbidden => Problem::of(ErrorReason::Forbidden),
        })?;
    Ok(visitor.map(|visitor| visitor.token))
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
    let problem = Problem::of(ErrorReason::MethodNotAllowed);
    match HeaderValue::from_str(&allowed.join(", ")) {
        Ok(allowed) => problem.with_header(header::ALLOW, allowed).into_response(),
        Err(_) => problem.into_response(),
    }
}
