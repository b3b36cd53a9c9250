//! One password, however a keyboard writes it: letters composed (NFC), and a
//! space of any kind as the plain one (RFC 8265, OpaqueString; NIST SP 800-63B).
//! Nothing else is changed: neither case nor width, nor spaces at the ends.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// The form that is counted and hashed.
pub(super) fn prepared(text: &str) -> Zeroizing<String> {
    let plain = |letter| if is_space(letter) { ' ' } else { letter };
    Zeroizing::new(text.chars().map(plain).nfc().collect())
}

/// The forms that a hash may be of, the prepared one first. The others are of
/// passwords that were chosen when the bytes were taken as they came.
pub(super) fn forms(text: &str) -> Vec<Zeroizing<String>> {
    let mut forms = vec![prepared(text)];
    let typed = Zeroizing::new(text.to_owned());
    for form in [typed, Zeroizing::new(text.nfd().collect())] {
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}

/// Zs of Unicode.
fn is_space(letter: char) -> bool {
    matches!(
        letter,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keyboards_that_write_other_bytes_write_one_password() {
        for typed in [
            "ett bra lösenord på Åland",
            "ett bra lo\u{308}senord pa\u{30a} A\u{30a}land",
            "ett\u{a0}bra\u{2009}lösenord på \u{212b}land",
        ] {
            assert_eq!(prepared(typed).as_str(), "ett bra lösenord på Åland");
        }
        for other in ["Ett bra", " ett bra", "ett bra ", "ｅtt bra", "ett\tbra"] {
            assert_eq!(prepared(other).as_str(), other);
        }
    }

    #[test]
    fn english_letters_have_one_form() {
        assert_eq!(forms("three green chairs").len(), 1);
        assert_eq!(forms("tre gröna stolar").len(), 2);
        assert_eq!(forms("tre gröna\u{a0}stolar").len(), 3);
    }
}
