//! The domain of an organisation's mail.

use kernel::fault::{BrokenRule, ErrorReason};
use serde::{Deserialize, Serialize};

/// Domains where everybody gets an address: one of them says nothing about
/// where its owner works.
const FOR_EVERYBODY: &[&str] = &[
    "aol.com",
    "bahnhof.se",
    "bredband.net",
    "bredband2.com",
    "comhem.se",
    "fastmail.com",
    "gmail.com",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "home.se",
    "hotmail.com",
    "hotmail.se",
    "hey.com",
    "hush.com",
    "icloud.com",
    "live.com",
    "live.se",
    "mac.com",
    "mail.com",
    "mail.ru",
    "mailinator.com",
    "me.com",
    "msn.com",
    "outlook.com",
    "outlook.se",
    "passagen.se",
    "pm.me",
    "proton.me",
    "protonmail.com",
    "protonmail.ch",
    "rocketmail.com",
    "spray.se",
    "swipnet.se",
    "tele2.se",
    "telia.com",
    "tutanota.com",
    "tuta.io",
    "web.de",
    "yahoo.com",
    "yahoo.se",
    "yandex.com",
    "ymail.com",
    "zoho.com",
];

/// A domain in lower case, with at least one dot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct MailDomain(String);

/// The text is no domain that mail can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a mail domain is what stands after the @, such as kommun.example")]
pub(crate) struct NotADomain;

impl BrokenRule for NotADomain {
    fn rule(&self) -> ErrorReason {
        ErrorReason::NotADomain
    }
}

impl MailDomain {
    /// # Errors
    /// The text is no host name with a dot (RFC 1123, section 2.1).
    pub(crate) fn parse(text: &str) -> Result<Self, NotADomain> {
        let domain = text.trim().trim_start_matches('@').to_lowercase();
        let fits = domain.len() <= 253 && domain.contains('.') && domain.split('.').all(is_label);
        if fits {
            Ok(Self(domain))
        } else {
            Err(NotADomain)
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether an address of this domain tells where its owner works.
    pub(crate) fn proves_something(&self) -> bool {
        !FOR_EVERYBODY.contains(&self.0.as_str())
    }
}

fn is_label(label: &str) -> bool {
    let inner = |letter: char| letter.is_alphanumeric() || letter == '-';
    (1..=63).contains(&label.len())
        && label.chars().all(inner)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_read_as_people_write_it() {
        let domain = MailDomain::parse(" @Kommun.Example ").unwrap();
        assert_eq!(domain.as_str(), "kommun.example");
        assert!(MailDomain::parse("räksmörgås.example").is_ok());
        let long = format!("{}.example", "a".repeat(64));
        for text in [
            "",
            "localhost",
            "a..b",
            "-a.example",
            "a b.example",
            "a@b.example",
            &long,
        ] {
            assert_eq!(MailDomain::parse(text), Err(NotADomain), "{text}");
        }
    }

    #[test]
    fn a_public_mail_service_proves_nothing() {
        assert!(!MailDomain::parse("Gmail.com").unwrap().proves_something());
        assert!(
            MailDomain::parse("kommun.example")
                .unwrap()
                .proves_something()
        );
    }
}
