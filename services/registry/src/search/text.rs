//! The text of a search: what it finds as a whole and which of that fits best.

use std::{cell::RefCell, sync::Arc};

use crate::search::{
    analysis::name_token,
    bits::Bits,
    matching::{Matcher, clause::Clause},
    query::Interpretation,
    reading::{
        Kind, Reading,
        phrases::{Entry, Meaning, Place},
        read,
    },
    terms::postings::Posting,
};

/// Scores end here; what comes first for its name is above.
const SCORE_END: u32 = 1 << 28;
const TEXT_IN_NAME: u32 = SCORE_END;
const TEXT_IS_NAME: u32 = SCORE_END << 1;
/// How much more a part of the text counts that half as many listings have.
const RARITY_STEP: u32 = 3;

thread_local! {
    /// Scores by slot, all zero between two uses.
    static SCORES: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
}

/// A text, read and looked up.
pub(crate) struct Text {
    reading: Reading,
    /// What each unit finds.
    clauses: Vec<Clause>,
    /// What each word that says nothing finds in names.
    optional: Vec<Clause>,
    listings: usize,
    /// The listings with the text as their name.
    named: Bits,
}

impl Text {
    /// Reads a text and looks it up.
    pub(crate) fn of(text: &str, matcher: &Matcher) -> Self {
        let reading = read(text, matcher);
        let optional = reading.optional.iter();
        let mut named = Bits::default();
        if let Some(postings) = matcher.terms.postings(&name_token(text)) {
            named.extend(postings.iter().map(Posting::slot));
        }
        Self {
            clauses: reading
                .units
                .iter()
                .map(|unit| matcher.unit(unit))
                .collect(),
            optional: optional.map(|word| matcher.name_word(word)).collect(),
            listings: matcher.columns.live.count(),
            named,
            reading,
        }
    }

    /// Whether some hits can fit better than others.
    pub(crate) fn ranks(&self) -> bool {
        !self.clauses.is_empty() || !self.optional.is_empty()
    }

    /// The parts that all have to hold, as they stand in the text.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &str> {
        self.reading.units.iter().map(|unit| unit.typed.as_str())
    }

    /// What the text finds; `None` where it asks for nothing.
    pub(crate) fn slots(&self) -> Option<Arc<Bits>> {
        if self.reading.is_wordless {
            return Some(Arc::default());
        }
        self.slots_of(|_| true)
    }

    /// What it would find without one of its parts.
    pub(crate) fn slots_without(&self, left_out: usize) -> Option<Arc<Bits>> {
        self.slots_of(|unit| unit != left_out)
    }

    fn slots_of(&self, is_used: impl Fn(usize) -> bool) -> Option<Arc<Bits>> {
        let units = (0..self.clauses.len()).filter(|unit| is_used(*unit));
        let (places, others): (Vec<_>, Vec<_>) =
            units.partition(|unit| self.place(*unit).is_some());
        let places = self.any_place(&places);
        let others = others.iter().map(|unit| &self.clauses[*unit].slots);
        let mut sets = places.iter().chain(others);
        let mut slots = sets.next()?.clone();
        sets.for_each(|set| slots.retain(set));
        Some(Arc::new(slots))
    }

    /// Several places are alternatives, but a place around another one only
    /// tells which one is meant: Lund in Skåne.
    fn any_place(&self, units: &[usize]) -> Option<Bits> {
        let (first, _) = units.split_first()?;
        let mut slots = Bits::clone(&self.clauses[*first].in_name);
        for unit in units {
            let clause = &self.clauses[*unit];
            slots.add(if self.is_around(*unit, units) {
                &clause.in_name
            } else {
                &clause.slots
            });
        }
        Some(slots)
    }

    fn is_around(&self, unit: usize, others: &[usize]) -> bool {
        let mut inner = others.iter().filter_map(|other| self.place(*other));
        self.place(unit)
            .is_some_and(|place| inner.any(|inner| place.is_around(inner)))
    }

    fn place(&self, unit: usize) -> Option<&Place> {
        match &self.reading.units[unit].kind {
            Kind::Meaning(Meaning::Place(place)) => Some(place),
            Kind::Meaning(Meaning::Entries(_) | Meaning::Certified)
            | Kind::Word { .. }
            | Kind::OrgNumber(_) => None,
        }
    }

    /// Hands out each hit with its score; `total` is how many hits there are.
    pub(crate) fn scored(&self, hits: &Bits, total: usize, mut each: impl FnMut(u32, u32)) {
        let in_name = self.in_name();
        SCORES.with_borrow_mut(|scores| {
            scores.resize(scores.len().max(hits.room()), 0);
            for clause in &self.clauses {
                clause.score(self.rarity(clause), hits, total, scores);
            }
            for clause in &self.optional {
                clause.score(1, hits, total, scores);
            }
            for slot in hits.iter() {
                let mut score = std::mem::take(&mut scores[slot as usize]).min(SCORE_END - 1);
                if in_name.contains(slot) {
                    score += TEXT_IN_NAME;
                }
                if self.named.contains(slot) {
                    score += TEXT_IS_NAME;
                }
                each(slot, score);
            }
        });
    }

    /// Those that have the whole text in their name.
    fn in_name(&self) -> Bits {
        let units = self.reading.units.iter().zip(&self.clauses);
        let of_units = units
            .filter(|(unit, _)| !matches!(unit.kind, Kind::Meaning(Meaning::Certified)))
            .map(|(_, clause)| clause);
        let mut clauses: Vec<&Clause> = of_units.collect();
        if clauses.is_empty() {
            clauses.extend(&self.optional);
        }
        let Some((first, rest)) = clauses.split_first() else {
            return Bits::default();
        };
        let mut in_name = first.in_name.clone();
        rest.iter()
            .for_each(|clause| in_name.retain(&clause.in_name));
        in_name
    }

    fn rarity(&self, clause: &Clause) -> u32 {
        let share = self.listings / clause.slots.count().max(1);
        1 + RARITY_STEP * share.max(1).ilog2()
    }

    /// How the text was read, for the one who typed it.
    pub(crate) fn interpretation(&self) -> Interpretation {
        let mut told = Interpretation {
            corrections: self.reading.corrections.clone(),
            ..Interpretation::default()
        };
        let places: Vec<usize> = (0..self.clauses.len())
            .filter(|unit| self.place(*unit).is_some())
            .collect();
        let mut left_over: Vec<&str> = Vec::new();
        for (at, unit) in self.reading.units.iter().enumerate() {
            let is_told = match &unit.kind {
                Kind::Word { .. } | Kind::OrgNumber(_) => false,
                Kind::Meaning(Meaning::Certified) => {
                    told.certified = true;
                    true
                }
                Kind::Meaning(Meaning::Place(place)) => {
                    if !self.is_around(at, &places) {
                        tell(&mut told.counties, &place.counties);
                        tell(&mut told.municipalities, &place.municipalities);
                    }
                    true
                }
                Kind::Meaning(Meaning::Entries(entries)) => tell_entries(&mut told, entries),
            };
            if !is_told {
                left_over.extend(unit.words.iter().map(String::as_str));
            }
        }
        told.text = left_over.join(" ");
        told
    }
}

/// Whether an interpretation has a place for one of the entries.
fn tell_entries(told: &mut Interpretation, entries: &[Entry]) -> bool {
    let mut is_told = false;
    for entry in entries {
        match entry {
            Entry::Industry(industry) => tell(&mut told.industries, &[*industry]),
            Entry::Service(service) => tell(&mut told.services, &[*service]),
            Entry::Benefit(_) | Entry::Form(_) => continue,
        }
        is_told = true;
    }
    is_told
}

fn tell<T: Copy + PartialEq>(told: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !told.contains(one) {
            told.push(*one);
        }
    }
}
