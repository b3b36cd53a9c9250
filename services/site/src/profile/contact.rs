//! How to reach an enterprise. Only addresses that are safe to follow become
//! links.

use proto::asf::registry::v1::Profile;

pub(crate) struct Contact {
    /// Address, and what of it is shown.
    pub(crate) website: Option<(String, String)>,
    pub(crate) email: Option<String>,
    /// Number to call, and as written.
    pub(crate) phone: Option<(String, String)>,
}

impl Contact {
    pub(crate) fn new(profile: &Profile) -> Self {
        Self {
            website: website(&profile.website),
            email: email(&profile.email),
            phone: phone(&profile.phone),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.website.is_none() && self.email.is_none() && self.phone.is_none()
    }
}

fn website(address: &str) -> Option<(String, String)> {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))?;
    let shown = rest.trim_start_matches("www.").trim_end_matches('/');
    let plain = !shown.is_empty() && !address.contains(|letter: char| letter.is_whitespace());
    plain.then(|| (address.to_owned(), shown.to_owned()))
}

/// A `?` would add headers to the mail.
fn email(address: &str) -> Option<String> {
    let plain = |letter: char| letter.is_alphanumeric() || ".-_+@".contains(letter);
    let usable = address.contains('@') && address.chars().all(plain);
    usable.then(|| address.to_owned())
}

fn phone(number: &str) -> Option<(String, String)> {
    let call: String = number
        .chars()
        .filter(|letter| letter.is_ascii_digit() || *letter == '+')
        .collect();
    (!call.is_empty()).then(|| (call, number.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(
            website("https://www.kok.example/"),
            Some((
                "https://www.kok.example/".to_owned(),
                "kok.example".to_owned()
            ))
        );
        for address in [
            "javascript:alert(1)",
            "",
            "ftp://kok.example",
            "https://",
            "kok.example",
        ] {
            assert_eq!(website(address), None, "{address}");
        }
    }

    #[test]
    fn a_mail_address_carries_nothing_else() {
        assert!(email("info@kok.example").is_some());
        for address in [
            "info",
            "info@kok.example?cc=other@kok.example",
            "a b@kok.example",
        ] {
            assert_eq!(email(address), None, "{address}");
        }
    }

    #[test]
    fn a_number_is_called_without_its_spaces() {
        let (call, shown) = phone("+46 31-000 00 00").unwrap();
        assert_eq!((&*call, &*shown), ("+46310000000", "+46 31-000 00 00"));
        assert_eq!(phone("-"), None);
    }
}
