//! Words that say nothing about what a text is about.

use std::{collections::HashSet, sync::LazyLock};

use crate::{
    word_list,
    words::{folded, is_marked},
};

static STOPWORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| word_list::lines(word_list::STOPWORDS).collect());

static FOLDED_STOPWORDS: LazyLock<HashSet<String>> =
    LazyLock::new(|| STOPWORDS.iter().map(|word| folded(word)).collect());

/// Whether a marked word of a text says nothing about what it is about.
pub fn is_stopword(word: &str) -> bool {
    STOPWORDS.contains(word)
}

/// Whether a word that somebody typed, perhaps without marks, says nothing.
pub fn is_typed_stopword(word: &str) -> bool {
    STOPWORDS.contains(word) || (!is_marked(word) && FOLDED_STOPWORDS.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stopword_typed_without_marks_is_one_too() {
        assert!(is_typed_stopword("fran") && is_typed_stopword("från"));
        assert!(!is_stopword("fran") && !is_typed_stopword("städ"));
    }
}
