//! Texts without control characters, trimmed, and no longer than they may be.

use kernel::visible::{can_be_seen, is_hidden};
use serde::{Deserialize, Serialize};

use crate::domain::values::fault::ValueError;

/// One line: no break, no tab.
fn line(text: &str, most: usize) -> Result<String, ValueError> {
    checked(text.trim().to_owned(), most, |_| false)
}

/// Plain text of several lines; every kind of line break becomes `\n`.
fn paragraphs(text: &str, most: usize) -> Result<String, ValueError> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    checked(text.trim().to_owned(), most, |letter| {
        matches!(letter, '\n' | '\t')
    })
}

fn checked(
    text: String,
    most: usize,
    allowed: impl Fn(char) -> bool,
) -> Result<String, ValueError> {
    if text.is_empty() {
        return Err(ValueError::Empty);
    }
    let actual = text.chars().count();
    if actual > most {
        return Err(ValueError::TooLong { most, actual });
    }
    let hidden = |letter| is_hidden(letter) && !allowed(letter);
    if text.chars().any(hidden) || !can_be_seen(&text) {
        return Err(ValueError::HiddenCharacter);
    }
    Ok(text)
}

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $shape:ident, $most:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(transparent)]
        pub(crate) struct $name(String);

        impl $name {
            /// # Errors
            /// The text is empty, too long, or has characters that cannot be seen.
            pub(crate) fn parse(text: &str) -> Result<Self, ValueError> {
                $shape(text, $most).map(Self)
            }

            pub(crate) fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

text! {
    /// The name of an enterprise.
    Name, line, 200
}
text! {
    /// What the enterprise is and does.
    Description, paragraphs, 5000
}
text! {
    /// The goods and services that one activity sells.
    Offer, paragraphs, 1000
}
text! {
    /// Why an enterprise was returned, left the list or was closed.
    Reason, paragraphs, 1000
}
text! {
    /// How an enterprise meets a criterion, in its own words.
    Ground, paragraphs, 2000
}
text! {
    /// What an organisation calls one of its shortlists.
    ListName, line, 100
}
text! {
    /// What an organisation wants to remember of an enterprise.
    Note, paragraphs, 1000
}
text! {
    /// Where in a profile a reason belongs, e.g. `activities[0].offer`.
    Path, line, 100
}
text! {
    /// How the figures of a report were found.
    Method, paragraphs, 1000
}
text! {
    /// Where a figure can be checked.
    Source, paragraphs, 500
}
text! {
    /// What came of an investment, in one line.
    Outcome, line, 200
}
/// What came with an import and belongs into no field. It is kept in the log,
/// and shown nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Notes(String);

impl Notes {
    /// # Errors
    /// The text is empty, too long, or has characters that cannot be seen.
    pub(crate) fn parse(text: &str) -> Result<Self, ValueError> {
        paragraphs(text, 10_000).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_is_one_trimmed_line() {
        assert_eq!(Name::parse("  Café Öst \t").unwrap().as_str(), "Café Öst");
        assert_eq!(Name::parse(" \n "), Err(ValueError::Empty));
        for text in [
            "a\nb",
            "a\u{0}b",
            "a\u{202e}b",
            "a\u{200b}b",
            "\u{3164}",
            "\u{2800}",
            "\u{ad}",
        ] {
            assert_eq!(
                Name::parse(text),
                Err(ValueError::HiddenCharacter),
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_name_of_ten_thousand_characters_is_refused_with_its_length() {
        let (most, actual) = (200, 10_000);
        assert_eq!(
            Name::parse(&"å".repeat(actual)),
            Err(ValueError::TooLong { most, actual })
        );
        assert!(Name::parse(&"å".repeat(most)).is_ok());
    }

    #[test]
    fn a_description_keeps_its_paragraphs() {
        let text = Description::parse("Första.\r\n\r\nAndra.\rTredje.\n").unwrap();
        assert_eq!(text.as_str(), "Första.\n\nAndra.\nTredje.");
    }

    proptest! {
        #[test]
        fn what_was_parsed_parses_to_itself(text in "\\PC{0,300}") {
            if let Ok(name) = Name::parse(&text) {
                prop_assert_eq!(Name::parse(name.as_str()), Ok(name));
            }
        }
    }
}
