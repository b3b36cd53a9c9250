//! What one part of a text finds, with scores that are added up only for
//! those listings that all parts of it find.

use std::sync::Arc;

use crate::search::{
    bits::Bits,
    terms::postings::{Posting, Postings},
};

/// What a part of a word in a name counts of a whole one.
const PARTLY: u32 = 4;

/// What a part of a text finds.
#[derive(Debug)]
pub(crate) struct Clause {
    sources: Vec<Source>,
    pub(crate) slots: Bits,
    /// Those that have it in their name, whole or in part.
    pub(crate) in_name: Bits,
    /// Those that have it there as a word of its own.
    pub(crate) named: Bits,
}

/// Where a word has to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    All,
    Name,
}

#[derive(Debug)]
enum Source {
    Postings(Arc<Postings>, Scope, u32),
    Set(Arc<Bits>, u32),
    /// Those that all of some clauses find, with the scores of each.
    All(Vec<Clause>, Arc<Bits>),
}

impl Clause {
    /// One that finds nothing yet, with room for so many slots.
    pub(crate) fn with_room(slots: usize) -> Self {
        Self {
            sources: Vec::new(),
            slots: Bits::with_room(slots),
            in_name: Bits::default(),
            named: Bits::default(),
        }
    }

    /// Those that have a token; their impacts are multiplied by a weight.
    pub(crate) fn add(&mut self, postings: &Arc<Postings>, scope: Scope, weight: u32) {
        if self.has(postings) {
            return;
        }
        for posting in postings.iter() {
            if posting.in_name() {
                self.in_name.insert(posting.slot());
                self.slots.insert(posting.slot());
            } else if scope == Scope::All {
                self.slots.insert(posting.slot());
            }
        }
        self.sources
            .push(Source::Postings(postings.clone(), scope, weight));
    }

    /// The same for the token of a whole word.
    pub(crate) fn add_whole(&mut self, postings: &Arc<Postings>, scope: Scope, weight: u32) {
        self.add(postings, scope, weight);
        let named = postings.iter().filter(|posting| posting.in_name());
        self.named.extend(named.map(Posting::slot));
    }

    /// All of a set, with the same score each.
    pub(crate) fn add_set(&mut self, slots: Arc<Bits>, score: u32) {
        self.slots.add(&slots);
        if score > 0 {
            self.sources.push(Source::Set(slots, score));
        }
    }

    /// Those that all of some clauses find.
    pub(crate) fn add_all(&mut self, clauses: Vec<Self>) {
        let Some((first, rest)) = clauses.split_first() else {
            return;
        };
        let (mut slots, mut in_name) = (first.slots.clone(), first.in_name.clone());
        let mut named = first.named.clone();
        for clause in rest {
            slots.retain(&clause.slots);
            in_name.retain(&clause.in_name);
            named.retain(&clause.named);
        }
        self.slots.add(&slots);
        self.in_name.add(&in_name);
        self.named.add(&named);
        self.sources.push(Source::All(clauses, Arc::new(slots)));
    }

    /// A score more for those that have it in their name, and a part of that
    /// where it is only a part of a word there.
    pub(crate) fn favour_names(&mut self, score: u32) {
        self.sources.push(Source::Set(
            Arc::new(self.named.clone()),
            score - score / PARTLY,
        ));
        self.sources
            .push(Source::Set(Arc::new(self.in_name.clone()), score / PARTLY));
    }

    /// Adds the scores of the hits, of which there are `count`, to those that
    /// they have; what few listings have says more, by `rarity`.
    pub(crate) fn score(&self, rarity: u32, hits: &Bits, count: usize, scores: &mut [u32]) {
        for source in &self.sources {
            match source {
                Source::Postings(postings, scope, weight) => {
                    postings.each_of(hits, count, |posting| {
                        if *scope == Scope::All || posting.in_name() {
                            scores[posting.slot() as usize] += posting.impact() * weight * rarity;
                        }
                    });
                }
                Source::Set(slots, score) => {
                    let common = slots.iter_common(hits);
                    common.for_each(|slot| scores[slot as usize] += score * rarity);
                }
                Source::All(clauses, slots) => {
                    let hits = slots.common(hits);
                    let count = hits.count();
                    for clause in clauses {
                        clause.score(rarity, &hits, count, scores);
                    }
                }
            }
        }
    }

    fn has(&self, postings: &Arc<Postings>) -> bool {
        self.sources.iter().any(|source| match source {
            Source::Postings(other, ..) => Arc::ptr_eq(other, postings),
            Source::Set(..) | Source::All(..) => false,
        })
    }
}
