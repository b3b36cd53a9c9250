//! Words that mean something to the one who asks: places, and the phrases that
//! a search gives, each with what it means there.

use std::collections::HashSet;

use crate::{
    places::{self, Place},
    stem::stem,
    table::Table,
    vocabulary::Vocabulary,
    words::{folded, words},
};

/// No phrase has more words.
pub const WORDS_MAX: usize = 4;

/// What some words mean together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning<M> {
    Place(Place),
    /// All that the phrase was given for.
    Phrase(Vec<M>),
}

/// The phrases of a search, with what they mean, and all names of places.
#[derive(Debug)]
pub struct Phrases<M> {
    by_stems: Table<M>,
    /// Folded words of places, folded stems of others.
    known: HashSet<String>,
    vocabulary: Vocabulary,
}

impl<M: Clone + PartialEq> Phrases<M> {
    /// Of phrases as people write them; one phrase can be given several times,
    /// each time with another meaning. It stands for all its inflections.
    pub fn new<'a>(phrases: impl IntoIterator<Item = (&'a str, M)>) -> Self {
        let mut all = Self {
            by_stems: Table::default(),
            known: HashSet::new(),
            vocabulary: Vocabulary::default(),
        };
        for (name, _) in places::names() {
            all.known.extend(words(&folded(&name)));
            all.learn(&words(&name));
        }
        for (phrase, meaning) in phrases {
            let words = words(phrase);
            let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
            all.known.extend(stems.iter().map(|stem| folded(stem)));
            all.by_stems.add(stems.join(" "), meaning);
            all.learn(&words);
        }
        all
    }

    fn learn(&mut self, words: &[String]) {
        words.iter().for_each(|word| self.vocabulary.learn(word, 0));
    }

    /// What some marked words mean together.
    pub fn meaning(&self, phrase: &[&str]) -> Option<Meaning<M>> {
        if let Some(place) = places::place(phrase) {
            return Some(Meaning::Place(place.clone()));
        }
        let stems: Vec<String> = phrase.iter().map(|word| stem(word)).collect();
        self.by_stems(&stems.join(" ")).or_else(|| {
            // A compound that somebody wrote apart: hund dagis.
            let apart = phrase.len() > 1;
            apart.then(|| self.by_stems(&stem(&phrase.concat())))?
        })
    }

    fn by_stems(&self, stems: &str) -> Option<Meaning<M>> {
        let meant: Vec<M> = self.by_stems.find(stems).cloned().collect();
        (!meant.is_empty()).then_some(Meaning::Phrase(meant))
    }

    /// Whether a marked word is part of a phrase or of the name of a place.
    pub fn is_known(&self, word: &str) -> bool {
        let word = folded(word);
        let bare = word.strip_suffix('s').unwrap_or(&word);
        self.known.contains(&word) || self.known.contains(bare) || self.known.contains(&stem(&word))
    }

    /// The words of all phrases and places.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn phrases() -> Phrases<u8> {
        Phrases::new([
            ("hunddagis", 1),
            ("second hand", 2),
            ("grönyteskötsel", 3),
            ("skötsel av grönytor", 3),
            ("grönyteskötsel", 4),
            ("lund", 5),
        ])
    }

    #[rstest]
    #[case::inflected(&["hunddagiset"], &[1])]
    #[case::written_apart(&["hund", "dagis"], &[1])]
    #[case::of_two_words(&["second", "hand"], &[2])]
    #[case::of_two_meanings(&["grönyteskötsel"], &[3, 4])]
    #[case::without_marks(&["gronyteskotsel"], &[3, 4])]
    #[case::of_three_words(&["skötsel", "av", "grönyta"], &[3])]
    fn a_phrase_is_read_in_all_its_forms(#[case] phrase: &[&str], #[case] wanted: &[u8]) {
        let wanted = Meaning::Phrase(wanted.to_vec());
        assert_eq!(phrases().meaning(phrase), Some(wanted));
    }

    #[test]
    fn a_place_goes_before_a_phrase_of_the_same_word() {
        let meaning = phrases().meaning(&["lund"]);
        assert!(matches!(meaning, Some(Meaning::Place(_))), "{meaning:?}");
    }

    #[test]
    fn the_words_of_phrases_and_places_are_known() {
        let phrases = phrases();
        for word in ["hunddagis", "grönytorna", "göteborgs", "väsby"] {
            assert!(phrases.is_known(word), "{word}");
        }
        assert!(!phrases.is_known("glädje"));
        assert_eq!(phrases.meaning(&["glädje"]), None);
    }
}
