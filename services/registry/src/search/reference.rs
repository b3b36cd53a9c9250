//! Our own word lists, read from the text files beside this one.
//!
//! A file holds one entry a line; a line that begins with `#` is a remark.

/// Words that mean an entry of a list.
pub(crate) const SYNONYMS: &str = include_str!("reference/synonyms.txt");
/// Words that say nothing about what is looked for.
pub(crate) const STOPWORDS: &str = include_str!("reference/stopwords.txt");
/// Words that compounds are made of.
pub(crate) const WORDS: &str = include_str!("reference/words.txt");
/// Landscapes and parts of the country.
pub(crate) const LANDSCAPES: &str = include_str!("reference/landscapes.txt");
/// Towns and districts that are not named as their municipality.
pub(crate) const LOCALITIES: &str = include_str!("reference/localities.txt");

/// The lines of a file without its remarks.
pub(crate) fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
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
