//! Which listings a part of a text finds, and how well.

pub(crate) mod clause;

use std::sync::Arc;

use swedish::{
    compound::split,
    phrases::Meaning,
    places::Place,
    reading::{Kind, Unit},
    stem::stem,
    stopwords::is_stopword,
    tokens::part_token,
    words::{folded, is_marked},
};

use crate::search::{
    bits::Bits,
    columns::Columns,
    document::{FORM, INDUSTRY, NAME, SCALE, SERVICE},
    filters::{any_of, within},
    geography::county_index,
    matching::clause::{Clause, Scope},
    synonyms::{Entry, is_product, meaning},
    terms::Terms,
};

/// How much a token counts: as the word itself, as a part of a compound, and
/// as a word that only begins like the typed one.
const WHOLE: u32 = 8;
const PART: u32 = 4;
const BEGINNING: u32 = 3;
/// As one of the parts of a compound that stand apart, and as one of the
/// words of a phrase.
const APART: u32 = 2;
const OF_PHRASE: u32 = 4;
/// In a name, where the word was read otherwise: enough to come before those
/// that fit as well without it, and no more.
const ASIDE: u32 = 1;

/// What is found in sets counts as much as a token with these impacts.
const BY_INDUSTRY: u32 = WHOLE * (INDUSTRY * SCALE * 0.5) as u32;
const BY_SERVICE: u32 = WHOLE * (SERVICE * SCALE * 0.5) as u32;
const BY_FORM: u32 = WHOLE * (FORM * SCALE * 0.5) as u32;
const BY_NAME: u32 = WHOLE * (NAME * SCALE * 0.5) as u32;

/// A listing of a trade counts a part of this where the text names what only
/// some of the trade make or do: those that say so come before.
const OF_THE_TRADE: u32 = 4;
/// And where only the last part of a compound names the trade.
const OF_THE_KIND: u32 = 16;

/// A word of fewer letters is not looked for as the beginning of others.
const BEGINNING_MIN: usize = 4;
/// One less where it is the last and may be unfinished.
const UNFINISHED_MIN: usize = 3;
/// At most so many words with one beginning are tried.
const BEGINNINGS_MAX: usize = 300;
/// A compound is not looked for by its parts where even the rarest of them is
/// in more than one of so many listings.
const RARE: usize = 4;

/// What the parts of texts are looked up in.
pub(crate) struct Matcher<'a> {
    pub(crate) terms: &'a Terms,
    pub(crate) columns: &'a Columns,
    /// Those whose certification is valid.
    pub(crate) certified: &'a Arc<Bits>,
}

impl Matcher<'_> {
    /// Whether a word of the full text finds anything.
    pub(crate) fn finds(&self, word: &str, is_last: bool) -> bool {
        let stem = stem(word);
        self.terms.postings(&stem).is_some() || !self.word(word, is_last).slots.is_empty()
    }

    /// What a unit of a text finds.
    pub(crate) fn unit(&self, unit: &Unit<Entry>) -> Clause {
        let words = &unit.words;
        match &unit.kind {
            Kind::Word { is_last } => self.word(&words[0], *is_last),
            Kind::OrgNumber(number) => {
                let mut clause = self.empty();
                clause
                    .slots
                    .extend(self.columns.by_org_number.get(&number.digits()));
                clause
            }
            Kind::Meaning(Meaning::Place(place)) => self.or_in_name(words, &self.place(place)),
            Kind::Meaning(Meaning::Phrase(entries)) if entries.contains(&Entry::Certified) => {
                self.or_in_name(words, self.certified)
            }
            Kind::Meaning(Meaning::Phrase(entries)) => self.entries(words, entries),
        }
    }

    /// Those that have the word in their name.
    pub(crate) fn name_word(&self, word: &str) -> Clause {
        let mut clause = self.empty();
        self.add_tokens(&mut clause, word, Scope::Name, ASIDE);
        clause
    }

    /// Those that are active in a place.
    pub(crate) fn place(&self, place: &Place) -> Arc<Bits> {
        let counties: Vec<usize> = place
            .counties
            .iter()
            .map(|code| county_index(*code))
            .collect();
        let counties = any_of(&self.columns.counties, &counties);
        let municipalities = within(self.columns, &place.municipalities);
        match (counties, municipalities) {
            (Some(mut all), Some(more)) => {
                Arc::make_mut(&mut all).add(&more);
                all
            }
            (Some(all), None) | (None, Some(all)) => all,
            (None, None) => Arc::default(),
        }
    }

    fn empty(&self) -> Clause {
        Clause::with_room(self.columns.slots as usize)
    }

    /// A word of the full text; a compound as the kind of thing that it is
    /// too.
    fn word(&self, word: &str, is_last: bool) -> Clause {
        let mut clause = self.said(word, is_last);
        self.add_kind(&mut clause, word);
        clause.favour_names(BY_NAME);
        clause
    }

    /// The word itself, inflected, as a part of a compound or as the beginning
    /// of a word in a name; a compound by its parts too.
    fn said(&self, word: &str, is_last: bool) -> Clause {
        let mut clause = self.empty();
        self.add_tokens(&mut clause, word, Scope::All, WHOLE);
        self.add_beginnings(&mut clause, word, is_last);
        self.add_parts(&mut clause, word);
        clause
    }

    /// Those that say so, and those that are in the list under it.
    fn entries(&self, words: &[String], entries: &[Entry]) -> Clause {
        let mut clause = match words {
            [word] => self.said(word, false),
            _ => self.phrase(words),
        };
        clause.favour_names(BY_NAME);
        let share = if is_product(words) { OF_THE_TRADE } else { 1 };
        self.add_entries(&mut clause, entries, share);
        clause
    }

    /// Those that are in the list under the entries, for a part of the score.
    fn add_entries(&self, clause: &mut Clause, entries: &[Entry], share: u32) {
        for entry in entries {
            let (set, score) = match entry {
                Entry::Industry(entry) => (&self.columns.industries[entry.index()], BY_INDUSTRY),
                Entry::Service(entry) => (&self.columns.services[entry.index()], BY_SERVICE),
                Entry::Benefit(entry) => (&self.columns.benefits[entry.index()], BY_SERVICE),
                Entry::Form(entry) => (&self.columns.forms[entry.index()], BY_FORM),
                Entry::Certified => (self.certified, 0),
            };
            clause.add_set(set.clone(), score / share);
        }
    }

    /// Those that have all the words, or one that they make together.
    fn phrase(&self, words: &[String]) -> Clause {
        let mut clause = self.empty();
        self.add_tokens(&mut clause, &words.concat(), Scope::All, WHOLE);
        // Where one of them says nothing, the others alone are not the phrase.
        if words.iter().all(|word| !is_stopword(word)) {
            clause.add_all(self.tokens_of(words, Scope::All, OF_PHRASE));
        }
        clause
    }

    /// A set, and those that have the words in their name.
    fn or_in_name(&self, words: &[String], set: &Arc<Bits>) -> Clause {
        let mut clause = self.empty();
        clause.add_all(self.tokens_of(words, Scope::Name, ASIDE));
        clause.add_set(set.clone(), 0);
        clause
    }

    /// A clause for each of the words that say something.
    fn tokens_of(&self, words: &[String], scope: Scope, weight: u32) -> Vec<Clause> {
        let words = words.iter().filter(|word| !is_stopword(word));
        let clauses = words.map(|word| {
            let mut clause = self.empty();
            self.add_tokens(&mut clause, word, scope, weight);
            clause
        });
        clauses.collect()
    }

    /// In marked form where it was typed so and that finds something.
    fn add_tokens(&self, clause: &mut Clause, word: &str, scope: Scope, weight: u32) {
        let stem = stem(word);
        self.add_forms(clause, &stem, scope, weight);
        if clause.slots.is_empty() && is_marked(&stem) {
            self.add_forms(clause, &folded(&stem), scope, weight);
        }
    }

    fn add_forms(&self, clause: &mut Clause, stem: &str, scope: Scope, weight: u32) {
        if let Some(postings) = self.terms.postings(stem) {
            clause.add_whole(postings, scope, weight);
        }
        if let Some(postings) = self.terms.postings(&part_token(stem)) {
            clause.add(postings, scope, (weight * PART / WHOLE).max(ASIDE));
        }
    }

    /// Names that have a word with this beginning; anywhere, where the word
    /// itself stands nowhere and may be unfinished.
    fn add_beginnings(&self, clause: &mut Clause, word: &str, is_last: bool) {
        let is_unfinished = is_last && clause.slots.is_empty();
        let least = if is_last {
            UNFINISHED_MIN
        } else {
            BEGINNING_MIN
        };
        if word.chars().count() < least {
            return;
        }
        let scope = if is_unfinished {
            Scope::All
        } else {
            Scope::Name
        };
        let start = folded(word);
        let words = self.terms.vocabulary().beginning_with(&start);
        let mut terms: Vec<_> = words
            .filter(|other| !is_marked(word) || other.marked.starts_with(word))
            .map(|other| other.id)
            .take(BEGINNINGS_MAX)
            .collect();
        terms.sort_unstable();
        terms.dedup();
        for postings in terms.into_iter().filter_map(|term| self.terms.at(term)) {
            clause.add(postings, scope, BEGINNING);
        }
    }

    /// Those that have all parts of a compound, wherever. Where they are
    /// common words, only if nothing else finds anything.
    fn add_parts(&self, clause: &mut Clause, word: &str) {
        let parts = split(word);
        let parts = parts.iter().filter(|part| !is_stopword(part));
        let parts: Vec<Clause> = parts.map(|part| self.part(part)).collect();
        let rarest = parts.iter().map(|part| part.slots.count()).min();
        let rare = (self.columns.live.count() / RARE).max(RARE);
        if clause.slots.is_empty() || rarest.is_some_and(|rarest| rarest <= rare) {
            clause.add_all(parts);
        }
    }

    fn part(&self, part: &str) -> Clause {
        let mut clause = self.empty();
        self.add_tokens(&mut clause, part, Scope::All, APART);
        // Goods that somebody names are not all goods of the trade.
        let is_said = is_product(&[part]) && !clause.slots.is_empty();
        if !is_said && let Some(Meaning::Phrase(entries)) = meaning(&[part]) {
            self.add_entries(&mut clause, &entries, 1);
        }
        clause
    }

    /// The last part of a Swedish compound says what it is a kind of: a
    /// mattvätt is a tvätt. Those of its trade may do it without saying so.
    fn add_kind(&self, clause: &mut Clause, word: &str) {
        let Some(last) = split(word).pop() else {
            return;
        };
        if let Some(Meaning::Phrase(entries)) = meaning(&[&last]) {
            self.add_entries(clause, &entries, OF_THE_KIND);
        } else if clause.slots.is_empty() {
            self.add_tokens(clause, &last, Scope::All, APART);
        }
    }
}
