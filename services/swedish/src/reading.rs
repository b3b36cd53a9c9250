//! How a query is read: which of its words name a place or mean something to
//! the search, and which are left to be looked for in the full text.

use std::borrow::Cow;

use kernel::org_number::OrgNumber;

use crate::{
    phrases::{Meaning, Phrases, WORDS_MAX},
    stopwords::is_typed_stopword,
    words::{Typed, composed, typed_words},
};

/// A query as it was read.
#[derive(Debug)]
pub struct Reading<M> {
    /// All of them have to hold.
    pub units: Vec<Unit<M>>,
    /// Words that say nothing but may be part of a name.
    pub optional: Vec<String>,
    pub corrections: Vec<Correction>,
    /// The text has something in it, but no word.
    pub is_wordless: bool,
}

/// Some words of a query that belong together.
#[derive(Debug)]
pub struct Unit<M> {
    /// As it stands in the text.
    pub typed: String,
    /// Marked, with corrected spelling.
    pub words: Vec<String>,
    pub kind: Kind<M>,
}

/// What a unit asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Kind<M> {
    /// A word of the full text; the last one of a query may be unfinished.
    Word {
        is_last: bool,
    },
    Meaning(Meaning<M>),
    OrgNumber(OrgNumber),
}

/// A spelling that was corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    pub from: String,
    pub to: String,
}

impl<M> Reading<M> {
    /// A word said twice asks for no more than once.
    fn take(&mut self, unit: Unit<M>) {
        let same = |other: &&mut Unit<M>| other.words == unit.words;
        match self.units.iter_mut().find(same) {
            Some(same) => same.kind = unit.kind,
            None => self.units.push(unit),
        }
    }
}

/// Reads a query. `spell` is asked for each marked word that is no stopword and
/// in no phrase, with whether it is the last one; it answers with the word
/// that is meant, or `None` where the word stands as it was typed.
pub fn read<M: Clone + PartialEq>(
    text: &str,
    phrases: &Phrases<M>,
    spell: impl Fn(&str, bool) -> Option<String>,
) -> Reading<M> {
    let text = composed(text);
    let typed = typed_words(&text);
    let mut corrections = Vec::new();
    let spell = |word: &str, is_last| {
        let is_known = is_typed_stopword(word) || phrases.is_known(word);
        (!is_known).then(|| spell(word, is_last))?
    };
    let spelled = spelled(&text, &typed, &mut corrections, spell);
    let mut reading = Reading {
        units: Vec::new(),
        optional: Vec::new(),
        corrections,
        is_wordless: typed.is_empty() && !text.trim().is_empty(),
    };
    let words: Vec<&str> = spelled.iter().map(|word| &**word).collect();
    let mut at = 0;
    while at < typed.len() {
        let (kind, length) = read_at(&text, phrases, &typed[at..], &words[at..]);
        let unit = &typed[at..at + length];
        match kind {
            Some(kind) => reading.take(Unit {
                typed: text[unit[0].start..unit[length - 1].end].to_owned(),
                words: words[at..at + length]
                    .iter()
                    .map(|word| (*word).to_owned())
                    .collect(),
                kind,
            }),
            None => reading.optional.push(words[at].to_owned()),
        }
        at += length;
    }
    reading
}

/// What the text says next, and in how many words; `None` is a word that says
/// nothing.
fn read_at<M: Clone + PartialEq>(
    text: &str,
    phrases: &Phrases<M>,
    typed: &[Typed],
    words: &[&str],
) -> (Option<Kind<M>>, usize) {
    if let Some((number, length)) = org_number(text, typed) {
        return (Some(Kind::OrgNumber(number)), length);
    }
    for length in (1..=WORDS_MAX.min(words.len())).rev() {
        if let Some(meaning) = phrases.meaning(&words[..length]) {
            return (Some(Kind::Meaning(meaning)), length);
        }
    }
    let is_last = words.len() == 1;
    let kind = (!is_typed_stopword(words[0])).then_some(Kind::Word { is_last });
    (kind, 1)
}
/// A registration number in one word or in two with a single character
/// between them, with or without the century digits of some registers.
fn org_number(text: &str, typed: &[Typed]) -> Option<(OrgNumber, usize)> {
    let digits = |word: &Typed, lengths: [usize; 2]| {
        let word = &text[word.start..word.end];
        let all = lengths.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
        all.then_some(word)
    };
    let first = typed.first()?;
    let (number, length) = if let Some(whole) = digits(first, [10, 12]) {
        (whole.to_owned(), 1)
    } else {
        let second = typed.get(1)?;
        let close = text[first.end..second.start].chars().count() == 1;
        let first = close.then(|| digits(first, [6, 8]))??;
        (first.to_owned() + digits(second, [4, 4])?, 2)
    };
    let bare = match number.len() {
        12 => number.strip_prefix("16")?,
        _ => &number,
    };
    Some((OrgNumber::parse(bare).ok()?, length))
}

/// The words in marked form; those that are meant otherwise are replaced.
fn spelled<'a>(
    text: &str,
    typed: &'a [Typed],
    corrections: &mut Vec<Correction>,
    spell: impl Fn(&str, bool) -> Option<String>,
) -> Vec<Cow<'a, str>> {
    let last = typed.len().saturating_sub(1);
    let spelled = |(at, word): (usize, &'a Typed)| {
        let from = &text[word.start..word.end];
        let mut before = corrections.iter();
        if let Some(same) = before.find(|correction| correction.from == from) {
            return Cow::Owned(same.to.clone());
        }
        let Some(meant) = spell(&word.marked, at == last) else {
            return Cow::Borrowed(word.marked.as_str());
        };
        corrections.push(Correction {
            from: from.to_owned(),
            to: meant.clone(),
        });
        Cow::Owned(meant)
    };
    typed.iter().enumerate().map(spelled).collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::{spelling::corrected, vocabulary::Vocabulary};

    fn reading(text: &str) -> Reading<char> {
        let phrases = Phrases::new([("catering", 'c'), ("daglig verksamhet", 'd')]);
        let none = Vocabulary::default();
        read(text, &phrases, |word, _| {
            corrected(word, phrases.vocabulary(), &none, |_| None)
        })
    }

    #[test]
    fn a_query_is_read_as_phrases_places_and_words() {
        let units = reading("daglig verksamhet i Upplands Väsby med glädje").units;
        let kinds: Vec<_> = units
            .iter()
            .map(|unit| (&*unit.typed, &unit.kind))
            .collect();
        let [phrase, place, word] = kinds.as_slice() else {
            panic!("{kinds:?}");
        };
        let daily = Kind::Meaning(Meaning::Phrase(vec!['d']));
        assert_eq!(*phrase, ("daglig verksamhet", &daily));
        assert_eq!(place.0, "Upplands Väsby");
        assert!(matches!(place.1, Kind::Meaning(Meaning::Place(_))));
        assert_eq!(*word, ("glädje", &Kind::Word { is_last: true }));
    }

    #[test]
    fn a_word_said_twice_is_read_and_corrected_once() {
        let reading = reading("katering i Lund, katering Lund");
        let typed: Vec<&str> = reading.units.iter().map(|unit| &*unit.typed).collect();
        assert_eq!(typed, ["katering", "Lund"]);
        assert_eq!(reading.corrections.len(), 1);
        assert_eq!(reading.optional, ["i"]);
    }

    #[rstest]
    #[case("769000-0018", true)]
    #[case("7690000018", true)]
    #[case("16769000-0018", true)]
    #[case("769000--0018", false)]
    #[case("769000-0013", false)]
    #[case("76900-00018", false)]
    fn a_registration_number_is_read_as_one(#[case] text: &str, #[case] wanted: bool) {
        let reading = reading(text);
        let mut kinds = reading.units.iter().map(|unit| &unit.kind);
        assert_eq!(kinds.any(|kind| matches!(kind, Kind::OrgNumber(_))), wanted);
    }
}
