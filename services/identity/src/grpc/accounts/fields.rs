//! The fields that a person fills in, parsed once.

use kernel::{
    fault::{ErrorReason, Faults},
    visible::{can_be_seen, is_hidden},
};
use proto::asf::identity::v1;

use crate::{domain::values::Language, password};

/// Characters of a password.
const SHORTEST_PASSWORD: usize = 12;
const LONGEST_PASSWORD: usize = 200;

/// A fault where it is too short or too long in the form that is hashed, or
/// guessers would try it among the first.
pub(super) fn new_password(field: &str, text: &str, email: &str, faults: &mut Faults) {
    let length = password::length(text);
    // What is too short as it was typed, the rules have told already.
    if length < SHORTEST_PASSWORD && text.chars().count() >= SHORTEST_PASSWORD {
        let message = format!("a password has at least {SHORTEST_PASSWORD} characters");
        faults.add(field, ErrorReason::TooShort, message);
    } else if length > LONGEST_PASSWORD {
        let message = format!("a password has at most {LONGEST_PASSWORD} characters");
        faults.add(field, ErrorReason::TooLong, message);
    } else if password::is_weak(text, email) {
        let message = "this is one of the passwords that are tried first; take some words that have nothing to do with each other";
        faults.add(field, ErrorReason::TooCommon, message);
    }
}

/// A person's name: something that can be seen, on one line.
pub(super) fn name(field: &str, text: &str, faults: &mut Faults) -> String {
    let name = text.trim();
    if name.is_empty() {
        faults.add(
            field,
            ErrorReason::Required,
            "a name is needed, so that others know who you are",
        );
    } else if name.chars().any(is_hidden) || !can_be_seen(name) {
        faults.add(
            field,
            ErrorReason::WrongName,
            "a name is one line of letters",
        );
    }
    name.to_owned()
}

/// A telephone number as its owner writes it; may be empty.
pub(super) fn phone(field: &str, text: &str, faults: &mut Faults) -> String {
    let phone = text.trim();
    let figures = phone.chars().filter(char::is_ascii_digit).count();
    let fits = |letter: char| letter.is_ascii_digit() || "+-() /".contains(letter);
    if !phone.is_empty() && (figures < 6 || !phone.chars().all(fits)) {
        let message = "a telephone number has at least six figures, e.g. 070-123 45 67";
        faults.add(field, ErrorReason::NotAPhone, message);
    }
    phone.to_owned()
}

/// Swedish where nobody says otherwise.
pub(super) fn language(number: i32) -> Language {
    match v1::Language::try_from(number) {
        Ok(v1::Language::En) => Language::En,
        Ok(v1::Language::Sv | v1::Language::Unspecified) | Err(_) => Language::Sv,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults_of(parse: impl FnOnce(&mut Faults)) -> Vec<&'static str> {
        let mut faults = Faults::default();
        parse(&mut faults);
        faults
            .into_vec()
            .into_iter()
            .map(|it| it.rule.as_str_name())
            .collect()
    }

    #[test]
    fn a_password_is_counted_in_the_form_that_is_hashed() {
        let of = |text: &str| faults_of(|faults| new_password("password", text, "", faults));
        // Eight letters, each written as two characters.
        assert_eq!(of(&"o\u{308}k\u{308}".repeat(3)), ["TOO_SHORT"]);
        assert_eq!(of(&"a\u{30a}o\u{308}".repeat(101)), ["TOO_LONG"]);
        // 198 characters, and 264 as they are typed.
        let long: String = (10..43).map(|n| format!("a\u{30a}{n} o\u{308} ")).collect();
        assert_eq!(of(&long), Vec::<&str>::new());
    }

    #[test]
    fn telephone_numbers_are_written_in_many_ways() {
        for number in ["", "070-123 45 67", "+46 (0)8 12 34 56", " 0701234567 "] {
            let faults = faults_of(|faults| drop(phone("phone", number, faults)));
            assert!(faults.is_empty(), "{number}");
        }
        for number in ["12345", "ring mig", "070-123 45 67; 08"] {
            let faults = faults_of(|faults| drop(phone("phone", number, faults)));
            assert_eq!(faults, ["NOT_A_PHONE"], "{number}");
        }
    }

    #[test]
    fn a_name_can_be_seen() {
        assert_eq!(faults_of(|it| drop(name("name", "  ", it))), ["REQUIRED"]);
        let two_lines = faults_of(|it| drop(name("name", "KOOPUS\nBcc", it)));
        assert_eq!(two_lines, ["WRONG_NAME"]);
        let nothing = faults_of(|it| drop(name("name", "\u{200b}", it)));
        assert_eq!(nothing, ["WRONG_NAME"]);
        let blank = faults_of(|it| drop(name("name", "\u{2800}", it)));
        assert_eq!(blank, ["WRONG_NAME"]);
        assert!(faults_of(|it| drop(name("name", "Ägare", it))).is_empty());
    }
}
