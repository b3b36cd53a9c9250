//! How to reach an enterprise: never a person's own address or number.

use kernel::visible::is_invisible;
use serde::{Deserialize, Serialize};

use crate::domain::values::fault::ValueError;

/// Longest address in characters.
const LONGEST_WEBSITE: usize = 300;
const LONGEST_EMAIL: usize = 200;
/// Of the part before the @, by RFC 5321.
const LONGEST_LOCAL_PART: usize = 64;

macro_rules! contact {
    ($(#[$doc:meta])* $name:ident, $check:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(transparent)]
        pub(crate) struct $name(String);

        impl $name {
            /// # Errors
            /// The rule that the text breaks.
            pub(crate) fn parse(text: &str) -> Result<Self, ValueError> {
                let text = text.trim();
                $check(text)?;
                Ok(Self(text.to_owned()))
            }

            pub(crate) fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

contact! {
    /// An http or https address: a profile shows it as a link, so that no
    /// other scheme may get in.
    Website, website
}
contact! {
    /// A role address such as info@.
    Email, email
}
contact! {
    /// A switchboard number.
    Phone, phone
}

impl Website {
    /// The domain that its mail would have: the host in lower case, without
    /// the `www.` that says nothing.
    pub(crate) fn domain(&self) -> String {
        let rest = without_scheme(&self.0).unwrap_or_default();
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
        let host = host.to_lowercase();
        host.strip_prefix("www.").unwrap_or(&host).to_owned()
    }
}

impl Email {
    /// Behind the @, in lower case.
    pub(crate) fn domain(&self) -> String {
        let host = self.0.split_once('@').map(|(_, host)| host);
        host.unwrap_or_default().to_lowercase()
    }
}

fn website(text: &str) -> Result<(), ValueError> {
    short_enough(text, LONGEST_WEBSITE)?;
    let plain = |letter: char| {
        !letter.is_whitespace() && !is_invisible(letter) && !r#"<>"'`\"#.contains(letter)
    };
    let fits = without_scheme(text)
        .and_then(|rest| rest.split(['/', '?', '#']).next())
        .map(|authority| authority.split_once(':').unwrap_or((authority, "80")))
        .is_some_and(|(host, port)| is_host(host) && port.parse::<u16>().is_ok());
    (fits && text.chars().all(plain))
        .then_some(())
        .ok_or(ValueError::NotAWebsite)
}

fn without_scheme(text: &str) -> Option<&str> {
    ["http://", "https://"].iter().find_map(|scheme| {
        let (head, rest) = text.split_at_checked(scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then_some(rest)
    })
}

/// Labels with a dot between them; letters of any script, as people write
/// names such as `åäö.se`.
fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    host.contains('.') && host.split('.').all(is_label)
}

fn email(text: &str) -> Result<(), ValueError> {
    short_enough(text, LONGEST_EMAIL)?;
    let in_local =
        |letter: char| letter.is_alphanumeric() || "!#$%&'*+-/=?^_{|}~.".contains(letter);
    let fits = text.split_once('@').is_some_and(|(local, host)| {
        (1..=LONGEST_LOCAL_PART).contains(&local.chars().count())
            && local.split('.').all(|part| !part.is_empty())
            && local.chars().all(in_local)
            && is_host(host)
    });
    let fits = fits && !text.chars().any(is_invisible);
    fits.then_some(()).ok_or(ValueError::NotAnEmail)
}

fn phone(text: &str) -> Result<(), ValueError> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let allowed = |letter: char| letter.is_ascii_digit() || matches!(letter, ' ' | '+' | '-');
    let fits = (5..=20).contains(&digits) && text.len() <= 30 && text.chars().all(allowed);
    fits.then_some(()).ok_or(ValueError::NotAPhone)
}

fn short_enough(text: &str, most: usize) -> Result<(), ValueError> {
    let actual = text.chars().count();
    if actual > most {
        return Err(ValueError::TooLong { most, actual });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("https://www.example.com")]
    #[case(" HTTP://example.com:8080/om-oss?a=b#c ")]
    #[case("https://räksmörgås.example/å")]
    fn a_web_address_is_taken(#[case] text: &str) {
        assert_eq!(Website::parse(text).unwrap().as_str(), text.trim());
    }

    #[rstest]
    #[case("www.example.com")]
    #[case("javascript:alert(1)")]
    #[case("ftp://example.com")]
    #[case("https://")]
    #[case("https://localhost")]
    #[case("https://user@example.com")]
    #[case("https://example.com:99999")]
    #[case("https://example.com/\"onclick")]
    #[case("https://example.com/a b")]
    fn what_no_browser_should_follow_is_refused(#[case] text: &str) {
        assert_eq!(Website::parse(text), Err(ValueError::NotAWebsite));
    }

    #[rstest]
    #[case("info@example.com", true)]
    #[case("kök.öst+beställ@åäö.example", true)]
    #[case("info", false)]
    #[case("@example.com", false)]
    #[case("info@example", false)]
    #[case("a@b@example.com", false)]
    #[case("in fo@example.com", false)]
    #[case(".info@example.com", false)]
    #[case("Info <info@example.com>", false)]
    fn an_email_address_has_its_shape(#[case] text: &str, #[case] fits: bool) {
        assert_eq!(Email::parse(text).is_ok(), fits);
    }

    #[rstest]
    #[case("+46 31-12 34 56", true)]
    #[case("1234", false)]
    #[case("031-12 34 56 ankn 3", false)]
    fn a_phone_number_is_digits(#[case] text: &str, #[case] fits: bool) {
        assert_eq!(Phone::parse(text).is_ok(), fits);
    }

    #[rstest]
    #[case("https://www.Exempel.example/om?a=b", "exempel.example")]
    #[case("HTTP://exempel.example:8080", "exempel.example")]
    #[case("https://butik.exempel.example#kontakt", "butik.exempel.example")]
    fn a_website_has_a_domain(#[case] text: &str, #[case] domain: &str) {
        assert_eq!(Website::parse(text).unwrap().domain(), domain);
        let email = Email::parse(&format!("info@{}", domain.to_uppercase()));
        assert_eq!(email.unwrap().domain(), domain);
    }

    #[test]
    fn an_address_that_is_too_long_says_so() {
        let text = format!("https://example.com/{}", "a".repeat(300));
        assert_eq!(
            Website::parse(&text),
            Err(ValueError::TooLong {
                most: 300,
                actual: 320
            })
        );
    }
}
