//! Comparing what people type with what is written.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The longest slug, in characters.
const SLUG_MAX: usize = 80;

/// Lower case and without marks: `Café Östersund` becomes `cafe ostersund`.
pub fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            'ø' => 'o',
            'æ' => 'a',
            other => other,
        })
        .collect()
}

/// A part of a URL: folded, `a-z0-9` with single hyphens between the words.
pub fn slugify(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|letter: char| !letter.is_ascii_alphanumeric());
    let mut slug = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        let room = SLUG_MAX.saturating_sub(slug.len() + usize::from(!slug.is_empty()));
        if room == 0 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word[..word.len().min(room)]);
    }
    slug
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_and_case_do_not_matter() {
        assert_eq!(fold("Café ÖSTERSUND på Åsén"), "cafe ostersund pa asen");
        assert_eq!(slugify("Kök & Café – Östersund!"), "kok-cafe-ostersund");
    }

    proptest! {
        #[test]
        fn a_slug_is_short_and_plain(text in ".{0,200}") {
            let slug = slugify(&text);
            prop_assert!(slug.len() <= SLUG_MAX);
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
            prop_assert!(slug.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-'));
        }
    }
}
