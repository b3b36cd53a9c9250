//! The AsyncAPI 3 document of the public events, made from the descriptors: a
//! message with the option `(asf.options.v1.event)` is a channel of its own.
//! <https://www.asyncapi.com/docs/reference/specification/v3.0.0>

mod envelope;
mod events;
mod schema;

use serde_json::{Map, Value, json};

use self::{events::PublicEvent, schema::Schemas};
use crate::comments::comment;

const ABOUT: &str = "Every new ASF and every change of the list, as events. They are CloudEvents \
    1.0 in binary mode on NATS JetStream: the envelope is in the headers, the payload is the \
    event's message as canonical proto3 JSON. A field that is empty, zero or false is left out, \
    and new fields may come: ignore what you do not know. The stream's sequence is the feed \
    position: 1, 2, 3 ... without a hole, in the order of what happened. An event may come twice; \
    its `ce-id` is the same each time. The same feed is served over HTTP as Server-Sent Events and in pages, \
    without what a channel marks `x-internal`: events between the platform's own services, which \
    have their place in the sequence and are no concern of others.";

/// The document as JSON text. `nats_host` is `host:port` of a server that a
/// subscriber can reach.
pub(crate) fn document(public_url: &str, nats_host: &str) -> String {
    let events = events::all();
    let document = json!({
        "asyncapi": "3.0.0",
        "info": {
            "title": "ASF Lyfter: events",
            "version": "1.0.0",
            "description": ABOUT,
            "license": {"name": "Apache-2.0"},
            "externalDocs": {
                "description": "The JSON API, with the same feed at /api/v1/events",
                "url": format!("{}/api/docs", public_url.trim_end_matches('/')),
            },
        },
        "defaultContentType": "application/json",
        "servers": {
            "nats": {
                "host": nats_host,
                "protocol": "nats",
                "description": "NATS with JetStream, 2.12 or newer.",
            },
        },
        "channels": collect(&events, channel),
        "operations": collect(&events, operation),
        "components": components(&events),
    });
    document.to_string()
}

fn collect(events: &[PublicEvent], of: fn(&PublicEvent) -> Value) -> Map<String, Value> {
    let entries = events
        .iter()
        .map(|event| (event.name().to_owned(), of(event)));
    entries.collect()
}

/// The subject of one kind of event.
fn channel(event: &PublicEvent) -> Value {
    let aggregate = &event.aggregate;
    json!({
        "address": format!("{}.{{id}}", event.subject()),
        "title": event.title(),
        "summary": comment(&event.message),
        "servers": [{"$ref": "#/servers/nats"}],
        "parameters": {
            "id": {"description": format!("UUID of the {aggregate}; `*` subscribes to all.")},
        },
        "messages": {
            event.name(): {"$ref": format!("#/components/messages/{}", event.full_name())},
        },
        "x-jetstream-stream": event.stream(),
        "x-internal": event.internal,
    })
}

/// The platform sends; whoever reads the document receives.
fn operation(event: &PublicEvent) -> Value {
    let name = event.name();
    json!({
        "action": "send",
        "title": event.title(),
        "channel": {"$ref": format!("#/channels/{name}")},
        "messages": [{"$ref": format!("#/channels/{name}/messages/{name}")}],
    })
}

fn components(events: &[PublicEvent]) -> Value {
    let mut schemas = Schemas::default();
    let mut messages = Map::new();
    for event in events {
        let payload = schemas.refer(&event.message);
        messages.insert(event.full_name().to_owned(), message(event, &payload));
    }
    json!({"messages": messages, "schemas": schemas.into_json()})
}

fn message(event: &PublicEvent, payload: &Value) -> Value {
    json!({
        "name": event.full_name(),
        "title": event.title(),
        "summary": comment(&event.message),
        "contentType": "application/json",
        "headers": envelope::headers(event),
        "payload": payload,
    })
}

#[cfg(test)]
mod tests;
