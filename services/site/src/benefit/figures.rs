//! Numbers of people as a page writes them: exact, hidden, or a range.

use proto::asf::registry::v1::{Count, Shown, Sum};

use crate::page::lang::Lang;

/// `12`, `<5`, or that it is not shown.
pub(super) fn count(lang: Lang, count: Option<&Count>) -> String {
    let t = lang.texts();
    let Some(count) = count else {
        return t.benefit_withheld();
    };
    match (count.shown(), count.exact) {
        (Shown::Exact, Some(number)) => lang.number(number),
        (Shown::FewerThanFive, _) => t.benefit_fewer(),
        (Shown::Exact | Shown::Withheld | Shown::Unspecified, _) => t.benefit_withheld(),
    }
}

/// `4 120–4 268`, or one number where both ends are the same.
pub(super) fn range(lang: Lang, sum: Option<&Sum>) -> String {
    let sum = sum.copied().unwrap_or_default();
    let least = lang.number(sum.at_least);
    if sum.at_least == sum.at_most {
        return least;
    }
    lang.texts().benefit_range(least, lang.number(sum.at_most))
}

/// A decimal number of the registry, as the language writes it: `1 250,50`.
pub(super) fn decimal(lang: Lang, number: &str) -> String {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let whole = whole
        .parse()
        .map_or(whole.to_owned(), |it: u64| lang.number(it));
    match (fraction, lang) {
        ("", _) => whole,
        (fraction, Lang::Sv) => format!("{whole},{fraction}"),
        (fraction, Lang::En) => format!("{whole}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_a_range_with_two_ends_where_something_is_hidden() {
        let range = |at_least, at_most| range(Lang::Sv, Some(&Sum { at_least, at_most }));
        assert_eq!(range(4120, 4268), "4\u{a0}120–4\u{a0}268");
        assert_eq!(range(7, 7), "7");
    }

    #[test]
    fn a_decimal_number_keeps_every_digit() {
        assert_eq!(decimal(Lang::Sv, "1234567.05"), "1\u{a0}234\u{a0}567,05");
        assert_eq!(decimal(Lang::En, "1250.50"), "1,250.50");
        assert_eq!(decimal(Lang::Sv, "2"), "2");
    }
}
