//! Names of samples. The heart of each is a word put together from two halves
//! that no enterprise is known by; its trade and its legal form stand beside.

use std::collections::BTreeSet;

use kernel::terms::LegalForm;
use rand::{Rng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

use crate::samples::{
    deck::Deck,
    source::{self, Trade},
    spread,
};

/// The names given so far, so that none is given twice.
pub(crate) struct Names {
    firsts: Deck<&'static str>,
    seconds: Vec<&'static str>,
    given: BTreeSet<String>,
}

/// A name without and with its legal form.
pub(crate) struct Name {
    pub(crate) short: String,
    pub(crate) full: String,
}

impl Names {
    pub(crate) fn new() -> Self {
        let (firsts, seconds) = source::name_halves();
        Self {
            firsts: Deck::new(firsts),
            seconds,
            given: BTreeSet::new(),
        }
    }

    pub(crate) fn give(
        &mut self,
        trade: &Trade,
        form: LegalForm,
        town: &str,
        rng: &mut ChaCha8Rng,
    ) -> Name {
        loop {
            let word = self.word(rng);
            if self.given.insert(word.clone()) {
                let short = pattern(&word, trade, form, town, rng);
                let full = with_form(&short, form, rng);
                return Name { short, full };
            }
        }
    }

    fn word(&mut self, rng: &mut ChaCha8Rng) -> String {
        let first = self.firsts.draw(rng).unwrap_or_default();
        let second = self.seconds.choose(rng).copied().unwrap_or_default();
        compound(first, second)
    }
}

fn pattern(word: &str, trade: &Trade, form: LegalForm, town: &str, rng: &mut ChaCha8Rng) -> String {
    let pick = |words: &[&'static str], rng: &mut ChaCha8Rng| {
        words.choose(rng).copied().unwrap_or_default()
    };
    if form.slug() == "stiftelse" {
        return format!("Stiftelsen {word}");
    }
    match rng.random_range(0..10) {
        0..=3 => format!("{word} {}", pick(&trade.trades, rng)),
        4 | 5 if form.slug() == "ekonomisk-forening" => format!("{} {word}", trade.cooperative),
        4..=6 => format!("{} {}", genitive(word), pick(&trade.houses, rng)),
        7 => format!("{word} {}", spread::within(town)),
        8 => format!("{} {word}", pick(&trade.houses, rng)),
        _ => format!("{} {word} {}", pick(&trade.trades, rng), town),
    }
}

/// Three of the same letter in a row become two: `Vass` and `svalan` make
/// Vassvalan.
fn compound(first: &str, second: &str) -> String {
    let mut ending = first.chars().rev();
    let doubled = ending.next().filter(|last| ending.next() == Some(*last));
    match doubled {
        Some(last) if second.starts_with(last) => format!("{first}{}", &second[last.len_utf8()..]),
        Some(_) | None => format!("{first}{second}"),
    }
}

/// `Havrebryggan` becomes `Havrebryggans`; a word on s, x or z stays.
fn genitive(word: &str) -> String {
    if word.ends_with(['s', 'x', 'z']) {
        return word.to_owned();
    }
    format!("{word}s")
}

fn with_form(short: &str, form: LegalForm, rng: &mut ChaCha8Rng) -> String {
    let shown = rng.random_ratio(3, 5);
    match form.slug() {
        "ekonomisk-forening" if shown => format!("{short} ek. för."),
        "aktiebolag" => format!("{short} AB"),
        "aktiebolag-svb" => format!("{short} AB (svb)"),
        "ideell-forening" if shown => format!("Föreningen {short}"),
        _ => short.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compound_never_has_the_same_letter_three_times() {
        assert_eq!(compound("Vass", "svalan"), "Vassvalan");
        assert_eq!(compound("Gräs", "stegen"), "Grässtegen");
        assert_eq!(compound("Vass", "grinden"), "Vassgrinden");
    }

    #[test]
    fn the_genitive_adds_an_s_only_where_one_is_missing() {
        assert_eq!(genitive("Havrebryggan"), "Havrebryggans");
        assert_eq!(genitive("Borås"), "Borås");
    }
}
