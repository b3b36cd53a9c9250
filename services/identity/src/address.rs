//! E-mail addresses: read once at the edge, trusted after.

use std::{fmt, str::FromStr};

use kernel::fault::{BrokenRule, ErrorReason};

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
        let (_, domain) = text.rsplit_once('@').ok_or(NoAddress)?;
        // A host without a dot is of no use outside its own network.
        if !domain.contains('.') || domain.starts_with('[') {
            return Err(NoAddress);
        }
        lettre::Address::from_str(text).map_err(|_| NoAddress)?;
        Ok(Self(text.to_owned()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// After the `@`, in lower case.
    pub(crate) fn domain(&self) -> String {
        let domain = self.0.rsplit('@').next();
        domain.unwrap_or_default().to_lowercase()
    }
}

/// The form in which two spellings of one address are equal.
pub(crate) fn normalised(address: &str) -> String {
    address.trim().to_lowercase()
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
            &long,
        ] {
            assert_eq!(EmailAddress::parse(text), Err(NoAddress), "{text}");
        }
    }
}
