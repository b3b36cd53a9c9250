//! Why something is no report.

use kernel::fault::{BrokenRule, ErrorReason};

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
    fn rule(&self) -> ErrorReason {
        match self {
            Self::TooEarly => ErrorReason::TooEarly,
            Self::Future => ErrorReason::InFuture,
            Self::HalfAPeriod => ErrorReason::Required,
            Self::NotADate => ErrorReason::NotADate,
            Self::OutsideYear => ErrorReason::OutsideYear,
            Self::EndsBeforeItBegins => ErrorReason::EndsBeforeItBegins,
            Self::MoreThan(_) => ErrorReason::MoreThanTotal,
            Self::MoreHoursThanThereAre => ErrorReason::MoreHoursThanPossible,
            Self::NotADecimal => ErrorReason::NotADecimal,
            Self::TooManyDecimals => ErrorReason::TooManyDecimals,
            Self::TooLarge(_) => ErrorReason::TooLarge,
            Self::NotPositive => ErrorReason::NotPositive,
            Self::TooFew => ErrorReason::TooFew,
        }
    }
}
