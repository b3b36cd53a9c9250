//! CloudEvents 1.0 in binary mode: the headers of a message.
//! <https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/nats-protocol-binding.md>

use async_nats::{HeaderMap, header};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use time::{OffsetDateTime, UtcOffset, format_description::well_known::Rfc3339};
use uuid::Uuid;

use crate::feed::FeedRow;

/// What is not printable ASCII, and space, `"` and `%`, as the HTTP binding
/// says, which the NATS binding refers to.
const ENCODED: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'%');

/// A header value that any text can be.
fn percent_encode(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// The text of a header value.
fn percent_decode(value: &str) -> String {
    percent_decode_str(value).decode_utf8_lossy().into_owned()
}

/// The headers of a feed row: its envelope, and the sequence it must follow.
pub(super) fn headers(row: &FeedRow, source: &str, stream: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let mut put = |name: &'static str, value: &str| headers.insert(name, percent_encode(value));
    put("ce-specversion", "1.0");
    put("ce-id", &row.event_id.to_string());
    put("ce-source", source);
    put("ce-type", &row.r#type);
    put("ce-time", &rfc3339(row.recorded_at));
    put("ce-subject", &row.resource);
    put("ce-sequence", &row.position.to_string());
    put("ce-datacontenttype", "application/json");
    if let Some(traceparent) = &row.traceparent {
        put("traceparent", traceparent);
    }
    let before = row.position.saturating_sub(1);
    headers.insert(header::NATS_EXPECTED_LAST_SEQUENCE, before.to_string());
    headers.insert(header::NATS_EXPECTED_STREAM, stream);
    headers
}

/// The feed row that a message of this stream carries, or nothing when it is
/// none of ours.
///
/// The relay names the stream of each message, and a stream takes none that
/// names another. So what was brought here out of another stream, by
/// `republish` or a push consumer, does not name this one; whoever keeps a
/// stream could forge events of the others that way.
pub(crate) fn feed_row(
    position: u64,
    stream: &str,
    message: &async_nats::Message,
) -> Option<FeedRow> {
    let headers = message.headers.as_ref()?;
    let named = headers.get(header::NATS_EXPECTED_STREAM)?;
    if named.as_str() != stream {
        return None;
    }
    let get = |name: &str| {
        headers
            .get(name)
            .map(|value| percent_decode(value.as_str()))
    };
    Some(FeedRow {
        position,
        event_id: Uuid::parse_str(&get("ce-id")?).ok()?,
        r#type: get("ce-type")?,
        subject: message.subject.to_string(),
        resource: get("ce-subject")?,
        data: String::from_utf8(message.payload.to_vec()).ok()?,
        traceparent: get("traceparent"),
        recorded_at: OffsetDateTime::parse(&get("ce-time")?, &Rfc3339).ok()?,
    })
}

fn rfc3339(at: OffsetDateTime) -> String {
    // Cannot fail for the years 0 to 9999, which is all that Postgres gives.
    at.to_offset(UtcOffset::UTC)
        .format(&Rfc3339)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> FeedRow {
        FeedRow {
            position: 7,
            event_id: Uuid::nil(),
            r#type: "asf.registry.v1.EnterpriseListed".into(),
            subject: "asf.registry.v1.enterprise.listed.1".into(),
            resource: "enterprises/Öland 100 %".into(),
            data: r#"{"name":"Öland"}"#.into(),
            traceparent: Some("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".into()),
            recorded_at: time::macros::datetime!(2026-03-01 12:00:00.25 UTC),
        }
    }

    #[test]
    fn the_headers_are_the_contracts() {
        let headers = headers(&row(), "/asf/registry", "ASF_REGISTRY");
        for (name, value) in [
            ("ce-specversion", "1.0"),
            ("ce-id", "00000000-0000-0000-0000-000000000000"),
            ("ce-source", "/asf/registry"),
            ("ce-type", "asf.registry.v1.EnterpriseListed"),
            ("ce-time", "2026-03-01T12:00:00.25Z"),
            ("ce-subject", "enterprises/%C3%96land%20100%20%25"),
            ("ce-sequence", "7"),
            ("ce-datacontenttype", "application/json"),
            (
                "traceparent",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            ),
            ("Nats-Expected-Last-Sequence", "6"),
            ("Nats-Expected-Stream", "ASF_REGISTRY"),
        ] {
            let found = headers.get(name).map(|it| it.as_str());
            assert_eq!(found, Some(value), "{name}");
        }
    }

    fn message(row: &FeedRow) -> async_nats::Message {
        async_nats::Message {
            subject: row.subject.as_str().into(),
            reply: None,
            payload: row.data.clone().into(),
            headers: Some(headers(row, "/asf/registry", "ASF_REGISTRY")),
            status: None,
            description: None,
            length: 0,
        }
    }

    #[test]
    fn a_message_reads_back_as_its_row() {
        let row = row();
        assert_eq!(feed_row(7, "ASF_REGISTRY", &message(&row)), Some(row));
    }

    #[test]
    fn a_message_that_came_from_another_stream_is_none_of_ours() {
        assert_eq!(feed_row(7, "ASF_INTRANET", &message(&row())), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_survives_a_header(text: String) {
            let value = percent_encode(&text);
            assert!(value.bytes().all(|byte| (0x21..=0x7e).contains(&byte)));
            assert_eq!(percent_decode(&value), text);
        }
    }
}
