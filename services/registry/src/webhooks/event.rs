//! What is sent: a CloudEvent in structured mode, with the same fields as in
//! the stream of events over HTTP.

use chassis::times::timestamp;
use eventlog::feed::FeedRow;
use serde_json::{Value, json};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::grpc::events::cloud::SOURCE;

/// The type of a test; no event of the feed has it.
pub(crate) const TEST: &str = "asf.registry.v1.WebhookTest";

/// The body for an event of the feed.
pub(crate) fn of_row(row: &FeedRow) -> String {
    let mut event = json!({
        "specversion": "1.0",
        "id": row.event_id,
        "source": SOURCE,
        "type": row.r#type,
        "time": written(row.recorded_at),
        "subject": row.resource,
        "sequence": row.position.to_string(),
        "datacontenttype": "application/json",
        // The database has checked that it is JSON.
        "data": serde_json::from_str::<Value>(&row.data).unwrap_or_default(),
    });
    if let Some(traceparent) = &row.traceparent {
        event["traceparent"] = json!(traceparent);
    }
    event.to_string()
}

/// The body of a test.
pub(crate) fn test(id: Uuid, webhook: Uuid, at: OffsetDateTime) -> String {
    json!({
        "specversion": "1.0",
        "id": id,
        "source": SOURCE,
        "type": TEST,
        "time": written(at),
        "subject": format!("webhooks/{webhook}"),
        "sequence": "0",
        "datacontenttype": "application/json",
        "data": {"webhookId": webhook},
    })
    .to_string()
}

/// As canonical proto3 JSON has it.
fn written(at: OffsetDateTime) -> String {
    timestamp(at).to_string()
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn an_event_is_sent_as_a_cloud_event() {
        let row = FeedRow {
            position: 7,
            event_id: Uuid::from_u128(1),
            r#type: "asf.registry.v1.EnterpriseListed".to_owned(),
            subject: "asf.registry.v1.enterprise.listed.1".to_owned(),
            resource: "enterprises/1".to_owned(),
            data: r#"{"name": "Café", "year": 5}"#.to_owned(),
            traceparent: None,
            recorded_at: datetime!(2026-03-01 12:00:00.5 UTC),
        };
        let body: Value = serde_json::from_str(&of_row(&row)).unwrap();
        let expected = json!({
            "specversion": "1.0",
            "id": "00000000-0000-0000-0000-000000000001",
            "source": "/asf/registry",
            "type": "asf.registry.v1.EnterpriseListed",
            "time": "2026-03-01T12:00:00.500Z",
            "subject": "enterprises/1",
            "sequence": "7",
            "datacontenttype": "application/json",
            "data": {"name": "Café", "year": 5},
        });
        assert_eq!(body, expected);
    }
}
