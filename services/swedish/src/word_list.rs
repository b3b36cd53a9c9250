//! Our own word lists, read from the text files in `data`.
//!
//! A file holds one entry a line; a line that begins with `#` is a remark.

/// Words that say nothing about what is looked for.
pub(crate) const STOPWORDS: &str = include_str!("../data/stopwords.txt");
/// Words that compounds are made of.
pub(crate) const COMPOUND_PARTS: &str = include_str!("../data/compound_parts.txt");
/// Landscapes and parts of the country.
pub(crate) const LANDSCAPES: &str = include_str!("../data/landscapes.txt");
/// Towns and districts that are not named as their municipality.
pub(crate) const LOCALITIES: &str = include_str!("../data/localities.txt");
/// Municipalities whose names are everyday words.
pub(crate) const EVERYDAY_PLACES: &str = include_str!("../data/everyday_places.txt");

/// The lines of a file without its remarks.
pub fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
}

/// The entries `name, name: value value` of a file.
pub(crate) fn entries(
    file: &'static str,
) -> impl Iterator<Item = (Vec<&'static str>, Vec<&'static str>)> {
    lines(file).filter_map(|line| {
        let (names, values) = line.split_once(':')?;
        let names = names.split(',').map(str::trim).collect();
        Some((names, values.split_whitespace().collect()))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use rstest::rstest;

    use super::*;
    use crate::words::{sort_key, words};

    #[rstest]
    #[case::stopwords(STOPWORDS)]
    #[case::compound_parts(COMPOUND_PARTS)]
    #[case::landscapes(LANDSCAPES)]
    #[case::localities(LOCALITIES)]
    #[case::everyday_places(EVERYDAY_PLACES)]
    fn a_list_is_in_order_has_nothing_twice_and_is_written_as_words_are_compared(
        #[case] file: &'static str,
    ) {
        for head in ["# Format: ", "# Source: "] {
            assert!(file.lines().any(|line| line.starts_with(head)), "{head}");
        }
        assert!(lines(file).is_sorted_by_key(sort_key));
        let names = lines(file).flat_map(|line| {
            let names = line.split_once(':').map_or(line, |(names, _)| names);
            names.split(", ")
        });
        let mut seen = HashSet::new();
        for name in names {
            assert_eq!(words(name).join(" "), name);
            assert!(seen.insert(name), "{name} stands there twice");
        }
    }
}
