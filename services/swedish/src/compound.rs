//! Splitting compounds: grönyteskötsel is grönyta and skötsel.
//!
//! A compound is split where each of its parts has the stem of a word of our
//! own list. Joining letters (arbet-s-träning, grönyt-e-skötsel) are endings
//! to the stemmer, so that stemming a part takes them off. Nothing is learned
//! from the texts of the list: every replica splits alike, whatever it has
//! seen before.

use std::{collections::HashSet, sync::LazyLock};

use crate::{stem::stem, word_list, words::folded};

/// The shortest part, in letters.
const PART_MIN: usize = 3;
/// A compound is at least this long, in letters.
const COMPOUND_MIN: usize = 6;
/// More parts than this are not looked for.
const PARTS_MAX: usize = 3;

/// The stems of the words that compounds are made of, folded; none of these
/// words is split itself.
static STEMS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    word_list::lines(word_list::COMPOUND_PARTS)
        .map(|word| folded(&stem(word)))
        .collect()
});

/// The parts of a marked word, each as it stands in the word; none when it is
/// no compound of known words. Fewer parts are better, then a longer last
/// one, which is what a Swedish compound is about.
pub fn split(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < COMPOUND_MIN || !letters.iter().all(|letter| letter.is_alphabetic()) {
        return Vec::new();
    }
    if is_known(word) {
        return Vec::new();
    }
    let split = (2..=PARTS_MAX).find_map(|parts| split_into(&letters, parts));
    split.unwrap_or_default()
}

fn split_into(letters: &[char], parts: usize) -> Option<Vec<String>> {
    if parts == 1 {
        let part: String = letters.iter().collect();
        return is_part(&part).then(|| vec![part]);
    }
    let last_cut = letters.len().checked_sub(PART_MIN * (parts - 1))?;
    (PART_MIN..=last_cut).find_map(|cut| {
        let first: String = letters[..cut].iter().collect();
        if !is_part(&first) {
            return None;
        }
        let mut split = vec![first];
        split.extend(split_into(&letters[cut..], parts - 1)?);
        Some(split)
    })
}

fn is_part(part: &str) -> bool {
    part.chars().count() >= PART_MIN && is_known(part)
}

fn is_known(word: &str) -> bool {
    STEMS.contains(&folded(&stem(word)))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("grönyteskötsel", &["grönyte", "skötsel"])]
    #[case("gronyteskotsel", &["gronyte", "skotsel"])]
    #[case("legoarbete", &["lego", "arbete"])]
    #[case("hunddagis", &["hund", "dagis"])]
    #[case("arbetsträning", &["arbets", "träning"])]
    #[case("trädgårdsskötsel", &["trädgårds", "skötsel"])]
    #[case("flyttstädning", &["flytt", "städning"])]
    #[case("möbelrenovering", &["möbel", "renovering"])]
    #[case("cykelverkstaden", &["cykel", "verkstaden"])]
    #[case("biltvätt", &["bil", "tvätt"])]
    #[case("keramikkurser", &["keramik", "kurser"])]
    #[case("snöskottningstjänst", &["snö", "skottnings", "tjänst"])]
    fn compounds_of_known_words_are_split(#[case] word: &str, #[case] parts: &[&str]) {
        assert_eq!(split(word), parts);
    }

    #[rstest]
    fn other_words_stay_whole(
        #[values(
            "trädgård",
            "restaurang",
            "konferens",
            "östersund",
            "norrköping",
            "att",
            "",
            "2024"
        )]
        word: &str,
    ) {
        assert!(split(word).is_empty());
    }
}
