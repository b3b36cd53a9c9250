//! The profile for search engines, as schema.org's `Organization` in JSON-LD.

use proto::asf::registry::v1::{Enterprise, Profile};
use serde_json::{Map, Value, json};

use crate::site::{frame::Frame, places, profile::contact::Contact};

/// The text of a script element: no `<` in it can end the element.
pub(crate) fn script(page: &Frame, enterprise: &Enterprise, profile: &Profile) -> String {
    let contact = Contact::new(profile);
    let mut organisation = Map::new();
    let mut add = |name: &str, value: Value| {
        if !matches!(&value, Value::String(text) if text.is_empty()) {
            organisation.insert(name.to_owned(), value);
        }
    };
    add("@context", "https://schema.org".into());
    add("@type", "Organization".into());
    add("name", profile.name.as_str().into());
    add("description", profile.description.as_str().into());
    add("url", page.canonical().into());
    add(
        "sameAs",
        contact
            .website
            .map(|(address, _)| address)
            .unwrap_or_default()
            .into(),
    );
    add("email", contact.email.unwrap_or_default().into());
    add(
        "telephone",
        contact
            .phone
            .map(|(call, _)| call)
            .unwrap_or_default()
            .into(),
    );
    add("taxID", profile.org_number.as_str().into());
    add("address", address(enterprise, profile));
    let offers: Vec<Value> = profile
        .activities
        .iter()
        .map(|one| offer(&one.offer))
        .collect();
    add("makesOffer", offers.into());
    Value::Object(organisation)
        .to_string()
        .replace('<', "\\u003c")
}

fn address(enterprise: &Enterprise, profile: &Profile) -> Value {
    json!({
        "@type": "PostalAddress",
        "addressLocality": places::municipality_name(&profile.municipality_code),
        "addressRegion": places::county_name(&enterprise.county_code),
        "addressCountry": "SE",
    })
}

fn offer(text: &str) -> Value {
    json!({"@type": "Offer", "itemOffered": {"@type": "Service", "name": text}})
}
