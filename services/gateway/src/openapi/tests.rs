//! The document of the registry's contract.

use serde_json::Value;

use crate::error::reason;
use crate::transcode::Api;

fn document() -> Value {
    let api = Api::compile(&proto::DESCRIPTORS).unwrap();
    super::document(&api, "https://asf.example")
}

#[test]
fn a_search_is_described() {
    let document = document();
    let search = &document["paths"]["/api/v1/enterprises"]["get"];
    insta::assert_json_snapshot!("search", search);
}

#[test]
fn a_change_is_described() {
    let document = document();
    let change = &document["paths"]["/api/v1/enterprises/{id}"]["patch"];
    insta::assert_json_snapshot!("change", change);
}

#[test]
fn an_activity_has_a_schema_for_each_direction() {
    let document = document();
    let schemas = &document["components"]["schemas"];
    insta::assert_json_snapshot!(
        "activity",
        [&schemas["Activity"], &schemas["ActivityInput"]]
    );
    insta::assert_json_snapshot!("patch", &schemas["ProfilePatch"]);
}

#[test]
fn every_operation_stands_in_the_document() {
    let document = document();
    let api = Api::compile(&proto::DESCRIPTORS).unwrap();
    for operation in api.operations() {
        let method = operation.method.as_str().to_lowercase();
        let described = &document["paths"][operation.template.to_string()][method];
        assert!(
            described["description"]
                .as_str()
                .is_some_and(|text| !text.is_empty())
        );
        let called = described["description"].as_str().unwrap();
        assert!(called.contains("Called by:"), "{}", operation.template);
    }
}

#[test]
fn every_reference_leads_somewhere() {
    fn walk<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
        match value {
            Value::Object(map) => {
                found.extend(map.get("$ref").and_then(Value::as_str));
                map.values().for_each(|value| walk(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| walk(value, found)),
            _ => {}
        }
    }
    let document = document();
    let mut references = Vec::new();
    walk(&document, &mut references);
    assert!(references.len() > 100);
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(
            document.pointer(pointer).is_some_and(|it| !it.is_null()),
            "{reference}"
        );
    }
}

#[test]
fn every_reason_is_explained_under_its_status() {
    let document = document();
    for reason in reason::PROBLEMS.iter() {
        let name = format!("Problem{}", reason.status.as_u16());
        let text = document["components"]["responses"][name]["description"].as_str();
        assert!(text.unwrap().contains(reason.name));
    }
}

#[test]
fn writing_needs_a_token_and_reading_does_not() {
    let document = document();
    let path = &document["paths"]["/api/v1/enterprises"];
    assert_eq!(
        path["get"]["security"],
        serde_json::json!([{}, {"bearer": []}])
    );
    assert_eq!(
        path["post"]["security"],
        serde_json::json!([{"bearer": []}])
    );
}

#[test]
fn streams_have_their_media_types() {
    let document = document();
    let content = |path: &str| &document["paths"][path]["get"]["responses"]["200"]["content"];
    assert!(content("/api/v1/events").get("text/event-stream").is_some());
    assert!(
        content("/api/v1/enterprises:export")
            .get("text/csv")
            .is_some()
    );
}

#[test]
fn what_the_gateway_does_by_itself_is_not_described() {
    let document = document();
    let login = &document["paths"]["/api/v1/sessions"]["post"];
    let body = &login["requestBody"]["content"]["application/json"]["schema"];
    let fields: Vec<_> = body["properties"].as_object().unwrap().keys().collect();
    assert_eq!(fields, ["email", "password"]);
    let answer = &document["components"]["schemas"]["CreateSessionResponse"]["properties"];
    let fields: Vec<_> = answer.as_object().unwrap().keys().collect();
    assert_eq!(fields, ["accessToken", "challenge", "methods"]);
}

#[test]
fn a_file_has_the_media_types_that_it_comes_in() {
    let document = document();
    let types = |path: &str| {
        let content = &document["paths"][path]["get"]["responses"]["200"]["content"];
        content
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(types("/api/v1/accounts/me:export"), ["application/json"]);
    let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    assert_eq!(types("/api/v1/enterprises:export"), [sheet, "text/csv"]);
}
