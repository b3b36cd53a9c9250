//! Words that mean something to the list: places, industries, services,
//! areas of benefit, legal forms.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use kernel::{
    place::{CountyCode, MunicipalityCode},
    terms::{BenefitArea, Industry, IntegrationService, LegalForm},
};
use swedish::{
    stem::stem,
    word_list,
    words::{folded, words},
};

use crate::search::reading::gazetteer;

/// Words that mean an entry of a list.
const SYNONYMS: &str = include_str!("../reference/synonyms.txt");

/// What words mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    Place(Place),
    /// Entries of lists; one word can mean several.
    Entries(Vec<Entry>),
    Certified,
}

/// A place: all counties and municipalities that it is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) counties: Vec<CountyCode>,
    pub(crate) municipalities: Vec<MunicipalityCode>,
}

impl Place {
    /// Whether all of another place lies in this one, and more does.
    pub(crate) fn is_around(&self, inner: &Self) -> bool {
        self.holds(inner) && !inner.holds(self)
    }

    fn holds(&self, inner: &Self) -> bool {
        let has_county = |code: &CountyCode| self.counties.contains(code);
        let has = |code: &MunicipalityCode| {
            self.municipalities.contains(code) || has_county(&code.county())
        };
        inner.counties.iter().all(has_county) && inner.municipalities.iter().all(has)
    }
}

/// An entry of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    Industry(Industry),
    Service(IntegrationService),
    Benefit(BenefitArea),
    Form(LegalForm),
}

/// No phrase has more words.
pub(crate) const WORDS_MAX: usize = 4;

/// What some marked words mean together.
pub(crate) fn meaning(phrase: &[&str]) -> Option<Meaning> {
    if let Some(place) = place(phrase) {
        return Some(Meaning::Place(place.clone()));
    }
    let stems: Vec<String> = phrase.iter().map(|word| stem(word)).collect();
    by_stems(&stems.join(" ")).or_else(|| {
        // A compound that somebody wrote apart: hund dagis.
        let apart = phrase.len() > 1;
        apart.then(|| by_stems(&stem(&phrase.concat())))?
    })
}

/// Whether a marked word is part of a phrase.
pub(crate) fn is_known(word: &str) -> bool {
    let known = &PHRASES.known;
    let word = folded(word);
    let bare = word.strip_suffix('s').unwrap_or(&word);
    known.contains(&word) || known.contains(bare) || known.contains(&stem(&word))
}

/// Whether some marked words name what some of a trade make or do, and not the
/// trade itself.
pub(crate) fn is_product(phrase: &[&str]) -> bool {
    let stems: Vec<String> = phrase.iter().map(|word| folded(&stem(word))).collect();
    PHRASES.products.contains(&stems.join(" "))
}

/// The marked words of all phrases.
pub(crate) fn all_words() -> &'static HashSet<String> {
    &PHRASES.words
}

fn place(phrase: &[&str]) -> Option<&'static Place> {
    let key = phrase.join(" ");
    let places = &PHRASES.places;
    let genitive = || places.find(key.strip_suffix('s')?).next();
    places.find(&key).next().or_else(genitive)
}

fn by_stems(stems: &str) -> Option<Meaning> {
    let meant: Vec<&Option<Entry>> = PHRASES.entries.find(stems).collect();
    if meant.is_empty() {
        return None;
    }
    let entries: Option<Vec<Entry>> = meant.into_iter().copied().collect();
    Some(entries.map_or(Meaning::Certified, Meaning::Entries))
}

struct Phrases {
    places: Table<Place>,
    /// By stems; `None` is "certified".
    entries: Table<Option<Entry>>,
    /// Folded stems of what only some of a trade make or do.
    products: HashSet<String>,
    words: HashSet<String>,
    /// Folded words of places, folded stems of others.
    known: HashSet<String>,
}

/// Values by words.
struct Table<T>(HashMap<String, Vec<(String, T)>>);

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases {
        places: Table(HashMap::new()),
        entries: Table(HashMap::new()),
        products: HashSet::new(),
        words: HashSet::new(),
        known: HashSet::new(),
    };
    for (name, place) in gazetteer::names() {
        phrases.words.extend(words(&name));
        phrases.known.extend(words(&folded(&name)));
        phrases.places.add(name, place);
    }
    for (names, entry) in synonyms() {
        for (name, is_product) in names {
            let words = words(name);
            let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
            phrases.known.extend(stems.iter().map(|stem| folded(stem)));
            phrases.words.extend(words);
            let stems = stems.join(" ");
            if is_product {
                phrases.products.insert(folded(&stems));
            }
            phrases.entries.add(stems, entry);
        }
    }
    phrases
});

/// The words of the synonym list, each with whether it is a product, and the
/// entry that they mean.
fn synonyms() -> impl Iterator<Item = (Vec<(&'static str, bool)>, Option<Entry>)> {
    word_list::lines(SYNONYMS).filter_map(|line| {
        let (head, names) = line.split_once(':')?;
        let (trade, products) = names.split_once(';').unwrap_or((names, ""));
        let each = |names: &'static str, is_product| {
            let names = names.split(',').map(str::trim);
            let names = names.filter(|name| !name.is_empty());
            names.map(move |name| (name, is_product))
        };
        let names = each(trade, false).chain(each(products, true));
        Some((names.collect(), entry(head)?))
    })
}

fn entry(head: &str) -> Option<Option<Entry>> {
    if head == "certified" {
        return Some(None);
    }
    let (list, slug) = head.split_once(' ')?;
    let entry = match list {
        "industry" => Industry::parse(slug).ok().map(Entry::Industry),
        "service" => IntegrationService::parse(slug).ok().map(Entry::Service),
        "benefit" => BenefitArea::parse(slug).ok().map(Entry::Benefit),
        "form" => LegalForm::parse(slug).ok().map(Entry::Form),
        _ => None,
    };
    entry.map(Some)
}

impl<T: PartialEq> Table<T> {
    fn add(&mut self, marked: String, value: T) {
        let same = self.0.entry(folded(&marked)).or_default();
        let new = (marked, value);
        if !same.contains(&new) {
            same.push(new);
        }
    }

    /// The values of these words as typed; where there are none, of the words
    /// that differ in their marks only.
    fn find(&self, marked: &str) -> impl Iterator<Item = &T> {
        let alike = self.0.get(&folded(marked)).map_or(&[][..], Vec::as_slice);
        let exact = alike.iter().any(|(other, _)| other == marked);
        let found = alike
            .iter()
            .filter(move |(other, _)| !exact || other == marked);
        found.map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn industry(slug: &str) -> Entry {
        Entry::Industry(Industry::parse(slug).unwrap())
    }

    fn codes(phrase: &[&str]) -> Vec<&'static str> {
        let Some(Meaning::Place(place)) = meaning(phrase) else {
            panic!("{phrase:?} is no place");
        };
        let counties = place.counties.iter().map(|code| code.as_str());
        let all = counties.chain(place.municipalities.iter().map(|code| code.as_str()));
        all.collect()
    }

    #[rstest]
    #[case(&["göteborg"], &["1480"])]
    #[case(&["goteborgs"], &["1480"])]
    #[case(&["borås"], &["1490"])]
    #[case(&["borås", "stad"], &["1490"])]
    #[case(&["stockholm"], &["0180"])]
    #[case(&["stockholms", "län"], &["01"])]
    #[case(&["stockholm", "lan"], &["01"])]
    #[case(&["halland"], &["13"])]
    #[case(&["hallands", "län"], &["13"])]
    #[case(&["gävleborg"], &["21"])]
    #[case(&["västra", "götalands", "län"], &["14"])]
    #[case(&["småland"], &["06", "07", "08"])]
    #[case(&["skånes"], &["12"])]
    #[case(&["visby"], &["0980"])]
    #[case(&["habo"], &["0643"])]
    #[case(&["håbo"], &["0305"])]
    #[case(&["i", "mark"], &["1463"])]
    #[case(&["upplands", "väsby"], &["0114"])]
    fn places_are_read_in_all_their_forms(#[case] phrase: &[&str], #[case] wanted: &[&str]) {
        assert_eq!(codes(phrase), wanted);
    }

    #[rstest]
    #[case(&["catering"], &["catering"])]
    #[case(&["cafe"], &["cafe-restaurang"])]
    #[case(&["second", "hand"], &["second-hand"])]
    #[case(&["hund", "dagis"], &["hunddagis"])]
    #[case(&["grönyteskotsel"], &["tradgard"])]
    #[case(&["städningen"], &["stad"])]
    #[case(&["legoarbeten"], &["montering-lego"])]
    #[case(&["packning"], &["montering-lego"])]
    fn trades_are_read_in_all_their_forms(#[case] phrase: &[&str], #[case] wanted: &[&str]) {
        let wanted = wanted.iter().map(|slug| industry(slug)).collect();
        assert_eq!(meaning(phrase), Some(Meaning::Entries(wanted)));
    }

    #[test]
    fn a_word_can_mean_an_industry_and_a_service() {
        let service = IntegrationService::parse("arbetstraning").unwrap();
        let wanted = vec![industry("arbetstraning"), Entry::Service(service)];
        assert_eq!(meaning(&["arbetsträning"]), Some(Meaning::Entries(wanted)));
    }

    #[test]
    fn certified_is_read_in_its_inflections() {
        for word in ["certifierad", "certifierade", "certifierat"] {
            assert_eq!(meaning(&[word]), Some(Meaning::Certified), "{word}");
        }
    }

    #[rstest]
    fn other_words_mean_nothing(#[values("mark", "glädje", "och", "24", "x")] word: &str) {
        assert_eq!(meaning(&[word]), None);
    }

    #[test]
    fn every_line_of_the_synonym_list_names_an_entry() {
        let lines = word_list::lines(SYNONYMS).count();
        assert_eq!(synonyms().count(), lines);
    }
}
