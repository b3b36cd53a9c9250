//! What the answer to an operation is made of.

use prost_reflect::{FieldDescriptor, Kind, MessageDescriptor, MethodDescriptor};

use super::field as option;
use super::json::shape::{ShapeId, Shapes};
use super::operation::{WrongOptions, field};
use super::rule::{self, EventRule, HttpRule};

#[derive(Debug)]
pub(crate) enum Reply {
    Message(MessageReply),
    Events(Events),
    /// A stream of `google.api.HttpBody`.
    File,
}

#[derive(Debug)]
pub(crate) struct MessageReply {
    /// The part of the response message that is sent.
    pub(crate) message: MessageDescriptor,
    pub(crate) shape: ShapeId,
    /// The field that holds this part; unset for the whole message.
    pub(crate) part: Option<u32>,
    /// Where the resource's entity tag and id stand in the response message:
    /// paths of field numbers. By convention these are the fields `etag` and
    /// `id` of what is sent, or of its only message field that has them.
    pub(crate) etag: Option<Vec<u32>>,
    pub(crate) id: Option<Vec<u32>>,
    /// The field whose value goes into the session cookie.
    pub(crate) cookie: Option<u32>,
}

/// A server stream that is served as Server-Sent Events.
#[derive(Debug)]
pub(crate) struct Events {
    pub(crate) message: MessageDescriptor,
    pub(crate) shape: ShapeId,
    /// The field numbers of the event's id and type.
    pub(crate) id: u32,
    pub(crate) event: u32,
    /// The request field that `Last-Event-ID` fills.
    pub(crate) resume: FieldDescriptor,
}

impl Reply {
    pub(super) fn compile(
        rpc: &MethodDescriptor,
        rule: &HttpRule,
        shapes: &mut Shapes,
    ) -> Result<Self, WrongOptions> {
        if !rpc.is_server_streaming() {
            return message(rpc, rule, shapes).map(Self::Message);
        }
        if rpc.output().full_name() == "google.api.HttpBody" {
            return Ok(Self::File);
        }
        let events = rule::events(rpc).ok_or_else(|| WrongOptions::Stream {
            rpc: rpc.full_name().to_owned(),
        })?;
        stream(rpc, &events, shapes).map(Self::Events)
    }
}

fn message(
    rpc: &MethodDescriptor,
    rule: &HttpRule,
    shapes: &mut Shapes,
) -> Result<MessageReply, WrongOptions> {
    let output = rpc.output();
    let part = rule.response_body.as_deref();
    let part = part.map(|name| field(rpc, &output, name)).transpose()?;
    let sent = part.as_ref().map(FieldDescriptor::kind);
    let sent = sent.as_ref().and_then(Kind::as_message).unwrap_or(&output);
    let within = |path: Vec<u32>| {
        let part = part.as_ref().map(FieldDescriptor::number);
        part.into_iter().chain(path).collect()
    };
    Ok(MessageReply {
        shape: shapes.add(sent)?,
        etag: resource_path(sent, "etag").map(within),
        id: resource_path(sent, "id").map(within),
        part: part.as_ref().map(FieldDescriptor::number),
        cookie: output
            .fields()
            .find(option::is_session_cookie)
            .map(|field| field.number()),
        message: sent.clone(),
    })
}

fn stream(
    rpc: &MethodDescriptor,
    events: &EventRule,
    shapes: &mut Shapes,
) -> Result<Events, WrongOptions> {
    let output = rpc.output();
    Ok(Events {
        shape: shapes.add(&output)?,
        id: field(rpc, &output, &events.id_field)?.number(),
        event: field(rpc, &output, &events.type_field)?.number(),
        resume: field(rpc, &rpc.input(), &events.resume_field)?,
        message: output,
    })
}

fn resource_path(message: &MessageDescriptor, name: &str) -> Option<Vec<u32>> {
    if let Some(number) = text_field(message, name) {
        return Some(vec![number]);
    }
    let mut paths = message.fields().filter_map(|field| match field.kind() {
        Kind::Message(inner) if !field.is_list() => {
            Some(vec![field.number(), text_field(&inner, name)?])
        }
        _ => None,
    });
    let path = paths.next()?;
    paths.next().is_none().then_some(path)
}

fn text_field(message: &MessageDescriptor, name: &str) -> Option<u32> {
    let field = message.get_field_by_name(name)?;
    let plain = matches!(field.kind(), Kind::String) && !field.is_list();
    plain.then(|| field.number())
}
