//! Words as people write them and as the index compares them.
//!
//! Two forms of a word are compared. The *marked* one keeps å, ä and ö, which
//! are letters of their own in Swedish (städ is not stad), and drops all other
//! marks, which writers use as they please (kafé, kafe). The *folded* one
//! drops those too, for people who type without them.

use std::borrow::Cow;

use kernel::text::fold;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Longer words are cut: no Swedish word that anybody searches for is longer,
/// and a term of the index must stay short.
const WORD_MAX: usize = 48;

/// The words of a text, lower case, in marked form.
pub fn words(text: &str) -> Vec<String> {
    let text = composed(text);
    pieces(&text).map(marked).collect()
}

/// A word of a text, and where it stands there, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    pub start: usize,
    pub end: usize,
    pub marked: String,
}

/// The words of a composed text with their places.
pub fn typed_words(text: &str) -> Vec<Typed> {
    let mut from = 0;
    let typed = |piece: &str| {
        let start = text[from..].find(piece).map_or(from, |at| from + at);
        from = start + piece.len();
        Typed {
            start,
            end: from,
            marked: marked(piece),
        }
    };
    pieces(text).map(typed).collect()
}

/// The text with each letter and its marks as one character where there is
/// one, so that `a` with a ring of its own is read as `å`.
pub fn composed(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect()),
    }
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|piece| !piece.is_empty())
}

fn marked(piece: &str) -> String {
    let mut word = String::with_capacity(piece.len());
    for letter in piece.chars().take(WORD_MAX).flat_map(char::to_lowercase) {
        push_marked(&mut word, letter);
    }
    word
}

fn push_marked(word: &mut String, letter: char) {
    match letter {
        _ if letter.is_ascii() => word.push(letter),
        'å' | 'ä' | 'ö' => word.push(letter),
        'æ' => word.push('ä'),
        'ø' => word.push('ö'),
        other => {
            let mut bytes = [0; 4];
            word.push_str(&fold(other.encode_utf8(&mut bytes)));
        }
    }
}

/// Whether the word has å, ä or ö.
pub fn is_marked(word: &str) -> bool {
    word.contains(['å', 'ä', 'ö'])
}

/// The folded form of a marked word.
pub fn folded(word: &str) -> String {
    word.chars()
        .map(|letter| match letter {
            'å' | 'ä' => 'a',
            'ö' => 'o',
            other => other,
        })
        .collect()
}

/// What names are sorted by: Swedish order, å, ä and ö after z, marks and
/// case aside.
pub fn sort_key(name: &str) -> String {
    let mut key = words(name).join(" ");
    if is_marked(&key) {
        // The three follow each other after `z`, and nothing else does.
        key = key
            .chars()
            .map(|letter| match letter {
                'å' => '{',
                'ä' => '|',
                'ö' => '}',
                other => other,
            })
            .collect();
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_the_swedish_letters_and_drop_other_marks() {
        assert_eq!(
            words("Kök & Café – Åsén, H&M 24/7!"),
            ["kök", "cafe", "åsen", "h", "m", "24", "7"]
        );
        assert_eq!(words("a\u{30a}sen"), ["åsen"], "a mark of its own is read");
        assert_eq!(folded("östersund"), "ostersund");
    }

    #[test]
    fn each_word_knows_its_place_in_the_text() {
        let text = "Bil, bil-Bilvård åt";
        let placed: Vec<&str> = typed_words(text)
            .iter()
            .map(|word| &text[word.start..word.end])
            .collect();
        assert_eq!(placed, ["Bil", "bil", "Bilvård", "åt"]);
    }

    #[test]
    fn a_text_without_words_has_none() {
        assert!(words("").is_empty());
        assert!(words("🦊 \"'*?)(").is_empty());
        assert_eq!(words(&"å".repeat(5000))[0].chars().count(), WORD_MAX);
    }

    #[test]
    fn swedish_letters_sort_last_and_in_their_own_order() {
        let mut names = ["Ödla", "Zebra", "Ängen", "Åsen", "ana", "Éclair", "Ek"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(
            names,
            ["ana", "Éclair", "Ek", "Zebra", "Åsen", "Ängen", "Ödla"]
        );
    }
}
