//! What an enterprise says that it did for society in a year: totals, for
//! which time, how they were found and where they can be checked. Nothing in
//! it is about one person, and `protected` makes of it what everybody sees.

pub(crate) mod fault;
pub(crate) mod period;
pub(crate) mod protected;
pub(crate) mod social_return;
pub(crate) mod sums;
#[cfg(test)]
mod tests;

use kernel::fault::{BrokenRule, Faults};
use serde::{Deserialize, Serialize};
use time::Date;

use crate::domain::values::{
    report::{fault::ReportFault, period::Period, social_return::SocialReturn},
    text::{Method, Source},
};

/// The first year that there can be a report of.
pub(crate) const FIRST_YEAR: u16 = 2000;
/// Of a leap year; nobody works more in a year.
const HOURS_OF_A_YEAR: u64 = 366 * 24;

/// One year of one enterprise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Report {
    pub(crate) year: u16,
    /// Nothing for the whole year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) period: Option<Period>,
    pub(crate) totals: Totals,
    pub(crate) method: Method,
    pub(crate) source: Source,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) social_return: Option<SocialReturn>,
}

/// People, and the hours that participants worked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Totals {
    pub(crate) employed: u32,
    /// Of the employed.
    pub(crate) employed_target_group: u32,
    pub(crate) participants: u32,
    pub(crate) hours: u32,
    /// Of the participants. Who works and studies counts in both.
    pub(crate) moved_to_work: u32,
    /// Of the participants.
    pub(crate) moved_to_studies: u32,
}

/// A year that is over or runs, by the clock in Sweden.
///
/// # Errors
/// It lies before the first one, or in the future.
pub(crate) fn year(number: u32, today: Date) -> Result<u16, ReportFault> {
    let year = u16::try_from(number).ok().filter(|it| *it >= FIRST_YEAR);
    let year = year.ok_or(ReportFault::TooEarly)?;
    if i32::from(year) > today.year() {
        return Err(ReportFault::Future);
    }
    Ok(year)
}

impl Totals {
    /// Adds what cannot be true at the same time; `path` leads to the totals.
    pub(crate) fn judge(&self, path: &str, faults: &mut Faults) {
        let mut add = |field: &str, broken: bool, fault: ReportFault| {
            if broken {
                faults.add(format!("{path}.{field}"), fault.rule(), fault.to_string());
            }
        };
        let most_hours = u64::from(self.participants) * HOURS_OF_A_YEAR;
        add(
            "employed_target_group",
            self.employed_target_group > self.employed,
            ReportFault::MoreThan("the employed"),
        );
        add(
            "hours",
            u64::from(self.hours) > most_hours,
            ReportFault::MoreHoursThanThereAre,
        );
        add(
            "moved_to_work",
            self.moved_to_work > self.participants,
            ReportFault::MoreThan("the participants"),
        );
        add(
            "moved_to_studies",
            self.moved_to_studies > self.participants,
            ReportFault::MoreThan("the participants"),
        );
    }
}
