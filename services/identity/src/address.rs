//! E-mail addresses: read once at the edge, trusted after.

use std::fmt;

use kernel::fault::{BrokenRule, ErrorReason};
use unicode_normalization::UnicodeNormalization;

use crate::domain::values::mail_domain::{MailDomain, NotADomain};

/// An address that mail can be sent to, as its owner writes it. It says
/// nothing when it is printed for debugging.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct EmailAddress(String);

/// The text is no address that mail can be sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no e-mail address; it looks like namn@exempel.se")]
pub(crate) struct NoAddress;

impl BrokenRule for NoAddress {
    fn rule(&self) -> ErrorReason {
        ErrorReason::NotAnEmail
    }
}

impl EmailAddress {
    /// # Errors
    /// The text is no address, or has what cannot stand in a mail's head.
    pub(crate) fn parse(text: &str) -> Result<Self, NoAddress> {
        let text = text.trim();
        let hidden = |letter: char| letter.is_control() || letter.is_whitespace();
        if text.len() > 254 || text.chars().any(hidden) {
            return Err(NoAddress);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(NoAddress)?;
        let ascii = ascii_domain(domain).ok_or(NoAddress)?;
        // A host without a dot is of no use outside its own network.
        if !ascii.contains('.') || domain.starts_with('[') {
            return Err(NoAddress);
        }
        let local: String = local.nfc().collect();
        lettre::Address::new(&local, ascii).map_err(|_| NoAddress)?;
        Ok(Self(format!("{local}@{domain}")))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// After the `@`, as the domain name system has it.
    pub(crate) fn domain(&self) -> String {
        let domain = self.0.rsplit('@').next().unwrap_or_default();
        ascii_domain(domain).unwrap_or_default()
    }
}

/// The form in which two spellings of one address are equal: browsers send
/// `xn--…` for a domain that is typed with å, ä or ö, and some keyboards write
/// such a letter as two.
pub(crate) fn normalised(address: &str) -> String {
    spelled(address, |local| local.nfc().collect(), ascii_domain)
}

/// All forms that an address may be kept under, the normalised one first. The
/// others are of accounts that were opened when only the case of letters was
/// looked at.
pub(crate) fn spellings(address: &str) -> Vec<String> {
    let mut all = Vec::new();
    let locals: [fn(&str) -> String; 3] = [
        |local| local.nfc().collect(),
        str::to_owned,
        |local| local.nfd().collect(),
    ];
    let domains: [fn(&str) -> Option<String>; 3] =
        [ascii_domain, unicode_domain, |it| Some(it.to_owned())];
    for local in locals {
        for domain in domains {
            let form = spelled(address, local, domain);
            if !all.contains(&form) {
                all.push(form);
            }
        }
    }
    all
}

/// What mail servers take: those who cannot write other letters than English
/// ones know the domain too.
pub(crate) fn for_mail(address: &str) -> Option<lettre::Address> {
    let (local, domain) = address.trim().rsplit_once('@')?;
    lettre::Address::new(local, ascii_domain(domain)?).ok()
}

/// The domain of an organisation's mail, in whichever way it is written.
///
/// # Errors
/// The text is no domain that mail can have.
pub(crate) fn mail_domain(text: &str) -> Result<MailDomain, NotADomain> {
    let text = text.trim().trim_start_matches('@');
    MailDomain::parse(&ascii_domain(text).ok_or(NotADomain)?)
}

/// A domain in lower case and `xn--…` (IDNA, UTS 46); nothing for a text that
/// cannot be one.
fn ascii_domain(domain: &str) -> Option<String> {
    idna::domain_to_ascii(domain)
        .ok()
        .filter(|it| !it.is_empty())
}

/// The other way, for people to read.
pub(crate) fn unicode_domain(domain: &str) -> Option<String> {
    let (written, is_right) = idna::domain_to_unicode(domain);
    is_right.is_ok().then_some(written)
}

/// As people read it, where nobody could take it for another: a letter of
/// another alphabet may look just like one of ours.
pub(crate) fn shown_domain(domain: &str) -> String {
    let is_known = |letter: char| letter.is_ascii() || "åäöéüæø".contains(letter);
    match unicode_domain(domain) {
        Some(written) if written.chars().all(is_known) => written,
        Some(_) | None => domain.to_owned(),
    }
}

fn spelled(
    address: &str,
    local: impl Fn(&str) -> String,
    domain: impl Fn(&str) -> Option<String>,
) -> String {
    let address = address.trim().to_lowercase();
    let Some((before, after)) = address.rsplit_once('@') else {
        return local(&address);
    };
    let after = domain(after).unwrap_or_else(|| after.to_owned());
    format!("{}@{after}", local(before))
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("EmailAddress")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_as_it_is_written() {
        let address = EmailAddress::parse(" Owner@ASF.example ").unwrap();
        assert_eq!(address.as_str(), "Owner@ASF.example");
        assert_eq!(address.domain(), "asf.example");
        assert_eq!(normalised(" Owner@ASF.example "), "owner@asf.example");
        assert_eq!(format!("{address:?}"), "EmailAddress");
    }

    #[test]
    fn one_mailbox_has_one_form_however_it_is_spelled() {
        let one = "åsa@xn--rksmrgs-5wao1o.example";
        for text in [
            "åsa@räksmörgås.example",
            "A\u{30a}sa@ra\u{308}ksmo\u{308}rga\u{30a}s.example",
            " ÅSA@RÄKSMÖRGÅS.example ",
            "åsa@XN--rksmrgs-5WAO1O.example",
            "åsa@räksmörgås。example",
        ] {
            assert_eq!(normalised(text), one, "{text}");
            assert!(spellings(text).contains(&one.to_owned()));
            let kept = EmailAddress::parse(text).unwrap();
            assert_eq!(kept.domain(), "xn--rksmrgs-5wao1o.example");
            assert_eq!(for_mail(kept.as_str()).unwrap().domain(), kept.domain());
        }
        assert_eq!(spellings("Owner@ASF.example"), ["owner@asf.example"]);
        let kept_before = "åsa@räksmörgås.example".to_owned();
        assert!(spellings(one).contains(&kept_before));
        assert_eq!(normalised("no address"), "no address");
    }

    #[test]
    fn a_domain_of_an_organisation_has_one_form_too() {
        let domain = mail_domain(" @Räksmörgås.example ").unwrap();
        assert_eq!(domain.as_str(), "xn--rksmrgs-5wao1o.example");
        assert!(mail_domain("xn--a.example").is_err() && mail_domain("").is_err());
        assert_eq!(shown_domain(domain.as_str()), "räksmörgås.example");
        // Its first letter is Cyrillic.
        let other = mail_domain("\u{430}sf.example").unwrap();
        assert_eq!(shown_domain(other.as_str()), other.as_str());
    }

    #[test]
    fn what_no_mail_can_be_sent_to_is_no_address() {
        let long = format!("{}@asf.example", "a".repeat(250));
        for text in [
            "",
            "owner",
            "@asf.example",
            "owner@",
            "owner@localhost",
            "owner@[127.0.0.1]",
            "a b@asf.example",
            "a@asf.example\r\nBcc: b@asf.example",
            "a@asf.example,b@asf.example",
            "Owner <owner@asf.example>",
            "owner@xn--a.example",
            "owner@a..example",
            &long,
        ] {
            assert_eq!(EmailAddress::parse(text), Err(NoAddress), "{text}");
        }
    }
}
