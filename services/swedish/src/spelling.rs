//! The word that somebody meant, where the one typed stands nowhere.

use crate::{
    vocabulary::{Letters, Vocabulary, Word},
    words::folded,
};

/// Shorter words are not corrected: too many others are close to them.
const LETTERS_MIN: usize = 5;
/// From this length on, two edits are allowed.
const LETTERS_FOR_TWO: usize = 9;
/// A word two edits away has to begin with the same letters: people mistype
/// the middle and the end of a word.
const START: usize = 3;

/// The marked word nearest to one that is not known, among those of phrases
/// and those of texts; `texts_with` says how many texts have a word, `None` for
/// one to leave out. Of equally near ones, one with the same first letter is
/// better, then one of a phrase, then the most frequent one.
pub fn corrected(
    word: &str,
    phrases: &Vocabulary,
    texts: &Vocabulary,
    texts_with: impl Fn(&Word) -> Option<usize>,
) -> Option<String> {
    let folded = folded(word);
    let typed: Vec<char> = folded.chars().collect();
    if typed.len() < LETTERS_MIN || !typed.iter().all(|letter| letter.is_alphabetic()) {
        return None;
    }
    let letters = Letters::of(&folded);
    let most = if typed.len() >= LETTERS_FOR_TWO { 2 } else { 1 };
    let near = |other: &Word| {
        let close = other.letters.may_be_within(letters, most);
        close.then(|| edits(&typed, other, most))?
    };
    let phrases = phrases.iter().filter_map(|other| {
        let (edits, start) = near(other)?;
        Some(((edits, start, 0, 0), other))
    });
    let texts = texts.iter().filter_map(|other| {
        let (edits, start) = near(other)?;
        Some(((edits, start, 1, usize::MAX - texts_with(other)?), other))
    });
    let best = phrases.chain(texts).min_by(|a, b| {
        let by_word = || a.1.marked.cmp(&b.1.marked);
        a.0.cmp(&b.0).then_with(by_word)
    });
    best.map(|(_, other)| other.marked.to_string())
}
/// How many edits apart, at most `most`, and whether the first letter differs.
fn edits(typed: &[char], other: &Word, most: u32) -> Option<(u32, bool)> {
    if other.letters.count() < LETTERS_MIN - 1 {
        return None;
    }
    let other: Vec<char> = other.folded.chars().collect();
    let edits = distance(typed, &other);
    let same_start = typed.iter().zip(&other).take(START).all(|(a, b)| a == b);
    let near = edits <= most && (edits < 2 || same_start);
    near.then(|| (edits, typed.first() != other.first()))
}

/// Letters put in, left out, changed or swapped with their neighbour (optimal
/// string alignment).
fn distance(a: &[char], b: &[char]) -> u32 {
    let width = b.len() + 1;
    let mut before: Vec<u32> = vec![0; width];
    let mut row: Vec<u32> = (0..).take(width).collect();
    for (i, letter) in a.iter().enumerate() {
        let mut next = vec![i as u32 + 1; width];
        for (j, other) in b.iter().enumerate() {
            let changed = row[j] + u32::from(letter != other);
            let mut least = changed.min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && a[i - 1] == *other && b[j - 1] == *letter {
                least = least.min(before[j - 1] + 1);
            }
            next[j + 1] = least;
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::phrases::Phrases;

    #[rstest]
    #[case("", "abc", 3)]
    #[case("goteborg", "gotebrog", 1)]
    #[case("catering", "katering", 1)]
    #[case("hundagis", "hunddagis", 1)]
    #[case("stadning", "tvatt", 7)]
    fn edits_are_counted(#[case] a: &str, #[case] b: &str, #[case] wanted: u32) {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        assert_eq!((distance(&a, &b), distance(&b, &a)), (wanted, wanted));
    }

    #[rstest]
    #[case("götebrog", Some("göteborg"))]
    #[case("hundagis", Some("hunddagis"))]
    #[case("katering", Some("catering"))]
    #[case("torlhätan", None)]
    #[case("trolhätan", Some("trollhättan"))]
    #[case("snickerri", Some("snickeri"))]
    #[case("zzzzzzz", None)]
    #[case("bil", None)]
    fn words_of_places_and_phrases_are_corrected(
        #[case] typed: &str,
        #[case] wanted: Option<&str>,
    ) {
        let phrases = Phrases::new(["catering", "hunddagis", "snickeri"].map(|word| (word, ())));
        let corrected = corrected(typed, phrases.vocabulary(), &Vocabulary::default(), |_| {
            None
        });
        assert_eq!(corrected.as_deref(), wanted);
    }

    #[test]
    fn of_equally_near_words_the_most_frequent_one_is_meant() {
        let mut texts = Vocabulary::default();
        for (word, count) in [("kanelbulle", 2), ("kanelfulle", 5), ("kanelgulle", 0)] {
            texts.learn(word, count);
        }
        let texts_with = |word: &Word| (word.id > 0).then_some(word.id as usize);
        let corrected = corrected("kanelxulle", &Vocabulary::default(), &texts, texts_with);
        assert_eq!(corrected.as_deref(), Some("kanelfulle"));
    }
}
