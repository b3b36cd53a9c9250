//! What a subscriber finds in the document.

use serde_json::Value;

use super::*;

fn made() -> Value {
    let text = document("https://asf.example/", "nats.asf.example:4222");
    serde_json::from_str(&text).expect("the document is JSON")
}

#[test]
fn every_public_event_is_a_channel() {
    let document = made();
    let channels = document["channels"].as_object().expect("channels");
    assert_eq!(channels.len(), events::all().len());
    let listed = &document["channels"]["EnterpriseListed"];
    assert_eq!(listed["address"], "asf.registry.v1.enterprise.listed.{id}");
    assert_eq!(listed["x-jetstream-stream"], "ASF_REGISTRY");
    assert_eq!(listed["x-internal"], false);
    assert_eq!(document["channels"]["NoticeRequested"]["x-internal"], true);
    assert_eq!(document["operations"]["EnterpriseListed"]["action"], "send");
}

#[test]
fn every_reference_leads_somewhere() {
    fn walk(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                if let Some(Value::String(target)) = map.get("$ref") {
                    found.push(target.clone());
                }
                map.values().for_each(|inner| walk(inner, found));
            }
            Value::Array(list) => list.iter().for_each(|inner| walk(inner, found)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let document = made();
    let mut references = Vec::new();
    walk(&document, &mut references);
    assert!(references.len() > 10);
    for reference in references {
        let pointer = reference.trim_start_matches('#');
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}

#[test]
fn payloads_are_described_by_the_proto_files() {
    let document = made();
    let schema = &document["components"]["schemas"]["asf.registry.v1.EnterpriseListed"];
    assert!(
        schema["description"]
            .as_str()
            .expect("a text")
            .contains("stands on the list")
    );
    let properties = &schema["properties"];
    assert_eq!(properties["orgNumber"]["type"], "string");
    assert_eq!(
        properties["orgNumber"]["description"],
        "Ten digits, `NNNNNN-NNNN`."
    );
    assert_eq!(properties["industries"]["items"]["type"], "string");
    assert_eq!(properties["listedAt"]["format"], "date-time");
    let unlisted = &document["components"]["schemas"]["asf.registry.v1.EnterpriseUnlisted"];
    let causes = unlisted["properties"]["cause"]["enum"]
        .as_array()
        .expect("names");
    assert!(causes.contains(&"UNLISTED_CAUSE_CLOSED".into()));
}

#[test]
fn the_envelope_names_type_and_source() {
    let document = made();
    let headers =
        &document["components"]["messages"]["asf.registry.v1.EnterpriseListed"]["headers"];
    assert_eq!(
        headers["properties"]["ce-type"]["const"],
        "asf.registry.v1.EnterpriseListed"
    );
    assert_eq!(headers["properties"]["ce-source"]["const"], "/asf/registry");
}

#[test]
fn the_servers_are_the_callers() {
    let document = made();
    assert_eq!(document["servers"]["nats"]["host"], "nats.asf.example:4222");
    assert_eq!(
        document["info"]["externalDocs"]["url"],
        "https://asf.example/api/docs"
    );
}
