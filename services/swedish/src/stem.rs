//! From a word to the form that its inflections share.
//!
//! Snowball's Swedish stemmer takes off the endings of inflection. What it
//! leaves apart are words derived from one another, which searchers mix
//! freely: städning, städare, städ. A few endings more bring these together.

use frostem::{Algorithm, Stemmer};

/// The shortest word that is left when an ending of derivation is taken off.
const DERIVED_MIN: usize = 4;

/// The stem of a lower-case word, marked or folded: the stem of the folded
/// word is the folded stem, but for a handful of words.
pub fn stem(word: &str) -> String {
    let mut stem = Stemmer::new(Algorithm::Swedish)
        .stem(indefinite(word))
        .into_owned();
    drop_left_over(&mut stem);
    drop_last_s(&mut stem);
    drop_derivation(&mut stem);
    contract(&mut stem);
    stem
}

/// Snowball leaves what is definite in the neuter as it is, since many a word
/// ends like it: kök-et, bageri-et, kafé-et; and it cuts kafé-er one letter too
/// short. A word on -itet is none of these.
fn indefinite(word: &str) -> &str {
    let cut = |ending: &str, more: usize, least: usize| {
        let kept = word.strip_suffix(ending)?.len() + more;
        let kept = word.get(..kept)?;
        (kept.chars().count() >= least).then_some(kept)
    };
    if word.ends_with("itet") {
        return word;
    }
    // The joining s of a compound looks the same: arbets-.
    cut("ets", 0, 5)
        .or_else(|| cut("et", 0, 3))
        .or_else(|| cut("eerna", 1, 4))
        .or_else(|| cut("eer", 1, 4))
        .or_else(|| cut("een", 1, 4))
        .unwrap_or(word)
}

/// Snowball takes the s of plats for a genitive, and the ens of konferens for a
/// definite one, but not those of platser and konferenser.
fn drop_last_s(stem: &mut String) {
    if let Some(rest) = stem.strip_suffix("ens")
        && rest.chars().count() >= DERIVED_MIN
    {
        stem.truncate(rest.len());
        return;
    }
    let Some(rest) = stem.strip_suffix('s') else {
        return;
    };
    let is_genitive = rest.ends_with(|letter| "bcdfghjklmnoprtvy".contains(letter));
    if is_genitive && rest.chars().count() >= 3 {
        stem.pop();
    }
}

/// Snowball takes `ad` off verkstad, but only `en` off verkstaden; the plural
/// changes the vowel.
fn drop_left_over(stem: &mut String) {
    let letters = stem.chars().count();
    if letters >= 5 && (stem.ends_with("ad") || stem.ends_with("verkstäd")) {
        stem.pop();
        stem.pop();
    }
}

/// städning -> städ, träning -> trän, snickeri -> snick.
fn drop_derivation(stem: &mut String) {
    let cut = if stem.ends_with("ning") {
        let before = stem[..stem.len() - 4].chars().next_back();
        // After a vowel or n, the n belongs to the verb: träna, vinna.
        if before.is_some_and(|letter| "aeiouyåäön".contains(letter)) {
            3
        } else {
            4
        }
    } else if stem.ends_with("ing") || stem.ends_with("eri") {
        3
    } else {
        return;
    };
    let kept = stem.len() - cut;
    if stem[..kept].chars().count() >= DERIVED_MIN {
        stem.truncate(kept);
    }
}

/// möbel -> möbl, as in möbler; cykeln -> cykl, as in cyklar.
fn contract(stem: &mut String) {
    if stem.ends_with("eln") {
        stem.pop();
    }
    let Some(before) = stem
        .strip_suffix("el")
        .and_then(|rest| rest.chars().next_back())
    else {
        return;
    };
    if stem.chars().count() >= 5 && !"aeiouyåäö".contains(before) {
        stem.truncate(stem.len() - 2);
        stem.push('l');
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::words::folded;

    #[rstest]
    #[case::cleaning(&["städ", "städning", "städningen", "städare", "städa", "städar"])]
    #[case::packing(&["packning", "packa", "packar", "packningar"])]
    #[case::joinery(&["snickeri", "snickare", "snickerier"])]
    #[case::training(&["träning", "träna", "tränar"])]
    #[case::furniture(&["möbel", "möbler", "möblerna"])]
    #[case::bicycles(&["cykel", "cyklar", "cykeln"])]
    #[case::mounting(&["montering", "montera", "monterar", "monteringar"])]
    #[case::workshop(&["verkstad", "verkstaden", "verkstäder", "verkstads"])]
    #[case::kitchen(&["kök", "köket"])]
    #[case::bakery(&["bageri", "bageriet", "bagerier", "bageriets"])]
    #[case::cafe(&["kafe", "kafeet", "kafeer", "kafeerna"])]
    #[case::place(&["plats", "platser", "platsen"])]
    #[case::conference(&["konferens", "konferenser", "konferensen"])]
    #[case::grounds(&["grönyta", "grönytor", "grönytorna"])]
    fn inflections_and_derivations_share_a_stem(#[case] words: &[&str]) {
        let stems: Vec<_> = words.iter().map(|word| stem(word)).collect();
        let different: Vec<_> = stems.iter().filter(|stem| **stem != stems[0]).collect();
        assert!(different.is_empty(), "{stems:?}");
    }

    #[test]
    fn different_words_keep_different_stems() {
        for (one, other) in [("städ", "stad"), ("målning", "mål"), ("tidning", "tid")] {
            assert_ne!(stem(one), stem(other));
        }
    }

    #[rstest]
    fn the_stem_of_a_folded_word_is_the_folded_stem(
        #[values("städning", "grönyteskötsel", "möbler", "återvinning", "målare", "kök")]
        word: &str,
    ) {
        assert_eq!(stem(&folded(word)), folded(&stem(word)));
    }
}
