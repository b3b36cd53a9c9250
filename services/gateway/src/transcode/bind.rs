//! Makes the request message of an RPC out of an HTTP request, and collects
//! all that is wrong with it.

mod body;
mod faults;
mod fields;
mod names;
mod node;
mod query;
mod text;
mod value;

#[cfg(test)]
mod tests;

use http::HeaderMap;
use percent_encoding::percent_decode_str;
use prost_reflect::{DynamicMessage, Value};
use web::client::Client;

use super::field::Fill;
use super::operation::{Body, Operation};
use super::reply::Reply;
use crate::error::FieldFault;
use crate::headers;

use faults::Faults;

pub(crate) use names::http_name;
pub(crate) use text::short_name;

/// The parts of an HTTP request that fill the message.
pub(crate) struct Parts<'r> {
    /// The still encoded path segments of the operation's variables.
    pub(crate) variables: &'r [&'r str],
    pub(crate) query: &'r str,
    pub(crate) headers: &'r HeaderMap,
    pub(crate) body: &'r [u8],
    pub(crate) client: &'r Client,
}

/// The message, checked against the rules of its fields.
pub(crate) fn request(
    operation: &Operation,
    parts: &Parts<'_>,
) -> Result<DynamicMessage, Vec<FieldFault>> {
    let mut binder = Binder::new(operation);
    binder.path(parts.variables);
    binder.query(parts.query);
    binder.body(parts.body);
    binder.headers(parts.headers);
    binder.fill(parts.client);
    binder.check();
    match binder.faults.is_empty() {
        true => Ok(binder.message),
        false => Err(binder.faults.into_vec()),
    }
}

struct Binder<'o> {
    operation: &'o Operation,
    message: DynamicMessage,
    /// The paths that a PATCH body names, relative to the body.
    mask: Vec<String>,
    faults: Faults,
}

impl<'o> Binder<'o> {
    fn new(operation: &'o Operation) -> Self {
        Self {
            operation,
            message: DynamicMessage::new(operation.rpc.input()),
            mask: Vec::new(),
            faults: Faults::default(),
        }
    }

    fn path(&mut self, segments: &[&str]) {
        for (field, segment) in self.operation.variables.iter().zip(segments) {
            let value = match percent_decode_str(segment).decode_utf8() {
                Ok(decoded) => text::value(&field.kind(), &decoded),
                Err(_) => Err(text::NOT_UTF8),
            };
            match value {
                Ok(value) => self.message.set_field(field, value),
                Err(fault) => self.faults.add(fault.of(field.name())),
            }
        }
    }

    fn query(&mut self, query: &str) {
        let fields = &self.operation.query;
        query::bind(fields, query, &mut self.message, &mut self.faults);
    }

    fn body(&mut self, bytes: &[u8]) {
        let merge = self.operation.mask.is_some();
        let (message, faults) = (&mut self.message, &mut self.faults);
        self.mask = match &self.operation.body {
            Body::Nothing => return,
            _ if bytes.is_empty() => return,
            Body::Whole(fields) => body::bind(fields, merge, bytes, message, faults),
            Body::Field(field) => body::bind_field(field, merge, bytes, message, faults),
        };
        if let Some(field) = &self.operation.mask {
            let mut mask = Value::default_value_for_field(field);
            if let Some(mask) = mask.as_message_mut() {
                let paths = self.mask.iter().cloned().map(Value::String);
                mask.set_field_by_name("paths", Value::List(paths.collect()));
            }
            self.message.set_field(field, mask);
        }
    }

    fn headers(&mut self, headers: &HeaderMap) {
        if let Some(field) = &self.operation.etag {
            match headers::if_match(headers) {
                Ok(None) => {}
                Ok(Some(tag)) => self.message.set_field(field, Value::String(tag.to_owned())),
                Err(fault) => self.faults.add(fault),
            }
        }
        if let Reply::Events(events) = &self.operation.reply {
            // A browser that reconnects sends its first URL again: the header
            // is the newer word.
            match last_event(headers, &events.resume.kind()) {
                Ok(None) => {}
                Ok(Some(value)) => self.message.set_field(&events.resume, value),
                Err(fault) => self.faults.add(fault),
            }
        }
    }

    fn fill(&mut self, client: &Client) {
        for (field, fill) in &self.operation.fills {
            let text = match fill {
                Fill::Session => client.session.clone().unwrap_or_default(),
                Fill::ClientAddress => client.address.to_string(),
                Fill::UserAgent => client.user_agent.clone(),
            };
            self.message.set_field(field, Value::String(text));
        }
    }

    /// Adds what the field rules refuse, unless the field is at fault already.
    fn check(&mut self) {
        for violation in chassis::rules::check(&self.message) {
            if names::is_outside_mask(self.operation, &self.mask, &violation.field) {
                continue;
            }
            let field = http_name(self.operation, &violation.field);
            if !self.faults.has(&field) {
                let fault = FieldFault::new(field, violation.reason, violation.description);
                self.faults.add(fault);
            }
        }
    }
}

fn last_event(
    headers: &HeaderMap,
    kind: &prost_reflect::Kind,
) -> Result<Option<Value>, FieldFault> {
    let Some(value) = headers::single(headers, &headers::LAST_EVENT_ID)? else {
        return Ok(None);
    };
    // An empty id is what a client sends that has seen no event yet.
    if value.is_empty() {
        return Ok(None);
    }
    let value = match value.to_str() {
        Ok(id) => text::value(kind, id),
        Err(_) => Err(text::NOT_UTF8),
    };
    value.map(Some).map_err(|fault| fault.of("Last-Event-ID"))
}
