//! The answer to a unary call: JSON with its entity tag.

use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proto::asf::errors::v1::ErrorReason;
use web::entity_tag::{self, if_none_match};
use web::session::cookie;

use super::call::Call;
use super::json::wire::{self, Malformed};
use super::operation::Operation;
use super::reply::MessageReply;
use super::{bind, etag, json};
use crate::error::Problem;
use crate::state::{AppState, State};

pub(super) async fn message(
    state: &AppState,
    reply: &MessageReply,
    call: Call<'_>,
    parts: &Parts,
) -> Result<Response, Problem> {
    let operation = call.operation;
    let wire = call
        .unary()
        .await
        .map_err(|status| failed(operation, &status))?;
    let answer = Answer {
        state,
        operation,
        reply,
        wire: &wire,
        headers: &parts.headers,
    };
    answer
        .response()
        .map_err(|fault| malformed(operation, &fault))
}

/// What a service refused, in the client's terms.
pub(super) fn failed(operation: &Operation, status: &tonic::Status) -> Problem {
    Problem::from_status(status, |field| bind::http_name(operation, field))
}

fn malformed(operation: &Operation, fault: &Malformed) -> Problem {
    let rpc = operation.grpc_path.as_str();
    Problem::of(ErrorReason::Internal).caused_by(format!("the answer of {rpc}: {fault}"))
}

struct Answer<'a> {
    state: &'a State,
    operation: &'a Operation,
    reply: &'a MessageReply,
    wire: &'a [u8],
    headers: &'a HeaderMap,
}

impl Answer<'_> {
    fn response(&self) -> Result<Response, Malformed> {
        let reading = !self.changes();
        let given = etag::of_resource(self.reply, self.wire)?;
        if let Some(tag) = given.filter(|tag| reading && if_none_match(self.headers, tag)) {
            return Ok(self.not_modified(tag));
        }
        let body = self.body()?;
        let hashed = (given.is_none() && reading).then(|| entity_tag::of_body(&body));
        let tag = given.or(hashed.as_deref());
        if let Some(tag) = hashed
            .as_deref()
            .filter(|tag| if_none_match(self.headers, tag))
        {
            return Ok(self.not_modified(tag));
        }
        let mut response = body.into_response();
        let json = HeaderValue::from_static("application/json");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        self.describe(&mut response, tag);
        self.created(&mut response)?;
        self.keep_session(&mut response)?;
        Ok(response)
    }

    fn body(&self) -> Result<Vec<u8>, Malformed> {
        let wire = match self.reply.part {
            None => self.wire,
            Some(part) => match wire::last(self.wire, part)? {
                Some(value) => value.bytes()?,
                None => &[],
            },
        };
        // Names and quotes make JSON two to three times as long.
        let mut body = Vec::with_capacity(wire.len() * 3 + 64);
        json::write(&self.state.api.shapes, self.reply.shape, wire, &mut body)?;
        Ok(body)
    }

    fn not_modified(&self, tag: &str) -> Response {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        self.describe(&mut response, Some(tag));
        response
    }

    fn describe(&self, response: &mut Response, tag: Option<&str>) {
        let headers = response.headers_mut();
        if let Some(tag) = tag.and_then(entity_tag::header) {
            headers.insert(header::ETAG, tag);
        }
        // Reading is cheap to ask again for, and the list changes any moment.
        // What is for one person is kept nowhere: others use the machine too.
        let known = self.headers.contains_key(header::AUTHORIZATION)
            || cookie::session(self.headers).is_some();
        let caching = match (self.changes(), known) {
            (false, false) => "no-cache",
            (false, true) | (true, _) => "no-store",
        };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    }

    /// Moves the secret of a session into the cookie, or removes the cookie.
    /// What the browser had before is exchanged anew.
    fn keep_session(&self, response: &mut Response) -> Result<(), Malformed> {
        if let Some(old) = cookie::session(self.headers).filter(|_| self.changes()) {
            self.state.sessions.forget(old);
        }
        let Some(field) = self.reply.cookie else {
            return Ok(());
        };
        let Some(secret) = wire::last(self.wire, field)? else {
            return Ok(());
        };
        if let Some(cookie) = cookie::set_session(wire::utf8(secret.bytes()?)?) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        Ok(())
    }

    fn changes(&self) -> bool {
        self.operation.method != Method::GET
    }

    /// 201 and where the new resource is found.
    fn created(&self, response: &mut Response) -> Result<(), Malformed> {
        let (Some(location), Some(path)) = (&self.operation.location, &self.reply.id) else {
            return Ok(());
        };
        let id = wire::text(self.wire, path)?;
        let id = utf8_percent_encode(id, NON_ALPHANUMERIC).to_string();
        // A UUID stays readable: its hyphens need no escape.
        let id = id.replace("%2D", "-");
        let location = location.to_string().replace("{id}", &id);
        *response.status_mut() = StatusCode::CREATED;
        if let Ok(location) = HeaderValue::try_from(location) {
            response.headers_mut().insert(header::LOCATION, location);
        }
        Ok(())
    }
}
