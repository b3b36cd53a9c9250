//! The days on which an organisation is a member of Skoopi.

use kernel::fault::{BrokenRule, ErrorReason};
use serde::{Deserialize, Serialize};
use time::{Date, format_description::BorrowedFormatItem, macros::format_description};

const DAY: &[BorrowedFormatItem<'static>] = format_description!("[year]-[month]-[day]");
time::serde::format_description!(day, Date, "[year]-[month]-[day]");

/// From its first day to its last one, or without an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Period {
    #[serde(with = "day")]
    from: Date,
    #[serde(with = "day::option", default, skip_serializing_if = "Option::is_none")]
    to: Option<Date>,
}

/// Why days make no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PeriodError {
    #[error("this day is not in the calendar")]
    NoSuchDay,
    #[error("the last day comes before the first one")]
    EndsBeforeItBegins,
}

impl BrokenRule for PeriodError {
    fn rule(&self) -> ErrorReason {
        match self {
            Self::NoSuchDay => ErrorReason::NotADate,
            Self::EndsBeforeItBegins => ErrorReason::EndsBeforeItBegins,
        }
    }
}

impl Period {
    /// # Errors
    /// The last day comes before the first one.
    pub(crate) fn new(from: Date, to: Option<Date>) -> Result<Self, PeriodError> {
        match to {
            Some(to) if to < from => Err(PeriodError::EndsBeforeItBegins),
            Some(_) | None => Ok(Self { from, to }),
        }
    }

    pub(crate) fn from(&self) -> Date {
        self.from
    }

    pub(crate) fn to(&self) -> Option<Date> {
        self.to
    }

    pub(crate) fn covers(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// Whether nothing of it is left on this day.
    pub(crate) fn is_over(&self, day: Date) -> bool {
        self.to.is_some_and(|to| to < day)
    }

    /// What is left when this day is no day of it any more; nothing when it
    /// did not begin before.
    pub(crate) fn ended_before(&self, day: Date) -> Option<Self> {
        let last = day.previous_day()?;
        if self.is_over(day) {
            return Some(*self);
        }
        Self::new(self.from, Some(last)).ok()
    }
}

/// Reads `YYYY-MM-DD`.
///
/// # Errors
/// There is no such day.
pub(crate) fn parse_day(text: &str) -> Result<Date, PeriodError> {
    Date::parse(text, DAY).map_err(|_| PeriodError::NoSuchDay)
}

/// `YYYY-MM-DD`.
pub(crate) fn day_text(date: Date) -> String {
    let (year, month, day) = (date.year(), u8::from(date.month()), date.day());
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn both_the_first_and_the_last_day_belong_to_it() {
        let period = Period::new(date!(2026 - 01 - 01), Some(date!(2026 - 12 - 31))).unwrap();
        assert!(period.covers(date!(2026 - 01 - 01)) && period.covers(date!(2026 - 12 - 31)));
        assert!(!period.covers(date!(2025 - 12 - 31)) && !period.covers(date!(2027 - 01 - 01)));
        assert!(period.is_over(date!(2027 - 01 - 01)) && !period.is_over(date!(2026 - 12 - 31)));
    }

    #[test]
    fn without_a_last_day_it_goes_on() {
        let period = Period::new(date!(2026 - 01 - 01), None).unwrap();
        assert!(period.covers(date!(2199 - 01 - 01)));
    }

    #[test]
    fn a_period_that_is_ended_has_no_today() {
        let period = Period::new(date!(2026 - 01 - 01), None).unwrap();
        let ended = period.ended_before(date!(2026 - 03 - 01)).unwrap();
        assert_eq!(ended.to(), Some(date!(2026 - 02 - 28)));
        assert_eq!(period.ended_before(date!(2026 - 01 - 01)), None);
        assert_eq!(ended.ended_before(date!(2026 - 05 - 01)), Some(ended));
    }

    #[test]
    fn days_that_are_none_are_refused() {
        assert_eq!(parse_day("2026-02-30"), Err(PeriodError::NoSuchDay));
        assert_eq!(day_text(parse_day("2026-02-03").unwrap()), "2026-02-03");
        let backwards = Period::new(date!(2026 - 02 - 02), Some(date!(2026 - 02 - 01)));
        assert_eq!(backwards, Err(PeriodError::EndsBeforeItBegins));
    }
}
