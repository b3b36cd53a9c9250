//! Numbers that can belong to nobody.

use kernel::org_number::OrgNumber;

/// What the registration numbers of samples begin with. The first digit tells
/// the kind of legal person (Skatteverket, SKV 709: 1, 2, 3, 5, 6, 7, 8 or 9);
/// no kind has 4, so no number that begins with it is ever given out.
pub const SAMPLE_PREFIX: &str = "4999";

/// The registration number of the sample with this place in the list.
pub(crate) fn org_number(place: usize) -> Option<OrgNumber> {
    let mut digits = [0; 9];
    let text = format!("{SAMPLE_PREFIX}{place:05}");
    for (digit, letter) in digits.iter_mut().zip(text.bytes()) {
        *digit = letter - b'0';
    }
    OrgNumber::from_first_nine(digits)
}

/// A telephone number for the sample with this place in the list, while there
/// are any. The series are those that Post- och telestyrelsen keeps for books
/// and films: 08-465 004 00 to 99 and 070-174 06 05 to 99.
pub(crate) fn phone(place: usize) -> Option<String> {
    match place {
        0..=99 => Some(format!("08-465 004 {place:02}")),
        100..=194 => Some(format!("070-174 06 {:02}", place - 95)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_samples_are_valid_and_recognised() {
        let number = org_number(399).unwrap();
        assert!(number.to_string().starts_with("499900-399"));
        assert_eq!(OrgNumber::parse(&number.to_string()), Ok(number));
    }

    #[test]
    fn telephone_numbers_stay_inside_the_kept_series() {
        assert_eq!(phone(0).unwrap(), "08-465 004 00");
        assert_eq!(phone(100).unwrap(), "070-174 06 05");
        assert_eq!(phone(194).unwrap(), "070-174 06 99");
        assert_eq!(phone(195), None);
    }
}
