//! Why something is no report.

use kernel::fault::BrokenRule;

/// The rule that a report breaks, in words for the person who typed it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ReportFault {
    #[error("reports begin with the year 2000")]
    TooEarly,
    #[error("a year in the future cannot be reported yet")]
    Future,
    #[error("give both the first and the last day, or none of them for the whole year")]
    HalfAPeriod,
    #[error("a day is written like 2025-03-01")]
    NotADate,
    #[error("the day has to lie within the year of the report")]
    OutsideYear,
    #[error("the last day must not lie before the first")]
    EndsBeforeItBegins,
    #[error("these are some of {0}, and cannot be more than they are")]
    MoreThan(&'static str),
    #[error("so many participants cannot have worked so many hours in a year")]
    MoreHoursThanThereAre,
    #[error("a number is written with digits, a point and at most two decimals, like 1250.50")]
    NotADecimal,
    #[error("at most two decimals are allowed")]
    TooManyDecimals,
    #[error("at most {0} is allowed")]
    TooLarge(u64),
    #[error("this must be more than 0")]
    NotPositive,
    #[error("this must be at least 5, so that nobody can be recognised")]
    TooFew,
}

impl BrokenRule for ReportFault {
    fn rule(&self) -> &'static str {
        match self {
            Self::TooEarly => "TOO_EARLY",
            Self::Future => "FUTURE",
            Self::HalfAPeriod => "REQUIRED",
            Self::NotADate => "NOT_A_DATE",
            Self::OutsideYear => "OUTSIDE_YEAR",
            Self::EndsBeforeItBegins => "ENDS_BEFORE_IT_BEGINS",
            Self::MoreThan(_) => "MORE_THAN_ALL",
            Self::MoreHoursThanThereAre => "MORE_HOURS_THAN_THERE_ARE",
            Self::NotADecimal => "NOT_A_DECIMAL",
            Self::TooManyDecimals => "TOO_MANY_DECIMALS",
            Self::TooLarge(_) => "TOO_LARGE",
            Self::NotPositive => "NOT_POSITIVE",
            Self::TooFew => "TOO_FEW",
        }
    }
}
