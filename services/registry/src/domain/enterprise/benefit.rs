//! What an enterprise tells of the good it does: one report a year, which it
//! may correct and take back.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::domain::{
    enterprise::{Known, event::Event, refusal::Refusal},
    values::report::Report,
};

/// A report, and when it was told as it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Told {
    pub(crate) report: Report,
    #[serde(with = "time::serde::rfc3339")]
    pub(crate) at: OffsetDateTime,
}

impl Known {
    /// Telling the same again changes nothing.
    pub(super) fn report_benefit(&self, report: &Report, at: OffsetDateTime) -> Vec<Event> {
        let told = self.reports.get(&report.year);
        if told.is_some_and(|told| told.report == *report) {
            return Vec::new();
        }
        vec![Event::SocialBenefitReported(Box::new(Told {
            report: report.clone(),
            at,
        }))]
    }

    pub(super) fn withdraw_benefit(&self, year: u16) -> Result<Vec<Event>, Refusal> {
        if !self.reports.contains_key(&year) {
            return Err(Refusal::NoSuchReport { year });
        }
        Ok(vec![Event::SocialBenefitWithdrawn { year }])
    }
}
