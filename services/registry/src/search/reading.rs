//! How a text is read against the list.

use swedish::{
    reading::{Reading, read},
    spelling::corrected,
    vocabulary::Word,
};

use crate::search::{
    matching::Matcher,
    synonyms::{Entry, PHRASES},
};

/// Reads a text; a word that stands nowhere in the list is replaced by the
/// nearest that does.
pub(crate) fn read_text(text: &str, matcher: &Matcher) -> Reading<Entry> {
    let texts = matcher.terms.vocabulary();
    let texts_with = |word: &Word| Some(matcher.terms.at(word.id)?.len());
    read(text, &PHRASES, |word, is_last| {
        let nearest = || corrected(word, PHRASES.vocabulary(), texts, texts_with);
        (!matcher.finds(word, is_last)).then(nearest)?
    })
}
