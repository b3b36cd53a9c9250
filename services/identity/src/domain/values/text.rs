//! Texts without characters that cannot be seen, trimmed, and no longer than
//! they may be.

use kernel::{
    fault::{BrokenRule, ErrorReason},
    visible::{can_be_seen, is_hidden},
};
use serde::{Deserialize, Serialize};

/// The rule that a text breaks, in words for the person who typed it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TextError {
    #[error("this must not be empty")]
    Empty,
    #[error("at most {most} characters are allowed; these are {actual}")]
    TooLong { most: usize, actual: usize },
    #[error("control characters are not allowed, nor characters that cannot be seen")]
    HiddenCharacter,
}

impl BrokenRule for TextError {
    fn rule(&self) -> ErrorReason {
        match self {
            Self::Empty => ErrorReason::Required,
            Self::TooLong { .. } => ErrorReason::TooLong,
            Self::HiddenCharacter => ErrorReason::ControlCharacter,
        }
    }
}

/// The name of an organisation: one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Name(String);

/// Why staff refused or closed an organisation, or the registry a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Reason(String);

impl Name {
    const MOST: usize = 200;

    /// # Errors
    /// See [`TextError`].
    pub(crate) fn parse(text: &str) -> Result<Self, TextError> {
        checked(text.trim().to_owned(), Self::MOST, |_| false).map(Self)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Reason {
    const MOST: usize = 1000;

    /// Every kind of line break becomes `\n`.
    ///
    /// # Errors
    /// See [`TextError`].
    pub(crate) fn parse(text: &str) -> Result<Self, TextError> {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let breaks = |letter| matches!(letter, '\n' | '\t');
        checked(text.trim().to_owned(), Self::MOST, breaks).map(Self)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

fn checked(text: String, most: usize, allowed: impl Fn(char) -> bool) -> Result<String, TextError> {
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    let actual = text.chars().count();
    if actual > most {
        return Err(TextError::TooLong { most, actual });
    }
    let hidden = |letter| is_hidden(letter) && !allowed(letter);
    if text.chars().any(hidden) || !can_be_seen(&text) {
        return Err(TextError::HiddenCharacter);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_trimmed_line() {
        assert_eq!(Name::parse("  Köket Öst \t").unwrap().as_str(), "Köket Öst");
        assert_eq!(Name::parse(" \n "), Err(TextError::Empty));
        for text in [
            "a\nb",
            "a\u{0}b",
            "a\u{202e}b",
            "a\u{200b}b",
            "\u{3164}",
            "\u{2800}",
            "\u{ad}",
        ] {
            assert_eq!(Name::parse(text), Err(TextError::HiddenCharacter));
        }
        let (most, actual) = (200, 201);
        let long = "å".repeat(actual);
        assert_eq!(Name::parse(&long), Err(TextError::TooLong { most, actual }));
    }

    #[test]
    fn a_reason_keeps_its_paragraphs() {
        let reason = Reason::parse("Första.\r\n\r\nAndra.\n").unwrap();
        assert_eq!(reason.as_str(), "Första.\n\nAndra.");
    }
}
