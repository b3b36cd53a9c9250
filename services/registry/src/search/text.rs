//! The text of a search: what it finds as a whole and which of that fits best.

use std::{cell::RefCell, sync::Arc};

use swedish::{
    phrases::Meaning,
    places::Place,
    reading::{Kind, Reading},
    tokens::name_token,
};

use crate::search::{
    bits::Bits,
    matching::{Matcher, clause::Clause},
    query::Interpretation,
    reading::read_text,
    synonyms::{Entry, is_product},
    terms::postings::Posting,
};

/// Scores end here; what comes first for its name is above.
const SCORE_END: u32 = 1 << 27;
const TEXT_IS_FIRST: u32 = SCORE_END;
const TEXT_IN_NAME: u32 = SCORE_END << 1;
const TEXT_IS_NAME: u32 = SCORE_END << 2;
/// A text of so many parts is a wish told in words: one that has most of them
/// may be what is meant.
const WISH: usize = 2;
/// Where fewer have all of the text, those of its trades follow them.
const FEW: usize = 10;
/// How much more a part of the text counts that half as many listings have.
const RARITY_STEP: u32 = 3;

thread_local! {
    /// Scores by slot, all zero between two uses.
    static SCORES: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
}

/// A text, read and looked up.
pub(crate) struct Text {
    reading: Reading<Entry>,
    /// What each unit finds.
    clauses: Vec<Clause>,
    /// What each word that says nothing finds in names.
    optional: Vec<Clause>,
    listings: usize,
    /// The listings with the text as their name.
    named: Bits,
    /// What the text finds; nothing where it asks for nothing.
    slots: Option<Arc<Bits>>,
    /// Those of them that have all or most of it, where others follow.
    first: Option<Arc<Bits>>,
    /// No listing has all of the text: they have most of it.
    is_partial: bool,
}

impl Text {
    /// Reads a text and looks it up.
    pub(crate) fn of(text: &str, matcher: &Matcher) -> Self {
        let reading = read_text(text, matcher);
        let optional = reading.optional.iter();
        let mut named = Bits::default();
        if let Some(postings) = matcher.terms.postings(&name_token(text)) {
            named.extend(postings.iter().map(Posting::slot));
        }
        let mut text = Self {
            clauses: reading
                .units
                .iter()
                .map(|unit| matcher.unit(unit))
                .collect(),
            optional: optional.map(|word| matcher.name_word(word)).collect(),
            listings: matcher.columns.live.count(),
            named,
            reading,
            slots: None,
            first: None,
            is_partial: false,
        };
        text.look_up();
        text
    }

    fn look_up(&mut self) {
        if self.reading.is_wordless {
            self.slots = Some(Arc::default());
            return;
        }
        let Some(whole) = self.slots_of(|_| true) else {
            return;
        };
        let is_named = || !self.in_name().common(&whole).is_empty();
        let more = if whole.is_empty() {
            self.of_its_trades().or_else(|| self.most())
        } else if whole.count() < FEW && !is_named() {
            self.of_its_trades()
        } else {
            None
        };
        let Some(all) = more else {
            self.slots = Some(whole);
            return;
        };
        self.is_partial = whole.is_empty();
        self.first = Some(if self.is_partial {
            let most = self.most().unwrap_or_default();
            Arc::new(most.common(&all))
        } else {
            whole
        });
        self.slots = Some(Arc::new(all));
    }

    /// Those of a trade that the text names, in its place, whatever else it
    /// says of them: who asks for ecological vegetables or for a bicycle to be
    /// mended is helped by all who grow and all who mend. Several trades are
    /// alternatives; goods are, where no trade is named. `None` where the text
    /// is its trade alone, or has none.
    fn of_its_trades(&self) -> Option<Bits> {
        let (mut trades, mut goods) = (Vec::new(), Vec::new());
        let mut places = Vec::new();
        let mut certified = None;
        for (at, unit) in self.reading.units.iter().enumerate() {
            match &unit.kind {
                Kind::OrgNumber(_) => return None,
                Kind::Meaning(Meaning::Place(_)) => places.push(at),
                Kind::Meaning(Meaning::Phrase(entries)) if entries.contains(&Entry::Certified) => {
                    certified = Some(&self.clauses[at].slots);
                }
                Kind::Meaning(Meaning::Phrase(entries)) if entries.iter().any(is_trade) => {
                    let named = if is_product(&unit.words) {
                        &mut goods
                    } else {
                        &mut trades
                    };
                    named.push(&self.clauses[at].slots);
                }
                Kind::Meaning(Meaning::Phrase(_)) | Kind::Word { .. } => {}
            }
        }
        let is_all = self.clauses.len() - places.len() - usize::from(certified.is_some()) < 2;
        let asked = if trades.is_empty() { goods } else { trades };
        let (first, rest) = asked.split_first().filter(|_| !is_all)?;
        let mut all = Bits::clone(first);
        rest.iter().for_each(|slots| all.add(slots));
        let places = self.any_place(&places);
        for limit in places.iter().chain(certified) {
            all.retain(limit);
        }
        (!all.is_empty()).then_some(all)
    }

    /// What has most parts of a long text, and is in its place: the fewer parts
    /// are missing, the better. Nothing for a short one, where each part counts.
    fn most(&self) -> Option<Bits> {
        let (places, others): (Vec<_>, Vec<_>) =
            (0..self.clauses.len()).partition(|unit| self.place(*unit).is_some());
        if others.len() < WISH {
            return None;
        }
        // With so many parts, by their number.
        let mut having = vec![Bits::default(); others.len() + 1];
        for (nth, unit) in others.iter().enumerate() {
            let slots = &self.clauses[*unit].slots;
            for parts in (1..=nth).rev() {
                let more = having[parts].common(slots);
                having[parts + 1].add(&more);
            }
            having[1].add(slots);
        }
        let places = self.any_place(&places);
        let least = others.len() - others.len() / 2;
        let most = having.into_iter().skip(least).rev();
        let mut inside = most.map(|having| match &places {
            Some(places) => having.common(places),
            None => having,
        });
        inside.find(|slots| !slots.is_empty())
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
        self.slots.clone()
    }

    /// Whether a part is a place.
    pub(crate) fn is_place(&self, part: usize) -> bool {
        self.place(part).is_some()
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
            Kind::Meaning(Meaning::Phrase(_)) | Kind::Word { .. } | Kind::OrgNumber(_) => None,
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
                let first = self.first.as_ref();
                if first.is_some_and(|first| first.contains(slot)) {
                    score += TEXT_IS_FIRST;
                }
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
            .filter(|(unit, _)| !asks_for_certified(&unit.kind))
            .map(|(_, clause)| clause);
        let mut clauses: Vec<&Clause> = of_units.collect();
        if clauses.is_empty() {
            clauses.extend(&self.optional);
        }
        let Some((first, rest)) = clauses.split_first() else {
            return Bits::default();
        };
        let mut in_name = first.named.clone();
        rest.iter().for_each(|clause| in_name.retain(&clause.named));
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
            is_partial: self.is_partial,
            ..Interpretation::default()
        };
        let places: Vec<usize> = (0..self.clauses.len())
            .filter(|unit| self.place(*unit).is_some())
            .collect();
        let mut left_over: Vec<&str> = Vec::new();
        for (at, unit) in self.reading.units.iter().enumerate() {
            let is_told = match &unit.kind {
                Kind::Word { .. } | Kind::OrgNumber(_) => false,
                Kind::Meaning(Meaning::Place(place)) => {
                    if !self.is_around(at, &places) {
                        tell(&mut told.counties, &place.counties);
                        tell(&mut told.municipalities, &place.municipalities);
                    }
                    true
                }
                Kind::Meaning(Meaning::Phrase(entries)) => tell_entries(&mut told, entries),
            };
            if !is_told {
                left_over.extend(unit.words.iter().map(String::as_str));
            }
        }
        told.text = left_over.join(" ");
        told
    }
}

fn asks_for_certified(kind: &Kind<Entry>) -> bool {
    match kind {
        Kind::Meaning(Meaning::Phrase(entries)) => entries.contains(&Entry::Certified),
        Kind::Meaning(Meaning::Place(_)) | Kind::Word { .. } | Kind::OrgNumber(_) => false,
    }
}

/// Whether an entry says what is done, and not for whom or by whom.
fn is_trade(entry: &Entry) -> bool {
    match entry {
        Entry::Industry(_) | Entry::Service(_) => true,
        Entry::Benefit(_) | Entry::Form(_) | Entry::Certified => false,
    }
}

/// Whether an interpretation has a place for one of the entries.
fn tell_entries(told: &mut Interpretation, entries: &[Entry]) -> bool {
    let mut is_told = false;
    for entry in entries {
        match entry {
            Entry::Industry(industry) => tell(&mut told.industries, &[*industry]),
            Entry::Service(service) => tell(&mut told.services, &[*service]),
            Entry::Certified => told.certified = true,
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
