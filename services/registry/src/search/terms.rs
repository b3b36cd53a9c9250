//! The full-text index: from a token to the listings that have it.
//!
//! Like the columns, a copy shares everything with its original, and a change
//! copies only what it touches.

pub(crate) mod postings;

use std::sync::Arc;

use swedish::vocabulary::Vocabulary;

use crate::search::{
    paged::{Keyed, Paged},
    terms::postings::{Posting, Postings},
};

/// The number of a token.
pub(crate) type TermId = u32;

/// All tokens with their postings, and all words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Terms {
    ids: Keyed<String>,
    postings: Paged<Arc<Postings>>,
    count: TermId,
    vocabulary: Arc<Vocabulary>,
}

impl Terms {
    /// Where a token stands; `None` when no listing has it.
    pub(crate) fn postings(&self, token: &str) -> Option<&Arc<Postings>> {
        self.at(self.ids.get(token)?)
    }

    /// The same by number.
    pub(crate) fn at(&self, term: TermId) -> Option<&Arc<Postings>> {
        let postings = self.postings.get(term)?;
        (!postings.is_empty()).then_some(postings)
    }

    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The number of a token, a new one where it has none.
    pub(crate) fn intern(&mut self, token: &str) -> TermId {
        if let Some(term) = self.ids.get(token) {
            return term;
        }
        let term = self.count;
        self.count += 1;
        self.ids.insert(token.to_owned(), term);
        term
    }

    /// Remembers a marked word, and the token that it is found by.
    pub(crate) fn learn(&mut self, word: &str, term: TermId) {
        Arc::make_mut(&mut self.vocabulary).learn(word, term);
    }

    /// Takes the postings of slots out of a term and puts others in; both in
    /// slot order.
    pub(crate) fn change(&mut self, term: TermId, removed: &[u32], added: &[Posting]) {
        let changed = match self.postings.get(term) {
            Some(postings) => postings.changed(removed, added),
            None => Postings::of(added),
        };
        self.postings.set(term, Some(Arc::new(changed)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_does_not_see_a_later_change() {
        let mut terms = Terms::default();
        let term = terms.intern("kaff");
        terms.change(term, &[], &[Posting::new(3, 9, false)]);
        let copy = terms.clone();
        terms.change(term, &[3], &[]);
        assert_eq!(
            copy.postings("kaff").map(|postings| postings.len()),
            Some(1)
        );
        assert!(terms.postings("kaff").is_none(), "an empty list is none");
        assert_eq!(terms.intern("kaff"), term);
    }
}
