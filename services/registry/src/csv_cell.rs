//! Cells of CSV files that may be opened in a spreadsheet.

use kernel::{text::fold, visible::is_invisible};

/// A cell that begins like a formula would be computed by a spreadsheet; an
/// apostrophe before it says that it is text. Some read a sign of full width,
/// or a minus of typesetters, as they do the plain one, and none sees what is
/// invisible before it.
pub(crate) fn harmless(cell: String) -> String {
    let begins_as_control = cell.starts_with(['\t', '\r']);
    let first = cell
        .chars()
        .find(|letter| !letter.is_whitespace() && !is_invisible(*letter));
    let begins_a_formula = first.is_some_and(|first| {
        fold(first.encode_utf8(&mut [0; 4])).starts_with(['=', '+', '-', '@', '\u{2212}'])
    });
    if begins_as_control || begins_a_formula {
        return format!("'{cell}");
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_behind_an_apostrophe() {
        for cell in [
            "=1", "+1", "-1", "@x", "\t=1", "＝1", "＋1", "－1", "＠x", "−1", "﹢1", "⁺1", " =1",
            "\u{ad}=1",
        ] {
            assert_eq!(harmless(cell.to_owned()), format!("'{cell}"), "{cell:?}");
        }
        for cell in ["", "Köket", "1+1", "– en", "(=1"] {
            assert_eq!(harmless(cell.to_owned()), cell);
        }
    }
}
