//! Swedish registration numbers of legal persons.
//!
//! Source of the rules: Skatteverket, SKV 709 (organisationsnummer): ten
//! digits, the third is at least 2, the last is a check digit by the
//! 10-modulus method (Luhn). A personal number has a month in the third and
//! fourth place, so its third digit is 0 or 1.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A registration number that cannot be a personal number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrgNumber([u8; 10]);

/// Why a text is no registration number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OrgNumberError {
    #[error("a registration number has ten digits, such as 556016-0680")]
    NotTenDigits,
    #[error(
        "this looks like a personal number; the registration number of a legal person has at least 2 as its third digit"
    )]
    PersonalNumber,
    #[error("the check digit is wrong: with these nine digits it has to be {expected}")]
    WrongCheckDigit { expected: u8 },
}

impl OrgNumber {
    /// Reads `NNNNNN-NNNN` or `NNNNNNNNNN`, with any space and any dash in it,
    /// with the century of legal persons before it, and as a VAT number.
    ///
    /// # Errors
    /// The rule that the text breaks.
    pub fn parse(text: &str) -> Result<Self, OrgNumberError> {
        let digits = ten_digits(text.trim()).ok_or(OrgNumberError::NotTenDigits)?;
        if digits[2] < 2 {
            return Err(OrgNumberError::PersonalNumber);
        }
        let expected = check_digit(&digits[..9]);
        if digits[9] != expected {
            return Err(OrgNumberError::WrongCheckDigit { expected });
        }
        Ok(Self(digits))
    }

    /// The number with these nine digits and the check digit that they ask
    /// for; `None` where the third digit is below 2 or one is no digit.
    pub fn from_first_nine(first: [u8; 9]) -> Option<Self> {
        if first[2] < 2 || first.iter().any(|digit| *digit > 9) {
            return None;
        }
        let mut digits = [0; 10];
        digits[..9].copy_from_slice(&first);
        digits[9] = check_digit(&first);
        Some(Self(digits))
    }

    /// The ten digits without the hyphen.
    pub fn digits(&self) -> String {
        self.0
            .iter()
            .map(|digit| char::from(b'0' + digit))
            .collect()
    }
}

fn ten_digits(text: &str) -> Option<[u8; 10]> {
    let is_dash = |letter| matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    let bare = text.chars();
    let bare: String = bare
        .filter(|it| !it.is_whitespace() && !is_dash(*it))
        .collect();
    let vat = bare.strip_prefix("SE").or_else(|| bare.strip_prefix("se"));
    let bare = match (vat, bare.len()) {
        (Some(vat), _) => vat.strip_suffix("01")?,
        (None, 12) => bare.strip_prefix("16")?,
        (None, _) => &bare,
    };
    let mut digits = [0; 10];
    if bare.len() != digits.len() {
        return None;
    }
    for (digit, byte) in digits.iter_mut().zip(bare.bytes()) {
        *digit = byte.is_ascii_digit().then(|| byte - b'0')?;
    }
    Some(digits)
}

/// Luhn over nine digits: every other one doubled, from the first.
fn check_digit(nine: &[u8]) -> u8 {
    let sum: u8 = nine
        .iter()
        .enumerate()
        .map(|(place, digit)| if place % 2 == 0 { digit * 2 } else { *digit })
        .map(|value| value / 10 + value % 10)
        .sum();
    (10 - sum % 10) % 10
}

impl fmt::Display for OrgNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits();
        write!(out, "{}-{}", &digits[..6], &digits[6..])
    }
}

impl fmt::Debug for OrgNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "OrgNumber({self})")
    }
}

impl TryFrom<String> for OrgNumber {
    type Error = OrgNumberError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<OrgNumber> for String {
    fn from(number: OrgNumber) -> Self {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_is_read_with_and_without_its_hyphen() {
        let with = OrgNumber::parse("556016-0680").unwrap();
        assert_eq!(OrgNumber::parse(" 5560160680 ").unwrap(), with);
        assert_eq!(with.to_string(), "556016-0680");
    }

    #[test]
    fn a_number_is_read_in_every_way_that_people_write_it() {
        let number = OrgNumber::parse("556016-0680").unwrap();
        for text in [
            "556016 0680",
            "556016\u{2013}0680",
            "55 60 16-06 80",
            "556016\u{a0}0680",
            "16556016-0680",
            "165560160680",
            "SE556016068001",
            "se 556016-0680 01",
        ] {
            assert_eq!(OrgNumber::parse(text), Ok(number), "{text}");
        }
        for text in [
            "SE556016068002",
            "195560160680",
            "556016/0680",
            "5560160680 01",
        ] {
            let refused = Err(OrgNumberError::NotTenDigits);
            assert_eq!(OrgNumber::parse(text), refused, "{text}");
        }
    }

    #[test]
    fn each_fault_has_its_own_rule() {
        assert_eq!(
            OrgNumber::parse("556016-068"),
            Err(OrgNumberError::NotTenDigits)
        );
        assert_eq!(
            OrgNumber::parse("55601606é"),
            Err(OrgNumberError::NotTenDigits)
        );
        assert_eq!(
            OrgNumber::parse("811228-9874"),
            Err(OrgNumberError::PersonalNumber)
        );
        assert_eq!(
            OrgNumber::parse("556016-0681"),
            Err(OrgNumberError::WrongCheckDigit { expected: 0 })
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,14}") {
            let _ = OrgNumber::parse(&text);
        }

        #[test]
        fn a_made_number_is_read_back(first in proptest::array::uniform9(0u8..10)) {
            if let Some(number) = OrgNumber::from_first_nine(first) {
                prop_assert_eq!(OrgNumber::parse(&number.to_string()), Ok(number));
            } else {
                prop_assert!(first[2] < 2);
            }
        }
    }
}
