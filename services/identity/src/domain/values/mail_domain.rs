//! The domain of an organisation's mail.

use kernel::fault::{BrokenRule, ErrorReason};
use serde::{Deserialize, Serialize};

/// Domains where everybody gets an address: one of them says nothing about
/// where its owner works.
const FOR_EVERYBODY: &[&str] = &[
    "163.com",
    "algonet.se",
    "bahnhof.se",
    "bostream.nu",
    "bredband.net",
    "bredband2.com",
    "chello.se",
    "comhem.se",
    "duck.com",
    "fastmail.com",
    "fastmail.fm",
    "glocalnet.net",
    "hey.com",
    "home.se",
    "hush.com",
    "inbox.lv",
    "mac.com",
    "mail.com",
    "mail.ru",
    "mailbox.org",
    "mailinator.com",
    "me.com",
    "passagen.se",
    "pm.me",
    "posteo.de",
    "qq.com",
    "spray.se",
    "swipnet.se",
    "tele2.se",
    "telia.com",
    "telia.se",
    "tuta.com",
    "tuta.io",
    "web.de",
    "zohomail.eu",
];

/// Services of the same kind that have a domain in each country, such as
/// `yahoo.co.uk`.
const FAMILIES: &[&str] = &[
    "aol",
    "gmail",
    "gmx",
    "googlemail",
    "hotmail",
    "icloud",
    "live",
    "msn",
    "outlook",
    "proton",
    "protonmail",
    "rocketmail",
    "tutanota",
    "yahoo",
    "yandex",
    "ymail",
    "zoho",
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
        let (name, end) = self.0.split_once('.').unwrap_or((&self.0, ""));
        let is_of_a_family = FAMILIES.contains(&name) && end.split('.').count() <= 2;
        !is_of_a_family && !FOR_EVERYBODY.contains(&self.0.as_str())
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
        let proves = |text: &str| MailDomain::parse(text).unwrap().proves_something();
        for public in [
            "Gmail.com",
            "yahoo.co.uk",
            "hotmail.se",
            "telia.com",
            "outlook.com",
        ] {
            assert!(!proves(public), "{public}");
        }
        for own in [
            "kommun.example",
            "gmail.kommun.sverige.example",
            "yahoo-tryck.example",
        ] {
            assert!(proves(own), "{own}");
        }
    }
}
