//! Our own word lists, read from the text files in `data`.
//!
//! A file holds one entry a line; a line that begins with `#` is a remark.

/// Words that say nothing about what is looked for.
pub const STOPWORDS: &str = include_str!("../data/stopwords.txt");
/// Words that compounds are made of.
pub const COMPOUND_PARTS: &str = include_str!("../data/compound_parts.txt");
/// Landscapes and parts of the country.
pub const LANDSCAPES: &str = include_str!("../data/landscapes.txt");
/// Towns and districts that are not named as their municipality.
pub const LOCALITIES: &str = include_str!("../data/localities.txt");

/// The lines of a file without its remarks.
pub fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
}

/// The entries `name, name: value value` of a file.
pub fn entries(file: &'static str) -> impl Iterator<Item = (Vec<&'static str>, Vec<&'static str>)> {
    lines(file).filter_map(|line| {
        let (names, values) = line.split_once(':')?;
        let names = names.split(',').map(str::trim).collect();
        Some((names, values.split_whitespace().collect()))
    })
}
