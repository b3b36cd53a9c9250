//! From a word to the tokens of the index.
//!
//! A word is indexed by its folded stem, by its marked stem where that
//! differs, and, with a `+` before them, by the stems of its parts. A word
//! typed with å, ä or ö is looked up in marked form, any other one in folded.

use std::collections::HashMap;

use swedish::{
    compound::split,
    stem::stem,
    words::{folded, is_marked, words},
};

use crate::search::terms::{TermId, Terms};

/// What marks the token of a part of a compound, and that of a whole name.
const PART: char = '+';
const NAME: char = '=';

/// The token of a part of a compound with this stem.
pub(crate) fn part_token(stem: &str) -> String {
    format!("{PART}{stem}")
}

/// The token of a name: its folded words.
pub(crate) fn name_token(name: &str) -> String {
    format!("{NAME}{}", folded(&words(name).join(" ")))
}

/// All tokens of a marked word.
pub(crate) fn tokens(word: &str) -> Vec<String> {
    let mut tokens = Vec::with_capacity(2);
    push_forms(&mut tokens, stem(word), |stem| stem);
    for part in split(word) {
        push_forms(&mut tokens, stem(&part), |stem| part_token(&stem));
    }
    tokens
}

fn push_forms(tokens: &mut Vec<String>, stem: String, token: impl Fn(String) -> String) {
    tokens.push(token(folded(&stem)));
    if is_marked(&stem) {
        tokens.push(token(stem));
    }
}

/// Turns words into the numbers of their tokens; keeps each word that it has
/// seen, since splitting costs more than all the rest of the indexing.
#[derive(Debug, Default)]
pub(crate) struct Analyzer(HashMap<String, Box<[TermId]>>);

impl Analyzer {
    /// The tokens of a marked word. New ones get a number in `terms`, and a
    /// new word enters its vocabulary.
    pub(crate) fn terms(&mut self, word: &str, terms: &mut Terms) -> &[TermId] {
        if !self.0.contains_key(word) {
            let ids: Box<[TermId]> = tokens(word)
                .iter()
                .map(|token| terms.intern(token))
                .collect();
            terms.learn(word, ids[0]);
            self.0.insert(word.to_owned(), ids);
        }
        &self.0[word]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compound_is_indexed_whole_and_by_its_parts() {
        assert_eq!(tokens("legoarbete"), ["legoarbet", "+lego", "+arbet"]);
        assert_eq!(tokens("grönytor"), ["gronyt", "grönyt"]);
    }

    #[test]
    fn a_word_has_the_same_tokens_each_time() {
        let (mut analyzer, mut terms) = (Analyzer::default(), Terms::default());
        let first = analyzer.terms("kök", &mut terms).to_vec();
        analyzer.terms("café", &mut terms);
        assert_eq!(analyzer.terms("kök", &mut terms), first);
        assert_eq!(first.len(), 2);
    }
}
