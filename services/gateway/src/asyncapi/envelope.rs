//! The headers of an event: CloudEvents 1.0 in binary mode.
//! <https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/nats-protocol-binding.md>

use serde_json::{Value, json};

use super::events::PublicEvent;

/// The schema of the headers of one kind of event.
pub(super) fn headers(event: &PublicEvent) -> Value {
    json!({
        "type": "object",
        "description": "Characters that are not printable ASCII, and space, \" and %, are percent-encoded.",
        "required": [
            "ce-specversion", "ce-id", "ce-source", "ce-type", "ce-time", "ce-subject",
            "ce-sequence", "ce-datacontenttype",
        ],
        "properties": {
            "ce-specversion": {"type": "string", "const": "1.0"},
            "ce-id": {
                "type": "string",
                "format": "uuid",
                "description": "The same each time that the event is delivered.",
            },
            "ce-source": {"type": "string", "const": format!("/asf/{}", event.service())},
            "ce-type": {"type": "string", "const": event.full_name()},
            "ce-time": {
                "type": "string",
                "format": "date-time",
                "description": "When the event was committed, UTC.",
            },
            "ce-subject": {
                "type": "string",
                "description": "The resource, e.g. enterprises/<uuid>.",
            },
            "ce-sequence": {
                "type": "string",
                "pattern": "^[1-9][0-9]*$",
                "description": "The feed position, equal to the stream's sequence.",
            },
            "ce-datacontenttype": {"type": "string", "const": "application/json"},
            "traceparent": {
                "type": "string",
                "description": "W3C trace context of the request that caused the event.",
            },
        },
    })
}
