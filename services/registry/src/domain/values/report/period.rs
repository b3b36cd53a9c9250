//! The days of a year that a report is for.

use serde::{Deserialize, Serialize};
use time::{Date, format_description::FormatItem, macros::format_description};

use crate::domain::values::{certification::day, report::fault::ReportFault};

const DAY: &[FormatItem<'_>] = format_description!("[year]-[month]-[day]");

/// From the first day to the last, both included, within one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Period {
    #[serde(with = "day")]
    pub(crate) from: Date,
    #[serde(with = "day")]
    pub(crate) to: Date,
}

/// A day within `year`.
///
/// # Errors
/// The text is no day, or one of another year.
pub(crate) fn day_of(text: &str, year: u16) -> Result<Date, ReportFault> {
    let text = text.trim();
    let day = Date::parse(text, DAY).map_err(|_| ReportFault::NotADate)?;
    if day.to_string() != text {
        return Err(ReportFault::NotADate);
    }
    if day.year() != i32::from(year) {
        return Err(ReportFault::OutsideYear);
    }
    Ok(day)
}

impl Period {
    /// # Errors
    /// It ends before it begins.
    pub(crate) fn between(from: Date, to: Date) -> Result<Self, ReportFault> {
        if to < from {
            return Err(ReportFault::EndsBeforeItBegins);
        }
        Ok(Self { from, to })
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_day_is_one_of_its_year() {
        let first = date!(2025 - 03 - 01);
        assert_eq!(day_of(" 2025-03-01 ", 2025), Ok(first));
        assert_eq!(day_of("2024-12-31", 2025), Err(ReportFault::OutsideYear));
        for text in ["2025-02-29", "2025-3-1", "+2025-03-01", "i mars", ""] {
            assert_eq!(day_of(text, 2025), Err(ReportFault::NotADate), "{text}");
        }
    }

    #[test]
    fn a_period_may_be_one_day_and_does_not_run_backwards() {
        let day = date!(2025 - 03 - 01);
        assert!(Period::between(day, day).is_ok());
        let before = date!(2025 - 02 - 28);
        let fault = Period::between(day, before);
        assert_eq!(fault, Err(ReportFault::EndsBeforeItBegins));
    }
}
