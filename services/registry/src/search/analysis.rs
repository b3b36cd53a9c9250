//! From a word to the numbers of its tokens.

use std::collections::HashMap;

use swedish::tokens::tokens;

use crate::search::terms::{TermId, Terms};

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
    fn a_word_has_the_same_tokens_each_time() {
        let (mut analyzer, mut terms) = (Analyzer::default(), Terms::default());
        let first = analyzer.terms("kök", &mut terms).to_vec();
        analyzer.terms("café", &mut terms);
        assert_eq!(analyzer.terms("kök", &mut terms), first);
        assert_eq!(first.len(), 2);
    }
}
