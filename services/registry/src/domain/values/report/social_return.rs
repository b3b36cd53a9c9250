//! Social return on investment by an enterprise's own values. Everything is
//! an exact decimal number: what is shown can be calculated again by hand.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::domain::values::{
    report::fault::ReportFault,
    text::{Outcome, Source},
};

/// Kronor and quantities up to here keep every product and every sum of
/// twenty of them within what a decimal number holds exactly.
const MOST_KRONOR: u64 = 100_000_000_000;
const MOST_OF_ONE_KIND: u64 = 1_000_000_000;
/// Fewer could lead to a person.
const FEWEST_OF_ONE_KIND: u64 = 5;
const DECIMALS: usize = 2;
/// Longer than any number that is allowed.
const DIGITS: usize = 15;

/// What was put in, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SocialReturn {
    /// Kronor.
    pub(crate) investment: Decimal,
    pub(crate) outcomes: Vec<ValuedOutcome>,
}

/// One kind of outcome, how much of it there was, and what one is worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ValuedOutcome {
    pub(crate) outcome: Outcome,
    pub(crate) quantity: Decimal,
    /// Kronor for one.
    pub(crate) value: Decimal,
    /// Where the value is from.
    pub(crate) source: Source,
}

/// More than nothing, in kronor and öre.
///
/// # Errors
/// The text is no such amount.
pub(crate) fn kronor(text: &str) -> Result<Decimal, ReportFault> {
    let amount = decimal(text, MOST_KRONOR)?;
    if amount.is_zero() {
        return Err(ReportFault::NotPositive);
    }
    Ok(amount)
}

/// How much there was of one outcome.
///
/// # Errors
/// The text is no number, or one that nobody may be counted by.
pub(crate) fn quantity(text: &str) -> Result<Decimal, ReportFault> {
    let quantity = decimal(text, MOST_OF_ONE_KIND)?;
    if quantity < Decimal::from(FEWEST_OF_ONE_KIND) {
        return Err(ReportFault::TooFew);
    }
    Ok(quantity)
}

fn decimal(text: &str, most: u64) -> Result<Decimal, ReportFault> {
    let text = text.trim();
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
        Some(_) => return Err(ReportFault::NotADecimal),
        None => (text, ""),
    };
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !are_digits(whole) || !are_digits(fraction) {
        return Err(ReportFault::NotADecimal);
    }
    if fraction.len() > DECIMALS {
        return Err(ReportFault::TooManyDecimals);
    }
    let significant = whole.trim_start_matches('0').len();
    let number = (significant <= DIGITS).then(|| text.parse::<Decimal>().ok());
    let number = number.flatten().filter(|it| *it <= Decimal::from(most));
    number.ok_or(ReportFault::TooLarge(most))
}

impl SocialReturn {
    /// Quantity times value, summed up: exact.
    pub(crate) fn total(&self) -> Decimal {
        let worth = self.outcomes.iter().map(|it| it.quantity * it.value);
        worth.sum::<Decimal>().normalize()
    }

    /// Total by investment, rounded half up to two decimals. Calculated with
    /// whole numbers: a quotient that is rounded twice could be one off.
    pub(crate) fn ratio(&self) -> Decimal {
        let (mut total, mut investment) = (self.total(), self.investment);
        total.rescale(4);
        investment.rescale(2);
        let (total, investment) = (total.mantissa(), investment.mantissa().max(1));
        let hundredths = (2 * total + investment) / (2 * investment);
        Decimal::try_from_i128_with_scale(hundredths, 2).unwrap_or(Decimal::MAX)
    }
}

/// A number as it is written: kronor with two decimals or none.
pub(crate) fn written(number: Decimal) -> String {
    let number = number.normalize();
    let decimals = if number.scale() == 0 {
        0
    } else {
        number.scale().max(2)
    };
    let mut shown = number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    shown.rescale(decimals);
    shown.to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn valued(quantity: &str, value: &str) -> ValuedOutcome {
        ValuedOutcome {
            outcome: Outcome::parse("Månader utan försörjningsstöd").unwrap(),
            quantity: super::quantity(quantity).unwrap(),
            value: kronor(value).unwrap(),
            source: Source::parse("Kommunens riksnorm").unwrap(),
        }
    }

    fn returned(investment: &str, outcomes: &[(&str, &str)]) -> (String, String) {
        let social_return = SocialReturn {
            investment: kronor(investment).unwrap(),
            outcomes: outcomes.iter().map(|(q, v)| valued(q, v)).collect(),
        };
        (
            written(social_return.total()),
            written(social_return.ratio()),
        )
    }

    #[test]
    fn a_return_is_exact_and_rounded_half_up_once() {
        let shown = |total: &str, ratio: &str| (total.to_owned(), ratio.to_owned());
        assert_eq!(
            returned("100000", &[("12.5", "10000.10"), ("5", "0.01")]),
            shown("125001.30", "1.25")
        );
        assert_eq!(returned("1000", &[("5", "469")]), shown("2345", "2.35"));
        assert_eq!(returned("200", &[("5", "0.2")]), shown("1", "0.01"));
        assert_eq!(returned("300", &[("5", "60")]), shown("300", "1"));
    }

    #[test]
    fn a_number_has_digits_a_point_and_two_decimals() {
        assert_eq!(kronor(" 1250.50 ").map(written), Ok("1250.50".to_owned()));
        for text in ["", "1,5", "1 000", "-5", "+5", "1e3", ".5", "5.", "fem"] {
            assert_eq!(kronor(text), Err(ReportFault::NotADecimal), "{text}");
        }
        assert_eq!(kronor("1.005"), Err(ReportFault::TooManyDecimals));
        assert_eq!(kronor("0.00"), Err(ReportFault::NotPositive));
        let large = Err(ReportFault::TooLarge(MOST_KRONOR));
        assert_eq!(kronor("100000000000.01"), large);
        assert_eq!(kronor(&"9".repeat(40)), large);
        assert_eq!(quantity("4.99"), Err(ReportFault::TooFew));
        assert!(quantity("5").is_ok());
    }

    #[test]
    fn the_largest_numbers_stay_exact() {
        let most = MOST_KRONOR.to_string();
        let many = MOST_OF_ONE_KIND.to_string();
        let outcomes = vec![(many.as_str(), most.as_str()); 20];
        let (total, ratio) = returned("0.01", &outcomes);
        assert_eq!(total, format!("2{}", "0".repeat(21)));
        assert_eq!(ratio, format!("2{}", "0".repeat(23)));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(ore in 1_u64..10_000_000_000_000) {
            let amount = Decimal::new(i64::try_from(ore).unwrap(), 2);
            prop_assert_eq!(kronor(&written(amount)), Ok(amount));
        }
    }
}
