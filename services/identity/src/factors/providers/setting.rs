//! The sign-in services of the settings.

use std::collections::BTreeSet;

use openidconnect::{IssuerUrl, url::Url};
use secrecy::SecretString;
use serde::{Deserialize, Deserializer, de::Error};

use crate::address::{EmailAddress, mail_domain};

/// Stands in URLs.
const LONGEST_ID: usize = 40;

/// A sign-in service that people may log in by.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderSetting {
    /// Small letters, digits and hyphens.
    pub id: String,
    /// As it is shown on the button.
    pub name: String,
    /// Its address, letter by letter as the service writes it; what it says of
    /// itself is read below it.
    pub issuer: IssuerUrl,
    pub client_id: String,
    pub client_secret: SecretString,
    /// Mail domains whose addresses are believed where the service does not say
    /// whether it has verified them, as Entra ID never does. Whoever governs the
    /// service could then open an account with any address of these domains, and
    /// speak for an organisation that is known by one: name only domains whose
    /// owner governs the service.
    #[serde(default)]
    pub email_domains: Vec<String>,
}

impl ProviderSetting {
    /// Whether the operator trusts the service with the address's domain.
    pub(super) fn vouches_for(&self, email: &str) -> bool {
        let Ok(address) = EmailAddress::parse(email) else {
            return false;
        };
        let mut domains = self.email_domains.iter();
        let own = mail_domain(&address.domain()).ok();
        domains.any(|domain| own.is_some() && mail_domain(domain).ok() == own)
    }
}

/// Reads the JSON list.
///
/// # Errors
/// It is no such list, or one of the services cannot be used.
pub(crate) fn list<'de, D>(value: D) -> Result<Vec<ProviderSetting>, D::Error>
where
    D: Deserializer<'de>,
{
    let text = String::deserialize(value)?;
    parse(&text).map_err(D::Error::custom)
}

fn parse(text: &str) -> Result<Vec<ProviderSetting>, String> {
    let providers: Vec<ProviderSetting> =
        serde_json::from_str(text).map_err(|error| error.to_string())?;
    let mut ids = BTreeSet::new();
    for provider in &providers {
        let id = &provider.id;
        if !is_id(id) || !ids.insert(id) {
            return Err(format!("the id {id:?} is twice there, or no id"));
        }
        if !is_issuer(provider.issuer.url()) {
            return Err(format!("the issuer of {id} is no http address"));
        }
        let mut domains = provider.email_domains.iter();
        if let Some(wrong) = domains.find(|it| mail_domain(it).is_err()) {
            return Err(format!("{wrong:?} of {id} is no mail domain"));
        }
        let texts = [&provider.name, &provider.client_id];
        if texts.iter().any(|text| text.trim().is_empty()) {
            return Err(format!("{id} has no name or no client_id"));
        }
    }
    Ok(providers)
}

fn is_id(text: &str) -> bool {
    let fits = |letter: char| matches!(letter, 'a'..='z' | '0'..='9' | '-');
    (1..=LONGEST_ID).contains(&text.len()) && text.chars().all(fits)
}

fn is_issuer(url: &Url) -> bool {
    matches!(url.scheme(), "https" | "http")
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn one(field: &str, value: &str) -> Value {
        let mut provider = json!({
            "id": "city",
            "name": "The city",
            "issuer": "https://login.city.example",
            "client_id": "asf",
            "client_secret": "secret",
        });
        provider[field] = value.into();
        provider
    }

    #[test]
    fn a_list_of_services_is_read() {
        assert_eq!(parse("[]").unwrap().len(), 0);
        let list = json!([one("id", "city"), one("id", "region-2")]);
        let list = parse(&list.to_string()).unwrap();
        assert_eq!(list[1].id, "region-2");
        assert!(!format!("{list:?}").contains("secret\""));
    }

    #[test]
    fn a_service_is_trusted_with_the_domains_that_are_named() {
        let mut trusted = one("id", "city");
        trusted["email_domains"] = json!(["City.example", "räksmörgås.example"]);
        let list = parse(&json!([trusted, one("id", "other")]).to_string()).unwrap();
        for email in [
            "kim@city.example",
            "kim@CITY.example",
            "kim@xn--rksmrgs-5wao1o.example",
        ] {
            assert!(list[0].vouches_for(email), "{email}");
            assert!(!list[1].vouches_for(email), "{email}");
        }
        for email in [
            "kim@other.example",
            "kim@sub.city.example",
            "city.example",
            "a@b@c",
        ] {
            assert!(!list[0].vouches_for(email), "{email}");
        }
        trusted = one("id", "city");
        trusted["email_domains"] = json!(["*"]);
        assert!(parse(&json!([trusted]).to_string()).is_err());
    }

    #[test]
    fn a_service_that_cannot_be_used_is_refused() {
        for (field, value) in [
            ("id", ""),
            ("id", "City"),
            ("id", "a/b"),
            ("name", " "),
            ("client_id", ""),
            ("issuer", "login.city.example"),
            ("issuer", "ftp://login.city.example"),
            ("issuer", "https://login.city.example?a=b"),
            ("issuer", "https://a:b@login.city.example"),
            ("secret", "a word too many"),
        ] {
            let list = json!([one(field, value)]);
            assert!(parse(&list.to_string()).is_err(), "{field} {value}");
        }
        let twice = json!([one("id", "city"), one("id", "city")]);
        assert!(parse(&twice.to_string()).is_err());
    }
}
