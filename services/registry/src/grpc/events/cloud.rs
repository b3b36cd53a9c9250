//! An event of the feed as a CloudEvent.

use prost_types::{ListValue, Struct, Value, value::Kind};
use proto::asf::{feed::v1::FeedEvent, registry::v1::StreamEventsResponse};

pub(crate) const SOURCE: &str = "/asf/registry";

pub(crate) fn event(event: FeedEvent) -> StreamEventsResponse {
    StreamEventsResponse {
        specversion: "1.0".to_owned(),
        id: event.id,
        source: SOURCE.to_owned(),
        r#type: event.r#type,
        time: event.recorded_at,
        subject: event.resource,
        sequence: event.position.to_string(),
        datacontenttype: "application/json".to_owned(),
        traceparent: event.traceparent,
        data: data(&event.data),
    }
}

/// The event's message; nothing where it is no JSON object, which the feed
/// does not hold.
fn data(text: &str) -> Option<Struct> {
    match serde_json::from_str(text).ok()? {
        serde_json::Value::Object(fields) => Some(object(fields)),
        _ => None,
    }
}

fn object(fields: serde_json::Map<String, serde_json::Value>) -> Struct {
    let fields = fields.into_iter();
    Struct {
        fields: fields
            .map(|(name, value)| (name, self::value(value)))
            .collect(),
    }
}

fn value(value: serde_json::Value) -> Value {
    let kind = match value {
        serde_json::Value::Null => Kind::NullValue(0),
        serde_json::Value::Bool(truth) => Kind::BoolValue(truth),
        serde_json::Value::Number(number) => Kind::NumberValue(number.as_f64().unwrap_or(0.0)),
        serde_json::Value::String(text) => Kind::StringValue(text),
        serde_json::Value::Array(values) => Kind::ListValue(ListValue {
            values: values.into_iter().map(self::value).collect(),
        }),
        serde_json::Value::Object(fields) => Kind::StructValue(object(fields)),
    };
    Value { kind: Some(kind) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_of_the_feed_becomes_a_cloud_event() {
        let event = super::event(FeedEvent {
            position: 7,
            id: "an-id".to_owned(),
            r#type: "asf.registry.v1.EnterpriseListed".to_owned(),
            resource: "enterprises/1".to_owned(),
            data: r#"{"name": "Café", "industries": ["catering"]}"#.to_owned(),
            ..Default::default()
        });
        assert_eq!(
            (event.sequence.as_str(), event.subject.as_str()),
            ("7", "enterprises/1")
        );
        let fields = event.data.unwrap().fields;
        assert_eq!(
            fields["name"].kind,
            Some(Kind::StringValue("Café".to_owned()))
        );
        let Some(Kind::ListValue(list)) = &fields["industries"].kind else {
            panic!("a list stays a list");
        };
        assert_eq!(list.values.len(), 1);
    }
}
