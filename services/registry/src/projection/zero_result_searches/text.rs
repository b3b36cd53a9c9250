//! What may be kept of a search.

use swedish::{stopwords::is_stopword, words::words};

use crate::search::synonyms::PHRASES;

/// Longer texts are no search for a thing.
const LONGEST: usize = 80;
/// A year has four digits; numbers of telephones and of persons have more.
const MOST_DIGITS: usize = 4;

/// Beginnings of words that the list knows, and that tell of somebody's health.
const HEALTH: [&str; 6] = ["sjuk", "utmatt", "utbrän", "stress", "rehab", "diagnos"];

/// What was typed, as it is counted. Nothing where a word is none of those that
/// the list has for trades, services and places: anything else may be a name,
/// an address or an illness.
pub(super) fn typed(text: &str) -> Option<String> {
    let are_known = words(text).iter().all(|word| is_known(word));
    plain(text).filter(|_| are_known)
}

fn is_known(word: &str) -> bool {
    let is_number = word.chars().all(|it| it.is_ascii_digit());
    let is_health = HEALTH.iter().any(|start| word.starts_with(start));
    !is_health && (is_number || is_stopword(word) || PHRASES.is_known(word))
}

/// A text as it is counted: lower case, single spaces. Nothing for one that no
/// list of work has room for.
pub(super) fn plain(text: &str) -> Option<String> {
    let words: Vec<_> = text.split_whitespace().collect();
    let text = words.join(" ").to_lowercase();
    let length = text.chars().count();
    let digits = text.chars().filter(|it| it.is_numeric()).count();
    let is_plain = !text.contains('@') && digits <= MOST_DIGITS;
    ((2..=LONGEST).contains(&length) && is_plain).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_counted_in_lower_case_with_single_spaces() {
        assert_eq!(
            typed("  Tvätt  på\tÖland ").as_deref(),
            Some("tvätt på öland")
        );
        assert_eq!(typed("snöröjning 2026").as_deref(), Some("snöröjning 2026"));
    }

    #[test]
    fn what_may_tell_of_a_person_is_not_kept() {
        for text in [
            "storgatan 5 kanarieby",
            "kanariesson",
            "catering kanariesson",
            "diabetes",
            "sjukskriven catering",
            "kim@asf.example",
            "0701-23 45 67",
            "19800101-1234",
            "kim 8 0 0 1 0 1",
            "",
            " ",
            "x",
        ] {
            assert_eq!(typed(text), None, "{text:?}");
        }
        assert_eq!(plain(&"å".repeat(81)), None);
        assert!(plain(&"å".repeat(80)).is_some());
    }
}
