//! The profile for search engines, as schema.org's `Organization` in JSON-LD.

use std::collections::BTreeSet;

use kernel::place;
use proto::asf::registry::v1::{Certification, Enterprise, Profile, Reach};
use serde_json::{Map, Value, json};

use crate::{
    page::{frame::Frame, places},
    profile::contact::Contact,
};

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
    add("identifier", format!("urn:uuid:{}", enterprise.id).into());
    add("address", address(enterprise, profile));
    add("areaServed", areas(profile).into());
    if let Some(certification) = &enterprise.certification {
        add("hasCertification", self::certification(certification));
    }
    if enterprise.member {
        add("memberOf", skoopi());
    }
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

/// Where customers are served, each place once.
fn areas(profile: &Profile) -> Vec<Value> {
    let mut names: BTreeSet<(&str, &str)> = BTreeSet::new();
    for activity in &profile.activities {
        let area = activity.service_area.clone().unwrap_or_default();
        let here = [&activity.municipality_code, &profile.municipality_code];
        let here = here.into_iter().find(|code| !code.is_empty());
        match area.reach() {
            Reach::Country => {
                names.insert(("Country", "Sverige"));
            }
            Reach::Counties => {
                let codes = area.county_codes.iter();
                names.extend(codes.filter_map(|code| county(code)));
            }
            Reach::Municipalities => {
                let codes = area.municipality_codes.iter();
                names.extend(codes.filter_map(|code| municipality(code)));
            }
            Reach::OwnMunicipality | Reach::Unspecified => {
                names.extend(here.and_then(|code| municipality(code)));
            }
        }
    }
    let place = |(kind, name)| json!({"@type": kind, "name": name});
    names.into_iter().map(place).collect()
}

fn county(code: &str) -> Option<(&'static str, &'static str)> {
    place::county(code).map(|it| ("AdministrativeArea", it.name))
}

fn municipality(code: &str) -> Option<(&'static str, &'static str)> {
    place::municipality(code).map(|it| ("AdministrativeArea", it.name))
}

fn certification(certification: &Certification) -> Value {
    json!({
        "@type": "Certification",
        "name": "Certifierat arbetsintegrerande socialt företag",
        "issuedBy": skoopi(),
        "validFrom": certification.issued_on,
        "expires": certification.expires_on,
    })
}

fn skoopi() -> Value {
    json!({"@type": "Organization", "name": "Skoopi"})
}

fn offer(text: &str) -> Value {
    json!({"@type": "Offer", "itemOffered": {"@type": "Service", "name": text}})
}
