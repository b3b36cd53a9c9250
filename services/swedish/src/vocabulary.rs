//! The words of the texts as written, for finding words by their beginning
//! and words that are spelled alike.

use std::sync::Arc;

use crate::words::folded;

/// Chunks are split at this length.
const CHUNK: usize = 512;

/// A word of the texts.
#[derive(Clone, Debug)]
pub struct Word {
    pub marked: Arc<str>,
    pub folded: Arc<str>,
    /// The number that the caller gave it.
    pub id: u32,
    pub letters: Letters,
}

/// Which letters a folded word has and how many: enough to see that most
/// words cannot be spelled alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letters {
    set: u64,
    count: u8,
}

impl Letters {
    pub fn of(folded: &str) -> Self {
        let mut letters = Self { set: 0, count: 0 };
        for letter in folded.chars() {
            letters.set |= 1 << (u32::from(letter) % u64::BITS);
            letters.count = letters.count.saturating_add(1);
        }
        letters
    }

    pub fn count(self) -> usize {
        usize::from(self.count)
    }

    /// Whether `edits` edits can make the one word the other; says yes too
    /// often, never no wrongly.
    pub fn may_be_within(self, other: Self, edits: u32) -> bool {
        // An edit changes the length by one at most, and takes away at most
        // one letter and brings at most one.
        u32::from(self.count.abs_diff(other.count)) <= edits
            && (self.set & !other.set).count_ones() <= edits
            && (other.set & !self.set).count_ones() <= edits
    }
}

/// Words sorted by folded, then marked form, in chunks, so that a new word
/// copies one chunk only.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    chunks: Vec<Arc<Vec<Word>>>,
}

impl Vocabulary {
    /// Takes a word in; one that is there already stays as it is.
    pub fn learn(&mut self, marked: &str, id: u32) {
        let folded = folded(marked);
        let letters = Letters::of(&folded);
        let word = Word {
            marked: marked.into(),
            folded: folded.into(),
            id,
            letters,
        };
        if self.chunks.is_empty() {
            self.chunks.push(Arc::default());
        }
        let chunk = self.chunk_of(&word.folded, &word.marked);
        let words = Arc::make_mut(&mut self.chunks[chunk]);
        let place = words.binary_search_by(|other| key(other).cmp(&key(&word)));
        let Err(place) = place else { return };
        words.insert(place, word);
        if words.len() > CHUNK {
            let second = words.split_off(CHUNK / 2);
            self.chunks.insert(chunk + 1, Arc::new(second));
        }
    }

    /// The words that begin with a folded beginning.
    pub fn beginning_with<'a>(&'a self, start: &'a str) -> impl Iterator<Item = &'a Word> {
        let chunk = self.chunk_of(start, "");
        let words = self
            .chunks
            .iter()
            .skip(chunk)
            .flat_map(|chunk| chunk.iter());
        words
            .skip_while(move |word| &*word.folded < start)
            .take_while(move |word| word.folded.starts_with(start))
    }

    pub fn iter(&self) -> impl Iterator<Item = &Word> {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }

    /// The last chunk that does not begin after the word.
    fn chunk_of(&self, folded: &str, marked: &str) -> usize {
        let before = self.chunks.partition_point(|chunk| {
            chunk
                .first()
                .is_some_and(|first| key(first) <= (folded, marked))
        });
        before.saturating_sub(1)
    }
}

fn key(word: &Word) -> (&str, &str) {
    (&word.folded, &word.marked)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_found_by_their_beginning(
            words in proptest::collection::btree_set("[abå]{1,5}", 0..40),
            start in "[ab]{1,2}",
        ) {
            let mut vocabulary = Vocabulary::default();
            for word in words.iter().chain(&words) {
                vocabulary.learn(word, 0);
            }
            prop_assert_eq!(vocabulary.iter().count(), words.len());
            let mut wanted: Vec<&str> = words.iter().map(String::as_str).filter(|word| folded(word).starts_with(&start)).collect();
            let mut found: Vec<&str> = vocabulary.beginning_with(&start).map(|word| &*word.marked).collect();
            wanted.sort_unstable();
            found.sort_unstable();
            prop_assert_eq!(found, wanted);
        }
    }

    #[test]
    fn many_words_stay_sorted_over_all_chunks() {
        let mut vocabulary = Vocabulary::default();
        for number in 0..3000_u32 {
            vocabulary.learn(
                &format!("ord{}", number.wrapping_mul(2_654_435_761)),
                number,
            );
        }
        let words: Vec<&str> = vocabulary.iter().map(|word| &*word.folded).collect();
        assert!(words.is_sorted() && words.len() == 3000 && vocabulary.chunks.len() > 4);
        assert_eq!(vocabulary.beginning_with("ord").count(), 3000);
    }

    #[test]
    fn words_of_other_letters_are_not_spelled_alike() {
        let of = Letters::of;
        assert!(of("catering").may_be_within(of("katering"), 1));
        assert!(!of("catering").may_be_within(of("hunddagis"), 2));
        assert!(!of("stad").may_be_within(of("stadning"), 1));
    }
}
