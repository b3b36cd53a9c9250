//! Requests that are right as far as their own rules go, so that only access
//! stands between them and the RPC.

use integration_tests::profiles;
use prost_reflect::{FieldDescriptor, MethodDescriptor};
use serde_json::{Map, Value, json};

/// What a request names beside its object.
pub(super) struct Names<'a> {
    pub(super) object: &'a str,
    /// A member of the object, where it is an organisation.
    pub(super) subject: &'a str,
    /// The organisation of the claim.
    pub(super) claimant: &'a str,
}

/// A request as HTTP takes it.
pub(super) struct Filled {
    pub(super) path: String,
    pub(super) query: Vec<(String, String)>,
    pub(super) body: Value,
}

/// Fills path, query and body of an RPC.
pub(super) fn fill(
    rpc: &MethodDescriptor,
    template: &str,
    in_query: bool,
    names: &Names,
) -> Filled {
    let mut filled = Filled {
        path: template.to_owned(),
        query: Vec::new(),
        body: Value::Object(Map::new()),
    };
    let mut body = Map::new();
    for field in rpc.input().fields() {
        let Some(value) = value(&field, names) else {
            continue;
        };
        let variable = format!("{{{}}}", field.name());
        match (&value, filled.path.contains(&variable)) {
            (Value::String(text), true) => filled.path = filled.path.replace(&variable, text),
            (Value::String(text), false) if in_query => {
                filled.query.push((field.name().to_owned(), text.clone()));
            }
            _ => drop(body.insert(field.name().to_owned(), value)),
        }
    }
    filled.body = match body.remove("profile").or_else(|| body.remove("account")) {
        Some(part) => part,
        None => Value::Object(body),
    };
    filled
}

fn value(field: &FieldDescriptor, names: &Names) -> Option<Value> {
    let message = field.parent_message().name().to_owned();
    Some(match field.name() {
        "id" if message == "EndSessionRequest" => json!(super::world::ABSENT),
        "id" => json!(names.object),
        "subject_id" => json!(names.subject),
        "organisation_id" => json!(names.claimant),
        "enterprise_id" | "invitation_id" => json!(super::world::ABSENT),
        "email" | "new_email" => json!("nobody@asf.example"),
        "password" | "current_password" | "new_password" => json!("this is nobody's password"),
        "code" if message == "ConfirmTotpRequest" => json!("000000"),
        "code" | "token" | "challenge" | "state" | "binding" => json!("nothing-is-here"),
        "provider" => json!("nowhere"),
        "q" => json!("prov"),
        "slug" => json!("prov"),
        "name" => json!("Prov AB"),
        "org_number" => json!(profiles::org_number(99)),
        "kind" => json!("ORGANISATION_KIND_COMPANY"),
        "role" if field.kind().as_enum().is_some() => json!("MEMBER_ROLE_VIEWER"),
        "role" => json!("process_leader"),
        "county_code" => json!("21"),
        "reason" => json!("Bara ett prov."),
        "reasons" => json!([{"reason": "Bara ett prov."}]),
        "attestations" => json!([{
            "criterion": "CRITERION_INTEGRATION",
            "ground": "Bara ett prov.",
        }]),
        "report" => json!({
            "year": 2024,
            "employed": 8,
            "method": "Räknat.",
            "source": "Löner.",
        }),
        "year" if message == "WithdrawSocialBenefitRequest" => json!(2024),
        "membership" => json!({"from": "2026-01-01"}),
        "profile" => json!({"name": "Prov AB", "municipality_code": "1480"}),
        "account" => json!({"phone": ""}),
        "credential" => json!({}),
        _ => return None,
    })
}
