//! What can be seen of a text: a name that shows nothing, or turns what stands
//! beside it, is none.

use icu_properties::{
    CodePointMapData, CodePointSetData,
    props::{BidiControl, DefaultIgnorableCodePoint, GeneralCategory, GeneralCategoryGroup},
};

/// Letters and signs by their properties whose picture is empty.
const BLANK: [char; 4] = ['\u{2800}', '\u{1d159}', '\u{13441}', '\u{13442}'];

/// What a reader sees nothing of: control characters, those that turn the
/// direction of writing, and those that take no room.
pub fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}')
        || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(letter)
        || CodePointSetData::new::<BidiControl>().contains(letter)
}

/// Invisible, and of no use beside letters either: with it a text is not what
/// it looks like. Joiners, selectors and the soft hyphen may shape their
/// neighbours.
pub fn is_hidden(letter: char) -> bool {
    let shapes = matches!(letter, '\u{ad}' | '\u{200c}' | '\u{200d}')
        || matches!(letter, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    !shapes && is_invisible(letter)
}

/// Whether there is a letter, a figure or a sign that has a picture.
pub fn can_be_seen(text: &str) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new();
    let shown = GeneralCategoryGroup::Letter
        .union(GeneralCategoryGroup::Number)
        .union(GeneralCategoryGroup::Punctuation)
        .union(GeneralCategoryGroup::Symbol);
    text.chars().any(|letter| {
        shown.contains(category.get(letter)) && !is_invisible(letter) && !BLANK.contains(&letter)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One of each kind that shows nothing.
    const NOTHING: [&str; 19] = [
        "\u{3164}",
        "\u{2800}",
        "\u{115f}",
        "\u{1160}",
        "\u{ffa0}",
        "\u{ad}",
        "\u{e0041}",
        "\u{fe0f}",
        "\u{e0100}",
        "\u{180e}",
        "\u{34f}",
        "\u{17b4}",
        "\u{17b5}",
        "\u{200d}",
        "\u{2060}",
        "\u{202e}",
        "\u{a0}",
        "\u{3000}",
        "\u{301}",
    ];

    #[test]
    fn what_has_no_picture_cannot_be_seen() {
        for text in NOTHING {
            assert!(!can_be_seen(text), "{text:?}");
            assert!(!can_be_seen(&text.repeat(3)), "{text:?}");
            assert!(can_be_seen(&format!("{text}Ö")), "{text:?}");
        }
        for text in ["Å", "7", "!", "€", "日", "\u{2764}\u{fe0f}"] {
            assert!(can_be_seen(text), "{text:?}");
        }
    }

    #[test]
    fn what_shapes_its_neighbours_may_stand_beside_them() {
        for letter in ['\u{ad}', '\u{200c}', '\u{200d}', '\u{fe0f}', 'å', '—'] {
            assert!(!is_hidden(letter), "{letter:?}");
        }
        for letter in [
            '\u{202e}',
            '\u{2066}',
            '\u{61c}',
            '\u{200b}',
            '\u{e0041}',
            '\u{3164}',
            '\0',
        ] {
            assert!(is_hidden(letter), "{letter:?}");
        }
    }
}
