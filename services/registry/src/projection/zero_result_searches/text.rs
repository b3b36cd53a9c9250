//! What may be kept of a search.

/// Longer texts are no search for a thing.
const LONGEST: usize = 80;
/// A year has four digits; numbers of telephones and of persons have more.
const MOST_DIGITS: usize = 4;

/// The text as it is counted: lower case, single spaces. Nothing for one that
/// may tell of a person, and for one that no list of work has room for.
pub(super) fn kept(text: &str) -> Option<String> {
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
            kept("  Tvätt  på\tÖland ").as_deref(),
            Some("tvätt på öland")
        );
        assert_eq!(kept("snöröjning 2026").as_deref(), Some("snöröjning 2026"));
    }

    #[test]
    fn what_may_tell_of_a_person_is_not_kept() {
        for text in [
            "kim@asf.example",
            "0701-23 45 67",
            "19800101-1234",
            "kim 8 0 0 1 0 1",
            "",
            " ",
            "x",
        ] {
            assert_eq!(kept(text), None, "{text:?}");
        }
        assert_eq!(kept(&"å".repeat(81)), None);
        assert!(kept(&"å".repeat(80)).is_some());
    }
}
