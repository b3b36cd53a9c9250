use std::collections::BTreeSet;

use proto::asf::registry::v1 as registry;
use rstest::rstest;
use serde_json::{Value, json};

use super::*;
use crate::test_protos::bread;

/// The faults as field and reason.
fn told(faults: Vec<FieldViolation>) -> Vec<(String, &'static str)> {
    faults
        .into_iter()
        .map(|fault| (fault.field, fault.reason.as_str_name()))
        .collect()
}

fn activity(industry: &str, offer: &str) -> registry::Activity {
    registry::Activity {
        industry: industry.into(),
        offer: offer.into(),
        ..Default::default()
    }
}

fn profile() -> registry::Profile {
    registry::Profile {
        name: "Snickeriet".into(),
        activities: vec![activity("trä", "möbler")],
        ..Default::default()
    }
}

fn register(profile: registry::Profile) -> Vec<FieldViolation> {
    let profile = Some(profile);
    check_typed(&registry::RegisterEnterpriseRequest { profile })
}

#[test]
fn a_request_that_keeps_the_rules_has_no_faults() {
    assert_eq!(register(profile()), []);
    assert_eq!(
        check_typed(&registry::SearchEnterprisesRequest::default()),
        []
    );
}

#[test]
fn a_message_that_is_required_has_to_be_there() {
    let request = registry::RegisterEnterpriseRequest { profile: None };
    assert_eq!(
        told(check_typed(&request)),
        [("profile".to_owned(), "REQUIRED")]
    );
}

#[test]
fn a_fault_deep_in_a_request_is_named_by_its_path() {
    let mut profile = profile();
    profile.name.clear();
    profile.activities.push(activity("trä", &"x".repeat(1001)));
    profile.activities.push(activity("", "möbler"));
    profile.activities[0].capacity = Some(registry::Capacity {
        people: 100_001,
        ..Default::default()
    });
    let expected = [
        ("profile.name", "REQUIRED"),
        ("profile.activities[0].capacity.people", "TOO_LARGE"),
        ("profile.activities[1].offer", "TOO_LONG"),
        ("profile.activities[2].industry", "REQUIRED"),
    ];
    assert_eq!(
        told(register(profile)),
        expected.map(|(field, reason)| (field.to_owned(), reason))
    );
}

#[test]
fn a_length_counts_characters_and_not_bytes() {
    let mut request = registry::SearchEnterprisesRequest {
        q: "å".repeat(200),
        ..Default::default()
    };
    assert_eq!(check_typed(&request), []);
    request.q.push('å');
    let faults = check_typed(&request);
    assert_eq!(
        faults[0].description,
        "must have at most 200 characters, and has 201."
    );
    assert_eq!(told(faults), [("q".to_owned(), "TOO_LONG")]);
}

#[test]
fn a_fault_never_repeats_what_was_written() {
    let mut profile = profile();
    profile.email = "nn@asf.example".repeat(50);
    assert!(
        register(profile)
            .iter()
            .all(|fault| !fault.description.contains("nn@"))
    );
}

#[rstest]
#[case::missing("", vec!["NOT_A_UUID"])]
#[case::without_hyphens("018f4e1c000070008000000000000001", vec!["NOT_A_UUID"])]
#[case::in_braces("{018f4e1c-0000-7000-8000-00000000000}", vec!["NOT_A_UUID"])]
#[case::right("018f4e1c-0000-7000-8000-000000000001", vec![])]
fn an_id_has_to_be_a_uuid_also_when_it_is_missing(#[case] id: &str, #[case] expected: Vec<&str>) {
    let request = registry::GetEnterpriseRequest {
        id: id.into(),
        ..Default::default()
    };
    let faults = check_typed(&request);
    assert_eq!(
        faults
            .iter()
            .map(|fault| fault.reason.as_str_name())
            .collect::<Vec<_>>(),
        expected
    );
}

#[test]
fn a_choice_has_to_be_one_that_the_proto_names() {
    let mut request = registry::SearchEnterprisesRequest::default();
    for (sort, reasons) in [
        (0, vec![]),
        (2, vec![]),
        (99, vec!["UNKNOWN_VALUE"]),
        (-1, vec!["UNKNOWN_VALUE"]),
    ] {
        request.sort = sort;
        let faults = check_typed(&request);
        assert_eq!(
            faults
                .iter()
                .map(|fault| fault.reason.as_str_name())
                .collect::<Vec<_>>(),
            reasons,
            "{sort}"
        );
    }
}

#[test]
fn a_list_has_its_limits() {
    let mut profile = profile();
    profile.services = vec!["praktik".into(), "x".into(), "praktik".into()];
    profile.activities = vec![activity("", ""); 21];
    let expected = [
        ("profile.activities", "TOO_MANY"),
        ("profile.services[2]", "NOT_UNIQUE"),
    ];
    assert_eq!(
        told(register(profile)),
        expected.map(|(field, reason)| (field.to_owned(), reason))
    );

    let request = registry::ReturnEnterpriseRequest {
        id: "018f4e1c-0000-7000-8000-000000000001".into(),
        ..Default::default()
    };
    let faults = check_typed(&request);
    assert_eq!(told(faults), [("reasons".to_owned(), "TOO_FEW")]);
}

#[test]
fn a_text_of_a_list_of_choices_has_to_be_one_of_them() {
    let mut request = registry::ExportEnterprisesRequest::default();
    for (format, faults) in [("", 0), ("csv", 0), ("xls", 1)] {
        request.format = format.into();
        assert_eq!(check_typed(&request).len(), faults, "{format}");
    }
}

#[test]
fn a_message_that_nobody_knows_is_refused() {
    assert_eq!(told(check_typed(&())), [(String::new(), "UNREADABLE")]);
}

/// A bread without faults, with one field changed.
#[rstest]
#[case::nothing_given(json!({}), vec![])]
#[case::pattern_kept(json!({"code": "rye"}), vec![])]
#[case::pattern_broken(json!({"code": "rye1"}), vec![("code", "WRONG_FORMAT")])]
#[case::pattern_that_cannot_be_read(json!({"broken": "x"}), vec![("broken", "WRONG_FORMAT")])]
#[case::given_though_empty(json!({"note": ""}), vec![("note", "TOO_SHORT")])]
#[case::long_enough(json!({"note": "åä"}), vec![])]
#[case::email(json!({"orderTo": "bakery"}), vec![("order_to", "NOT_AN_EMAIL")])]
#[case::link_that_runs_code(json!({"page": "javascript:bake()"}), vec![("page", "NOT_A_URL")])]
#[case::zero_is_not_given(json!({"weight": 0}), vec![])]
#[case::light(json!({"weight": 0.49}), vec![("weight", "TOO_SMALL")])]
#[case::least(json!({"weight": 0.5}), vec![])]
#[case::heavy(json!({"weight": 2.51}), vec![("weight", "TOO_LARGE")])]
#[case::no_number(json!({"weight": "NaN"}), vec![("weight", "TOO_SMALL")])]
#[case::below_zero(json!({"shelf": -3}), vec![("shelf", "TOO_SMALL")])]
#[case::on_the_lowest_shelf(json!({"shelf": -2}), vec![])]
#[case::choice_that_is_barred(json!({"flour": 0}), vec![("flour", "UNKNOWN_VALUE")])]
#[case::item(json!({"seeds": ["poppy", "", "flax"]}), vec![("seeds[1]", "UNKNOWN_VALUE"), ("seeds[2]", "UNKNOWN_VALUE")])]
#[case::in_itself(
    json!({"slices": [{"flour": 1}, {"flour": 1, "slices": [{"flour": 1, "code": "x"}]}]}),
    vec![("slices[1].slices[0].code", "WRONG_FORMAT")]
)]
#[case::in_a_map(json!({"crusts": {"top": {}}}), vec![("crusts[\"top\"].name", "REQUIRED")])]
#[case::in_a_oneof(json!({"tin": ""}), vec![("tin", "TOO_SHORT")])]
#[case::in_the_message_of_a_oneof(json!({"basket": {}}), vec![("basket.name", "REQUIRED")])]
fn rules_of_every_kind_are_checked(#[case] change: Value, #[case] expected: Vec<(&str, &str)>) {
    let mut json = json!({"flour": 1});
    json.as_object_mut()
        .unwrap()
        .extend(change.as_object().unwrap().clone());
    let faults = told(check(&bread(&json)));
    let faults: Vec<_> = faults
        .iter()
        .map(|(field, reason)| (field.as_str(), *reason))
        .collect();
    assert_eq!(faults, expected);
}

#[test]
fn a_choice_says_what_can_be_chosen() {
    let faults = check(&bread(&json!({"flour": 7})));
    assert_eq!(
        faults[0].description,
        "must be one of FLOUR_RYE, FLOUR_WHEAT."
    );
}

#[test]
fn every_pattern_of_the_platform_can_be_read() {
    for message in proto::DESCRIPTORS.all_messages() {
        for rules in &compiled::rules_of(&message).fields {
            let text = format!("{:?}", rules.check);
            assert!(!text.contains("regex: None"), "{}", rules.field.full_name());
        }
    }
}

/// A rule that the walker does not know would be passed by without a word.
#[test]
fn every_rule_that_a_proto_can_use_is_understood() {
    let understood = [
        "FieldRules.required",
        "DoubleRules.gte",
        "DoubleRules.lte",
        "Int32Rules.gte",
        "Int32Rules.lte",
        "UInt32Rules.gte",
        "UInt32Rules.lte",
        "StringRules.min_len",
        "StringRules.max_len",
        "StringRules.pattern",
        "StringRules.in",
        "StringRules.email",
        "StringRules.uri",
        "StringRules.uuid",
        "EnumRules.defined_only",
        "EnumRules.not_in",
        "RepeatedRules.min_items",
        "RepeatedRules.max_items",
        "RepeatedRules.unique",
        "RepeatedRules.items",
    ];
    let kinds = ["double", "int32", "uint32", "string", "enum", "repeated"];
    let rules = |kind: &str| {
        proto::DESCRIPTORS
            .get_message_by_name(&format!("buf.validate.{kind}"))
            .unwrap()
    };
    let mut known = BTreeSet::new();
    for field in rules("FieldRules").fields() {
        match field.kind().as_message() {
            None => drop(known.insert(format!("FieldRules.{}", field.name()))),
            Some(kind) => {
                assert!(kinds.contains(&field.name()), "{}", field.name());
                known.extend(
                    kind.fields()
                        .map(|rule| format!("{}.{}", kind.name(), rule.name())),
                );
            }
        }
    }
    assert_eq!(known, understood.map(str::to_owned).into());
}
