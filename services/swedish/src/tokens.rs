//! From a word to the tokens of a full-text index.
//!
//! A word is indexed by its folded stem, by its marked stem where that
//! differs, and, with a `+` before them, by the stems of its parts. A word
//! typed with å, ä or ö is looked up in marked form, any other one in folded.

use crate::{
    compound::split,
    stem::stem,
    words::{folded, is_marked, words},
};

/// What marks the token of a part of a compound, and that of a whole name.
const PART: char = '+';
const NAME: char = '=';

/// The token of a part of a compound with this stem.
pub fn part_token(stem: &str) -> String {
    format!("{PART}{stem}")
}

/// The token of a name: its folded words.
pub fn name_token(name: &str) -> String {
    format!("{NAME}{}", folded(&words(name).join(" ")))
}

/// All tokens of a marked word; the first is its folded stem.
pub fn tokens(word: &str) -> Vec<String> {
    let mut tokens = Vec::with_capacity(2);
    push_forms(&mut tokens, stem(word), |stem| stem);
    for part in split(word) {
        push_forms(&mut tokens, stem(&part), |stem| part_token(&stem));
    }
    tokens
}

fn push_forms(tokens: &mut Vec<String>, stem: String, token: impl Fn(String) -> String) {
    tokens.push(token(folded(&stem)));
    if is_marked(&stem) {
        tokens.push(token(stem));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compound_is_indexed_whole_and_by_its_parts() {
        assert_eq!(tokens("legoarbete"), ["legoarbet", "+lego", "+arbet"]);
        assert_eq!(tokens("grönytor"), ["gronyt", "grönyt"]);
    }
}
