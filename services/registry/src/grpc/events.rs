//! The public feed as a stream of CloudEvents.

use futures::StreamExt;
use prost_types::{ListValue, Struct, Value, value::Kind};
use proto::asf::{
    feed::v1::{FeedEvent, ReadRequest, feed_service_server::FeedService},
    registry::v1::{StreamEventsRequest, StreamEventsResponse},
};
use tonic::{Request, Response};

use crate::grpc::{Answer, Grpc, Stream, refusal};

/// Sends the events after a position and goes on with new ones.
pub(super) async fn stream(
    grpc: &Grpc,
    request: Request<StreamEventsRequest>,
) -> Answer<Stream<StreamEventsResponse>> {
    let read = ReadRequest {
        after_position: request.into_inner().after,
        follow: true,
        limit: 0,
    };
    let rows = grpc.feed().read(Request::new(read)).await?.into_inner();
    let events = rows.map(|row| match row {
        Ok(row) => row.event.map(cloud_event).ok_or_else(refusal::away),
        // The feed has logged its trouble; its status has no reason.
        Err(_) => Err(refusal::away()),
    });
    Ok(Response::new(events.boxed()))
}

fn cloud_event(event: FeedEvent) -> StreamEventsResponse {
    StreamEventsResponse {
        specversion: "1.0".to_owned(),
        id: event.id,
        source: "/asf/registry".to_owned(),
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
        let event = cloud_event(FeedEvent {
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
