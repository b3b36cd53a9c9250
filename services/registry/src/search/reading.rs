//! How a text is read: which of its words name a place, a trade or a
//! certification, and which are left to be looked for in the full text.

mod gazetteer;
pub(crate) mod phrases;

use std::borrow::Cow;

use kernel::org_number::OrgNumber;
use swedish::{
    stopwords::is_typed_stopword,
    words::{Typed, composed, typed_words},
};

use crate::search::{
    matching::Matcher,
    query::Correction,
    reading::phrases::{Meaning, WORDS_MAX, meaning},
    spelling::corrected,
};

/// A text as it was read.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// All of them have to hold.
    pub(crate) units: Vec<Unit>,
    /// Words that say nothing but may be part of a name.
    pub(crate) optional: Vec<String>,
    pub(crate) corrections: Vec<Correction>,
    /// The text has something in it, but no word.
    pub(crate) is_wordless: bool,
}

/// Some words of a text that belong together.
#[derive(Debug)]
pub(crate) struct Unit {
    /// As it stands in the text.
    pub(crate) typed: String,
    /// Marked, with corrected spelling.
    pub(crate) words: Vec<String>,
    pub(crate) kind: Kind,
}

/// What a unit asks for.
#[derive(Debug)]
pub(crate) enum Kind {
    /// A word of the full text; the last one of a text may be unfinished.
    Word {
        is_last: bool,
    },
    Meaning(Meaning),
    OrgNumber(OrgNumber),
}

impl Reading {
    /// A word said twice asks for no more than once.
    fn take(&mut self, unit: Unit) {
        let same = |other: &&mut Unit| other.words == unit.words;
        match self.units.iter_mut().find(same) {
            Some(same) => same.kind = unit.kind,
            None => self.units.push(unit),
        }
    }
}

/// Reads a text.
pub(crate) fn read(text: &str, matcher: &Matcher) -> Reading {
    let text = composed(text);
    let typed = typed_words(&text);
    let mut reading = Reading {
        is_wordless: typed.is_empty() && !text.trim().is_empty(),
        ..Reading::default()
    };
    let spelled = spell(&text, &typed, matcher, &mut reading.corrections);
    let words: Vec<&str> = spelled.iter().map(|word| &**word).collect();
    let mut at = 0;
    while at < typed.len() {
        let (kind, length) = read_at(&text, &typed[at..], &words[at..]);
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
fn read_at(text: &str, typed: &[Typed], words: &[&str]) -> (Option<Kind>, usize) {
    if let Some((number, length)) = org_number(text, typed) {
        return (Some(Kind::OrgNumber(number)), length);
    }
    for length in (1..=WORDS_MAX.min(words.len())).rev() {
        if let Some(meaning) = meaning(&words[..length]) {
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

/// The words in marked form; those that stand nowhere are replaced by the
/// nearest that stands somewhere.
fn spell<'a>(
    text: &str,
    typed: &'a [Typed],
    matcher: &Matcher,
    corrections: &mut Vec<Correction>,
) -> Vec<Cow<'a, str>> {
    let last = typed.len().saturating_sub(1);
    let spell = |(at, word): (usize, &'a Typed)| {
        let marked = &word.marked;
        let from = &text[word.start..word.end];
        let mut before = corrections.iter();
        if let Some(same) = before.find(|correction| correction.from == from) {
            return Cow::Owned(same.to.clone());
        }
        let is_known = is_typed_stopword(marked)
            || phrases::is_known(marked)
            || matcher.finds(marked, at == last);
        let nearest = (!is_known)
            .then(|| corrected(marked, matcher.terms))
            .flatten();
        let Some(nearest) = nearest else {
            return Cow::Borrowed(marked.as_str());
        };
        corrections.push(Correction {
            from: from.to_owned(),
            to: nearest.clone(),
        });
        Cow::Owned(nearest)
    };
    typed.iter().enumerate().map(spell).collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use std::sync::Arc;

    use crate::search::{columns::Columns, terms::Terms};

    fn reading(text: &str) -> Reading {
        let matcher = Matcher {
            terms: &Terms::default(),
            columns: &Columns::default(),
            certified: &Arc::default(),
        };
        read(text, &matcher)
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
        let numbers = reading.units.iter();
        let mut numbers = numbers.filter(|unit| matches!(unit.kind, Kind::OrgNumber(_)));
        assert_eq!(numbers.next().is_some(), wanted);
    }
}
