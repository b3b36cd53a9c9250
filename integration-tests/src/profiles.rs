//! Profiles for tests, as the JSON API takes them.

use kernel::org_number::OrgNumber;
use serde_json::{Value, json};

/// A profile that can be listed, with the org number of this `number`.
#[must_use]
pub fn complete(name: &str, number: u32) -> Value {
    json!({
        "name": name,
        "org_number": org_number(number),
        "legal_form": "ekonomisk-forening",
        "description": "Vi driver café och odlar grönsaker tillsammans.",
        "municipality_code": "1480",
        "activities": [{
            "industry": "catering",
            "offer": "Smörgåsar och fika till möten",
            "service_area": {"reach": "REACH_OWN_MUNICIPALITY"},
        }],
        "services": ["arbetstraning"],
        "social_benefit_areas": ["arbete"],
        "website": "https://cafe.example",
        "email": "info@cafe.example",
    })
}

/// The criteria that an ASF meets, as forms name them.
pub const CRITERIA: [&str; 4] = [
    "integration",
    "participation",
    "reinvestment",
    "independence",
];

/// How an ASF meets each of them: what `:attest` takes.
#[must_use]
pub fn grounds() -> Value {
    let ground = |name: &str| {
        let criterion = format!("CRITERION_{}", name.to_uppercase());
        json!({ "criterion": criterion, "ground": format!("Så gör vi: {name}.") })
    };
    json!({ "attestations": CRITERIA.map(ground) })
}

/// A right org number that no other `number` below a million has.
#[must_use]
pub fn org_number(number: u32) -> String {
    let mut first = [7, 6, 9, 0, 0, 0, 0, 0, 0];
    let mut left = number;
    for digit in first[3..].iter_mut().rev() {
        *digit = u8::try_from(left % 10).unwrap_or_default();
        left /= 10;
    }
    OrgNumber::from_first_nine(first)
        .map(|it| it.to_string())
        .unwrap_or_default()
}
