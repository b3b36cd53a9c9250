//! Requests bound to the registry's operations, the good ones and the bad.

use http::{Extensions, HeaderMap, HeaderName, HeaderValue};
use prost_reflect::DynamicMessage;
use rstest::rstest;
use web::client::Client;

use super::*;
use crate::transcode::Api;

const ID: &str = "0197f0a4-5c1e-7000-8000-000000000001";

fn operation(api: &Api, rpc: &str) -> usize {
    let operations = api.operations().iter();
    operations
        .into_iter()
        .position(|it| it.rpc.name() == rpc)
        .unwrap()
}

#[derive(Default)]
struct Asked<'a> {
    rpc: &'a str,
    id: Option<&'a str>,
    query: &'a str,
    body: &'a [u8],
    headers: Vec<(&'static str, &'static str)>,
}

impl Asked<'_> {
    fn bind(&self) -> Result<DynamicMessage, Vec<FieldFault>> {
        let api = Api::compile(&proto::DESCRIPTORS).unwrap();
        let operation = &api.operations()[operation(&api, self.rpc)];
        let headers = self.headers.iter().map(|(name, value)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        });
        let variables: Vec<_> = self.id.into_iter().collect();
        request(
            operation,
            &Parts {
                variables: &variables,
                query: self.query,
                headers: &HeaderMap::from_iter(headers),
                body: self.body,
                client: &Client::of(&Extensions::new(), &HeaderMap::new(), 0),
            },
        )
    }

    fn json(&self) -> serde_json::Value {
        serde_json::to_value(self.bind().unwrap()).unwrap()
    }

    /// The fields at fault with their reasons.
    fn faults(&self) -> Vec<(String, String)> {
        let faults = self.bind().unwrap_err().into_iter();
        faults
            .map(|fault| (fault.field, fault.reason.into_owned()))
            .collect()
    }
}

fn search(query: &str) -> Asked<'_> {
    Asked {
        rpc: "SearchEnterprises",
        query,
        ..Asked::default()
    }
}

fn register(body: &[u8]) -> Asked<'_> {
    Asked {
        rpc: "RegisterEnterprise",
        body,
        ..Asked::default()
    }
}

fn update(body: &[u8]) -> Asked<'_> {
    Asked {
        rpc: "UpdateProfile",
        id: Some(ID),
        body,
        ..Asked::default()
    }
}

fn one(field: &str, reason: &str) -> Vec<(String, String)> {
    vec![(field.to_owned(), reason.to_owned())]
}

#[test]
fn query_parameters_fill_their_fields() {
    let query = "q=caf%C3%A9+%C3%85re&county=01&county=14,17&certified=true&sort=name&page_size=5";
    let expected = serde_json::json!({
        "q": "café Åre", "county": ["01", "14,17"], "certified": true,
        "sort": "SORT_NAME", "pageSize": 5,
    });
    assert_eq!(search(query).json(), expected);
}

#[rstest]
#[case("sort=SORT_NEWEST", "sort", "SORT_NEWEST")]
#[case("sort=distance", "sort", "SORT_DISTANCE")]
#[case("read_after=18446744073709551615", "readAfter", "18446744073709551615")]
#[case("pageToken=abc", "pageToken", "abc")]
fn a_parameter_has_more_than_one_spelling(
    #[case] query: &str,
    #[case] field: &str,
    #[case] value: &str,
) {
    assert_eq!(search(query).json()[field], value);
}

#[rstest]
#[case("colour=red", "colour", "UNKNOWN_FIELD")]
#[case("q=a&q=b", "q", "REPEATED")]
#[case("page_size=0&page_size=5", "page_size", "REPEATED")]
#[case("q=%FF", "q", "NOT_UTF8")]
#[case("q=a%00b", "q", "CONTROL_CHARACTER")]
#[case("certified=1", "certified", "WRONG_TYPE")]
#[case("certified=", "certified", "WRONG_TYPE")]
#[case("page_size=+5", "page_size", "WRONG_TYPE")]
#[case("page_size=-1", "page_size", "OUT_OF_RANGE")]
#[case("page_size=4294967296", "page_size", "OUT_OF_RANGE")]
#[case(
    "read_after=99999999999999999999999999999999999999999999",
    "read_after",
    "OUT_OF_RANGE"
)]
#[case("sort=Name", "sort", "UNKNOWN_VALUE")]
#[case("sort=unspecified", "sort", "UNKNOWN_VALUE")]
fn a_wrong_parameter_is_named(#[case] query: &str, #[case] field: &str, #[case] reason: &str) {
    assert_eq!(search(query).faults(), one(field, reason));
}

#[test]
fn an_unknown_parameter_learns_the_known_ones() {
    let faults = search("colour=red").bind().unwrap_err();
    assert!(faults[0].detail.contains("q, county, municipality"));
}

#[test]
fn the_rules_of_the_fields_are_checked() {
    let long = format!("q={}&page_size=101", "a".repeat(201));
    let faults = search(&long).faults();
    assert_eq!(faults[0], ("q".to_owned(), "TOO_LONG".to_owned()));
    assert_eq!(faults[1].0, "page_size");
}

#[test]
fn an_id_comes_out_of_the_path() {
    let mut asked = Asked {
        rpc: "GetEnterprise",
        id: Some(ID),
        ..Asked::default()
    };
    assert_eq!(asked.json(), serde_json::json!({"id": ID}));
    asked.id = Some("%FF");
    assert_eq!(asked.faults()[0], ("id".to_owned(), "NOT_UTF8".to_owned()));
    asked.id = Some("17");
    assert_eq!(asked.faults(), one("id", "NOT_A_UUID"));
}

#[test]
fn a_body_fills_its_field_by_either_name() {
    let body = r#"{"name": "Café Å", "orgNumber": "1", "municipality_code": "1480",
        "activities": [{"industry": "catering", "serviceArea": {"reach": "REACH_COUNTY"}}]}"#;
    assert_eq!(
        register(body.as_bytes()).faults(),
        one("activities[0].service_area.reach", "UNKNOWN_VALUE")
    );
    let body = body.replace("REACH_COUNTY", "REACH_COUNTIES");
    let expected = serde_json::json!({"profile": {
        "name": "Café Å", "orgNumber": "1", "municipalityCode": "1480",
        "activities": [{"industry": "catering", "serviceArea": {"reach": "REACH_COUNTIES"}}],
    }});
    assert_eq!(register(body.as_bytes()).json(), expected);
}

#[rstest]
#[case(r#"{"name": "A", "colour": 1}"#, "colour", "UNKNOWN_FIELD")]
#[case(r#"{"name": "A", "name": "B"}"#, "name", "REPEATED")]
#[case(
    r#"{"name": "A", "orgNumber": "1", "org_number": "2"}"#,
    "org_number",
    "REPEATED"
)]
#[case(r#"{"name": 7}"#, "name", "WRONG_TYPE")]
#[case(r#"{"name": "A", "phone": null}"#, "phone", "WRONG_TYPE")]
#[case(r#"{"name": "a\u0000"}"#, "name", "CONTROL_CHARACTER")]
#[case(r#"{"name": "A", "services": "praktik"}"#, "services", "WRONG_TYPE")]
#[case(
    r#"{"name": "A", "services": ["praktik", 1]}"#,
    "services[1]",
    "WRONG_TYPE"
)]
#[case(
    r#"{"name": "A", "services": ["a", "a"]}"#,
    "services[1]",
    "NOT_UNIQUE"
)]
#[case(
    r#"{"name": "A", "activities": [{"industry": "a", "capacity": {"people": "3"}}]}"#,
    "activities[0].capacity.people",
    "WRONG_TYPE"
)]
#[case(
    r#"{"name": "A", "activities": [{"industry": "a", "capacity": {"people": 1.5}}]}"#,
    "activities[0].capacity.people",
    "WRONG_TYPE"
)]
#[case(
    r#"{"name": "A", "activities": [{"industry": "a", "capacity": {"people": -1}}]}"#,
    "activities[0].capacity.people",
    "OUT_OF_RANGE"
)]
#[case(
    r#"{"name": "A", "activities": [{"industry": "a", "capacity": {"confirmedAt": "today"}}]}"#,
    "activities[0].capacity.confirmed_at",
    "WRONG_FORMAT"
)]
#[case("{}", "name", "REQUIRED")]
#[case("", "body", "REQUIRED")]
#[case("[]", "body", "WRONG_TYPE")]
#[case("null", "body", "WRONG_TYPE")]
#[case("{\"name\": ", "name", "NOT_JSON")]
#[case("{\"name\": \"A\"} x", "body", "NOT_JSON")]
fn a_wrong_body_is_named_by_its_field(
    #[case] body: &str,
    #[case] field: &str,
    #[case] reason: &str,
) {
    let faults = register(body.as_bytes()).faults();
    assert_eq!(
        faults[0],
        (field.to_owned(), reason.to_owned()),
        "{faults:?}"
    );
}

#[test]
fn broken_utf8_is_named_by_its_field() {
    let body = b"{\"name\": \"A\", \"description\": \"\xc3\x28\"}";
    assert_eq!(
        register(body).faults()[0],
        ("description".to_owned(), "NOT_UTF8".to_owned())
    );
}

#[test]
fn all_faults_come_at_once() {
    let body = br#"{"name": "", "phone": 1, "colour": 2, "activities": [{"offer": "x"}]}"#;
    let fields: Vec<_> = register(body)
        .faults()
        .into_iter()
        .map(|fault| fault.0)
        .collect();
    assert_eq!(
        fields,
        ["phone", "colour", "name", "activities[0].industry"]
    );
}

#[test]
fn of_very_many_unknown_names_the_first_ten_are_told_and_how_many_more() {
    let fields: Vec<_> = (0..90_000).map(|it| format!("\"x{it}\":1")).collect();
    let body = format!("{{{}}}", fields.join(","));
    let faults = register(body.as_bytes()).bind().unwrap_err();
    // The name of the enterprise is missing too.
    let (last, named) = faults.split_last().unwrap();
    let unknown = named.iter().filter(|it| it.reason == "UNKNOWN_FIELD");
    assert_eq!(unknown.count(), 10);
    assert_eq!(last.reason, "MORE_FAULTS");
    assert_eq!(last.detail, "has 89990 more faults, which are not named.");
}

#[test]
fn of_very_many_unknown_parameters_the_first_ten_are_told() {
    let query = "x=1&".repeat(16_000);
    let faults = search(&query).bind().unwrap_err();
    assert_eq!(faults.len(), 11);
    assert_eq!(
        faults[10].detail,
        "has 15990 more faults, which are not named."
    );
}

#[rstest]
#[case::not_objects(format!(r#"{{"activities": [{}1]}}"#, "1,".repeat(300_000)))]
#[case::empty_objects(format!(r#"{{"activities": [{}{{}}]}}"#, "{},".repeat(300_000)))]
#[case::repeated(format!(r#"{{{}"name": 1}}"#, r#""name": 1,"#.repeat(90_000)))]
#[case::unknown_everywhere(format!(r#"{{"activities": [{}{{}}]}}"#, r#"{"x":1},"#.repeat(100_000)))]
fn a_body_made_to_be_wrong_everywhere_is_refused_for_its_first_faults(#[case] body: String) {
    let faults = register(body.as_bytes()).bind().unwrap_err();
    assert!(faults.len() <= 31, "{}", faults.len());
}

#[test]
fn names_of_any_length_are_cut() {
    let long = "x".repeat(500_000);
    for body in [
        format!(r#"{{"{long}": 1}}"#),
        format!(r#"{{"{long}": "#),
        format!(r#"{{"activities": [{{"{long}": 1}}]}}"#),
    ] {
        for fault in register(body.as_bytes()).bind().unwrap_err() {
            assert!(fault.field.len() <= 200, "{}", fault.field.len());
        }
    }
}

#[test]
fn a_body_made_to_be_wrong_gets_a_short_answer() {
    let nested = "[".repeat(100_000);
    assert_eq!(register(nested.as_bytes()).faults()[0].1, "NOT_JSON");
}

#[test]
fn a_whole_number_may_be_written_with_a_point() {
    let body = br#"{"name": "A", "activities": [{"industry": "a", "capacity": {"people": 3.0}}]}"#;
    assert_eq!(
        register(body).json()["profile"]["activities"][0]["capacity"]["people"],
        3
    );
}

#[test]
fn a_patch_names_what_it_changes_and_null_clears() {
    let mut asked = update(br#"{"org_number": "1", "phone": null, "services": []}"#);
    asked.headers = vec![("if-match", "\"3\"")];
    let expected = serde_json::json!({
        "id": ID,
        "profile": {"orgNumber": "1"},
        "updateMask": "orgNumber,phone,services",
        "etag": "\"3\"",
    });
    assert_eq!(asked.json(), expected);
}

#[test]
fn a_patch_is_not_asked_for_what_it_leaves_as_it_is() {
    assert!(update(br#"{"phone": "1"}"#).bind().is_ok());
    assert_eq!(
        update(br#"{"name": null}"#).faults(),
        one("name", "REQUIRED")
    );
    let activity = br#"{"activities": [{"offer": "x"}]}"#;
    assert_eq!(
        update(activity).faults(),
        one("activities[0].industry", "REQUIRED")
    );
}

#[rstest]
#[case("{}", "body", "REQUIRED")]
#[case("", "body", "REQUIRED")]
#[case(
    r#"{"activities": [{"industry": null}]}"#,
    "activities[0].industry",
    "WRONG_TYPE"
)]
#[case(r#"{"id": "x"}"#, "id", "UNKNOWN_FIELD")]
fn a_wrong_patch_is_refused(#[case] body: &str, #[case] field: &str, #[case] reason: &str) {
    let faults = update(body.as_bytes()).faults();
    assert_eq!(faults, one(field, reason));
}

#[test]
fn what_the_path_and_headers_fill_is_no_part_of_the_body() {
    let mut asked = Asked {
        rpc: "ReturnEnterprise",
        id: Some(ID),
        body: br#"{"reasons": [{"field": "description", "reason": "Too short."}]}"#,
        ..Asked::default()
    };
    assert_eq!(asked.json()["reasons"][0]["field"], "description");
    asked.body = br#"{"id": "x", "etag": "y", "reasons": [{"reason": "r"}]}"#;
    let expected = [one("id", "UNKNOWN_FIELD"), one("etag", "UNKNOWN_FIELD")].concat();
    assert_eq!(asked.faults(), expected);
}

#[rstest]
#[case("", None)]
#[case("{}", None)]
#[case("{\"a\": 1}", Some("UNKNOWN_FIELD"))]
fn a_command_without_fields_needs_no_body(#[case] body: &str, #[case] reason: Option<&str>) {
    let asked = Asked {
        rpc: "SubmitEnterprise",
        id: Some(ID),
        body: body.as_bytes(),
        ..Asked::default()
    };
    let found = asked.bind().err().map(|faults| faults[0].reason.clone());
    assert_eq!(found.as_deref(), reason);
}

#[test]
fn the_last_event_goes_before_the_parameter() {
    let mut asked = Asked {
        rpc: "StreamEvents",
        query: "after=1",
        ..Asked::default()
    };
    assert_eq!(asked.json()["after"], "1");
    asked.headers = vec![("last-event-id", "9")];
    assert_eq!(asked.json()["after"], "9");
    asked.headers = vec![("last-event-id", "")];
    assert_eq!(asked.json()["after"], "1");
}

#[test]
fn a_wrong_last_event_is_named() {
    let asked = Asked {
        rpc: "StreamEvents",
        headers: vec![("last-event-id", "seven")],
        ..Asked::default()
    };
    assert_eq!(asked.faults(), one("Last-Event-ID", "WRONG_TYPE"));
}

#[rstest]
#[case("RegisterEnterprise", "profile.org_number", "org_number")]
#[case(
    "RegisterEnterprise",
    "profile.activities[2].service_area",
    "activities[2].service_area"
)]
#[case("RegisterEnterprise", "profile", "body")]
#[case("SubmitEnterprise", "profile.legal_form", "profile.legal_form")]
#[case("SearchEnterprises", "page_token", "page_token")]
#[case("UpdateProfile", "etag", "If-Match")]
fn a_field_is_named_as_the_client_knows_it(
    #[case] rpc: &str,
    #[case] path: &str,
    #[case] expected: &str,
) {
    let api = Api::compile(&proto::DESCRIPTORS).unwrap();
    let operation = &api.operations()[operation(&api, rpc)];
    assert_eq!(http_name(operation, path), expected);
}

#[test]
fn what_the_gateway_fills_in_cannot_be_sent() {
    for field in ["session", "client_address", "user_agent"] {
        let body = format!(r#"{{"email": "a@b.example", "password": "x", "{field}": "mine"}}"#);
        let asked = Asked {
            rpc: "CreateSession",
            body: body.as_bytes(),
            ..Asked::default()
        };
        assert_eq!(asked.faults(), one(field, "UNKNOWN_FIELD"));
    }
    let asked = Asked {
        rpc: "CreateSession",
        body: br#"{"email": "a@b.example", "password": "x"}"#,
        ..Asked::default()
    };
    assert_eq!(asked.json()["clientAddress"], "::");
}

#[test]
fn deleting_takes_its_id_from_the_path() {
    let asked = Asked {
        rpc: "EndSession",
        id: Some("current"),
        ..Asked::default()
    };
    assert_eq!(asked.json()["id"], "current");
}
