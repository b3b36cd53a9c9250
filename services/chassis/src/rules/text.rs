//! The rules of a text.

use kernel::{fault::ErrorReason, visible::is_invisible};
use prost_reflect::{DynamicMessage, Value};
use regex::Regex;
use uuid::Uuid;

use super::compiled::{count, flag, given, list};

#[derive(Debug)]
pub(super) struct TextRules {
    shortest: Option<u64>,
    longest: Option<u64>,
    pattern: Option<Pattern>,
    one_of: Vec<String>,
    form: Option<Form>,
}

#[derive(Debug)]
struct Pattern {
    source: String,
    /// None for a pattern that cannot be compiled: no text matches it.
    regex: Option<Regex>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Email,
    Uri,
    Uuid,
}

/// The rule that a text breaks: its reason and its sentence.
pub(super) type Broken = (ErrorReason, String);

impl TextRules {
    pub(super) fn compile(rules: &DynamicMessage) -> Self {
        let pattern = given(rules, "pattern");
        let pattern = pattern
            .as_ref()
            .and_then(Value::as_str)
            .map(|source| Pattern {
                source: source.to_owned(),
                regex: Regex::new(source).ok(),
            });
        let one_of = list(rules, "in");
        let forms = [
            ("email", Form::Email),
            ("uri", Form::Uri),
            ("uuid", Form::Uuid),
        ];
        Self {
            shortest: count(rules, "min_len"),
            longest: count(rules, "max_len"),
            pattern,
            one_of: one_of
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            form: forms
                .into_iter()
                .find(|(name, _)| flag(rules, name))
                .map(|(_, form)| form),
        }
    }

    /// An id has to be there: nothing can be found by an empty one.
    pub(super) fn speaks_of_empty(&self) -> bool {
        self.form == Some(Form::Uuid)
    }

    pub(super) fn broken(&self, text: &str) -> Option<Broken> {
        self.length(text)
            .or_else(|| self.choice(text))
            .or_else(|| self.pattern(text))
            .or_else(|| self.form.and_then(|form| form.broken(text)))
    }

    fn length(&self, text: &str) -> Option<Broken> {
        let long = || text.chars().count() as u64;
        // A text has at most as many characters as bytes: mostly no counting.
        if let Some(most) = self
            .longest
            .filter(|most| text.len() as u64 > *most && long() > *most)
        {
            let sentence = format!("must have at most {most} characters, and has {}.", long());
            return Some((ErrorReason::TooLong, sentence));
        }
        let least = self.shortest.filter(|least| long() < *least)?;
        let sentence = format!("must have at least {least} characters, and has {}.", long());
        Some((ErrorReason::TooShort, sentence))
    }

    fn choice(&self, text: &str) -> Option<Broken> {
        if self.one_of.is_empty() || self.one_of.iter().any(|known| known == text) {
            return None;
        }
        let known: Vec<_> = self
            .one_of
            .iter()
            .filter(|known| !known.is_empty())
            .collect();
        let sentence = format!("must be one of {known:?}.");
        Some((ErrorReason::UnknownValue, sentence))
    }

    fn pattern(&self, text: &str) -> Option<Broken> {
        let pattern = self.pattern.as_ref()?;
        match &pattern.regex {
            Some(regex) if regex.is_match(text) => None,
            Some(_) | None => Some((
                ErrorReason::WrongFormat,
                format!("must match {}", pattern.source),
            )),
        }
    }
}

impl Form {
    fn broken(self, text: &str) -> Option<Broken> {
        let (right, reason, sentence) = match self {
            Form::Email => (
                is_email(text),
                ErrorReason::NotAnEmail,
                "must be an e-mail address.",
            ),
            Form::Uri => (
                is_web_address(text),
                ErrorReason::NotAUrl,
                "must be a web address that begins with https:// or http://.",
            ),
            Form::Uuid => (
                text.len() == 36 && Uuid::try_parse(text).is_ok(),
                ErrorReason::NotAUuid,
                "must be a UUID, 36 characters with hyphens.",
            ),
        };
        (!right).then(|| (reason, sentence.to_owned()))
    }
}

/// Whether a mail server could take it; only mail itself tells the rest.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let plain = |text: &str| !text.contains(|c: char| c.is_whitespace() || is_invisible(c));
    let local_is_right = !local.is_empty()
        && local.len() <= 64
        && plain(local)
        && !local.contains(['@', '<', '>', '"', ',', ';', ':', '(', ')', '[', ']', '\\']);
    local_is_right && domain.contains('.') && is_host(domain)
}

/// A page shows it as a link, so only what opens a page is taken: a
/// `javascript:` URL would run in the reader's browser.
fn is_web_address(text: &str) -> bool {
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| lower.starts_with(scheme));
    let Some(rest) = scheme.map(|scheme| &text[scheme.len()..]) else {
        return false;
    };
    let unsafe_in_url =
        |c: char| c.is_whitespace() || is_invisible(c) || matches!(c, '<' | '>' | '"' | '\\' | '`');
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) => (host, port.parse::<u16>().is_ok()),
        None => (authority, true),
    };
    !rest.contains(unsafe_in_url) && port && is_host(host)
}

/// Labels between dots, also with letters outside ASCII, as people type them.
fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.len() <= 253 && host.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("info@asf.example", true)]
    #[case("info+list@mail.asf.example", true)]
    #[case("info@åkeri.example", true)]
    #[case("info", false)]
    #[case("info@asf", false)]
    #[case("@asf.example", false)]
    #[case("a b@asf.example", false)]
    #[case("a@b@asf.example", false)]
    #[case("Info <info@asf.example>", false)]
    #[case("info@asf..example", false)]
    #[case("info@asf.example\r\nBcc: x@y.example", false)]
    fn an_email_is_what_a_server_could_take(#[case] text: &str, #[case] right: bool) {
        assert_eq!(is_email(text), right);
    }

    #[rstest]
    #[case("https://asf.example", true)]
    #[case("HTTP://asf.example:8080/om?x=1#y", true)]
    #[case("https://snickarglädje.example/å", true)]
    #[case("asf.example", false)]
    #[case("ftp://asf.example", false)]
    #[case("javascript:alert(1)", false)]
    #[case("https://", false)]
    #[case("https:///path", false)]
    #[case("https://asf.example:port", false)]
    #[case("https://user@asf.example", false)]
    #[case("https://asf.example/\"onload", false)]
    #[case("https://asf example", false)]
    #[case("åäöåäö://x", false)]
    fn a_web_address_is_what_opens_a_page(#[case] text: &str, #[case] right: bool) {
        assert_eq!(is_web_address(text), right);
    }
}
