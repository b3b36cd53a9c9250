//! A one-time code as somebody types it: with the space that the app shows in
//! it, with hyphens, or as a keyboard of another alphabet writes digits.

use unicode_normalization::UnicodeNormalization;

use crate::factors::recovery::{LENGTH, LETTERS};

/// Digits of an app's code.
const DIGITS: usize = 6;

/// A text of the shape that a code has.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum TypedCode {
    /// Six digits of an authenticator app.
    App(String),
    /// A recovery code as it was made, without its hyphens.
    Paper(String),
}

impl TypedCode {
    /// Nothing for what cannot be a code.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let letters = text.nfkc().filter(|letter| letter.is_alphanumeric());
        let typed: String = letters.collect();
        if typed.len() == DIGITS && typed.bytes().all(|letter| letter.is_ascii_digit()) {
            return Some(Self::App(typed));
        }
        let code: String = typed
            .chars()
            .flat_map(char::to_lowercase)
            .map(meant)
            .collect();
        let fits = code.len() == LENGTH && code.bytes().all(|letter| LETTERS.contains(&letter));
        fits.then_some(Self::Paper(code))
    }
}

/// The letter that somebody read from paper.
fn meant(letter: char) -> char {
    match letter {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        TypedCode::parse(text).map(|code| match code {
            TypedCode::App(code) => format!("app {code}"),
            TypedCode::Paper(code) => format!("paper {code}"),
        })
    }

    #[test]
    fn an_app_s_code_may_have_anything_between_its_digits() {
        for typed in [
            "123456",
            "123 456",
            " 123-456\n",
            "1 2 3 4 5 6",
            "123\u{a0}456",
            "123–456",
            "１２３４５６",
            "\u{200e}123\u{2009}456",
            "123.456",
        ] {
            assert_eq!(read(typed).as_deref(), Some("app 123456"), "{typed}");
        }
    }

    #[test]
    fn a_code_from_paper_is_known_however_it_is_typed() {
        for typed in [
            "01abcdefghjkmnpq",
            " 01AB CDEF GHJK MNPQ ",
            "OIab-cdef-ghjk-mnpq",
            "olab–cdef–ghjk–mnpq",
        ] {
            assert_eq!(
                read(typed).as_deref(),
                Some("paper 01abcdefghjkmnpq"),
                "{typed}"
            );
        }
    }

    #[test]
    fn what_cannot_be_a_code_is_none() {
        for typed in [
            "",
            " ",
            "12345",
            "1234567",
            "12345a",
            "-----",
            "abc def",
            "01ab-cdef-ghjk",
            "01ab-cdef-ghjk-mnpu",
            "01ab-cdef-ghjk-mnpå",
            "٠١٢٣٤٥",
        ] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }
}
