//! What everybody may see of a report. All that is public is made of this
//! alone, so that no filter and no difference tells more than it does.
//!
//! A number of people is shown from five on. Fewer, nobody included, are
//! "fewer than five". Where a number is some of another one, those that are
//! left are a number of people too: if they are fewer than five, the some are
//! withheld. Whoever sees "withheld" knows no more than that, since it stands
//! for every number that leaves none to four.

use crate::domain::values::report::Totals;

/// The fewest people that are shown.
pub(crate) const FEWEST: u32 = 5;
/// The share that reserved procurement asks for, in percent (LOU 4 kap. 18 §).
const RESERVED_PERCENT: u32 = 30;

/// A number of people as everybody sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Figure {
    Exact(u32),
    /// 0 to 4.
    FewerThanFive,
    /// Some of a number that is shown, of which fewer than five are left.
    Withheld {
        of: u32,
    },
}

/// Whether the people from the target group are the share of the employed
/// that reserved procurement asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReservedShare {
    /// What is shown does not tell.
    Unknown,
    Reached,
    NotReached,
}

/// The totals as everybody sees them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Protected {
    pub(crate) employed: Figure,
    pub(crate) employed_target_group: Figure,
    pub(crate) participants: Figure,
    /// Nothing where they are the hours of fewer than five.
    pub(crate) hours: Option<u32>,
    pub(crate) moved_to_work: Figure,
    pub(crate) moved_to_studies: Figure,
}

impl Figure {
    fn all(number: u32) -> Self {
        if number < FEWEST {
            Self::FewerThanFive
        } else {
            Self::Exact(number)
        }
    }

    fn some(number: u32, of: u32) -> Self {
        if number < FEWEST {
            Self::FewerThanFive
        } else if of.saturating_sub(number) < FEWEST {
            Self::Withheld { of }
        } else {
            Self::Exact(number)
        }
    }

    /// Nothing where it is not shown.
    pub(crate) fn exact(self) -> Option<u32> {
        match self {
            Self::Exact(number) => Some(number),
            Self::FewerThanFive | Self::Withheld { .. } => None,
        }
    }

    pub(crate) fn at_least(self) -> u32 {
        match self {
            Self::Exact(number) => number,
            Self::FewerThanFive => 0,
            Self::Withheld { of } => of.saturating_sub(FEWEST - 1).max(FEWEST),
        }
    }

    pub(crate) fn at_most(self) -> u32 {
        match self {
            Self::Exact(number) => number,
            Self::FewerThanFive => FEWEST - 1,
            Self::Withheld { of } => of,
        }
    }
}

impl Protected {
    pub(crate) fn of(totals: &Totals) -> Self {
        let some_participants = |number| Figure::some(number, totals.participants);
        Self {
            employed: Figure::all(totals.employed),
            employed_target_group: Figure::some(totals.employed_target_group, totals.employed),
            participants: Figure::all(totals.participants),
            hours: (totals.participants >= FEWEST).then_some(totals.hours),
            moved_to_work: some_participants(totals.moved_to_work),
            moved_to_studies: some_participants(totals.moved_to_studies),
        }
    }

    /// Whole percent, rounded down: 29.9 is not yet the share that is asked
    /// for.
    pub(crate) fn target_group_percent(&self) -> Option<u32> {
        let part = u64::from(self.employed_target_group.exact()?);
        let percent = part * 100 / u64::from(self.employed.exact()?);
        u32::try_from(percent).ok()
    }

    pub(crate) fn reserved_share(&self) -> ReservedShare {
        let Some(employed) = self.employed.exact() else {
            return ReservedShare::Unknown;
        };
        let reaches =
            |part: u32| u64::from(part) * 100 >= u64::from(employed) * u64::from(RESERVED_PERCENT);
        if reaches(self.employed_target_group.at_least()) {
            ReservedShare::Reached
        } else if reaches(self.employed_target_group.at_most()) {
            ReservedShare::Unknown
        } else {
            ReservedShare::NotReached
        }
    }
}
