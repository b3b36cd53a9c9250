//! One thing that an enterprise sells, where, and how much of it.

use kernel::{
    place::{CountyCode, MunicipalityCode},
    terms::Industry,
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::domain::values::{fault::ValueError, text::Offer};

/// One thing that an enterprise sells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Activity {
    pub(crate) industry: Industry,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) offer: Option<Offer>,
    /// Nothing means at the seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) municipality: Option<MunicipalityCode>,
    #[serde(default)]
    pub(crate) service_area: ServiceArea,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) capacity: Option<Capacity>,
}

impl Activity {
    /// As it is said now. What states its capacity confirms it, unless nothing
    /// in it is new; nobody confirms ahead of time.
    #[must_use]
    pub(crate) fn stated(mut self, before: &[Self], now: OffsetDateTime) -> Self {
        let Some(capacity) = &mut self.capacity else {
            return self;
        };
        let same = before.iter().filter(|it| it.industry == self.industry);
        let mut same = same.filter_map(|it| it.capacity.as_ref());
        let known = same.find(|it| it.equals(capacity));
        let confirmed_at = capacity
            .confirmed_at
            .or(known.and_then(|it| it.confirmed_at));
        capacity.confirmed_at = Some(confirmed_at.unwrap_or(now).min(now));
        self
    }

    /// At the seat and for its municipality, until more is known.
    pub(crate) fn at_the_seat(industry: Industry) -> Self {
        Self {
            industry,
            offer: None,
            municipality: None,
            service_area: ServiceArea::OwnMunicipality,
            capacity: None,
        }
    }
}

/// Where customers are served.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ServiceArea {
    /// The municipality of the activity.
    #[default]
    OwnMunicipality,
    Municipalities(Vec<MunicipalityCode>),
    Counties(Vec<CountyCode>),
    Country,
}

impl ServiceArea {
    /// # Errors
    /// The list is empty.
    pub(crate) fn municipalities(mut places: Vec<MunicipalityCode>) -> Result<Self, ValueError> {
        places.sort_unstable();
        places.dedup();
        if places.is_empty() {
            return Err(ValueError::Empty);
        }
        Ok(Self::Municipalities(places))
    }

    /// # Errors
    /// The list is empty.
    pub(crate) fn counties(mut places: Vec<CountyCode>) -> Result<Self, ValueError> {
        places.sort_unstable();
        places.dedup();
        if places.is_empty() {
            return Err(ValueError::Empty);
        }
        Ok(Self::Counties(places))
    }
}

/// How much an activity can take on; 0 means not stated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Capacity {
    pub(crate) people: u32,
    /// Hours a week that can be sold.
    pub(crate) weekly_hours: u32,
    /// Days from order to start.
    pub(crate) lead_time_days: u32,
    /// When the enterprise last said that this is true.
    #[serde(
        default,
        with = "time::serde::rfc3339::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub(crate) confirmed_at: Option<OffsetDateTime>,
}

impl Capacity {
    /// Whether the figures are the same, whenever they were confirmed.
    fn equals(&self, other: &Self) -> bool {
        let figures = |it: &Self| (it.people, it.weekly_hours, it.lead_time_days);
        figures(self) == figures(other)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const THEN: OffsetDateTime = datetime!(2026-01-10 12:00 UTC);
    const NOW: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);
    const LATER: OffsetDateTime = datetime!(2030-01-01 12:00 UTC);

    fn activity(people: u32, confirmed_at: Option<OffsetDateTime>) -> Activity {
        Activity {
            capacity: Some(Capacity {
                people,
                weekly_hours: 40,
                lead_time_days: 7,
                confirmed_at,
            }),
            ..Activity::at_the_seat(Industry::parse("catering").unwrap())
        }
    }

    #[test]
    fn stating_capacity_confirms_it() {
        let before = [activity(3, Some(THEN))];
        for (stated, expected) in [
            (activity(4, None), NOW),
            (activity(3, None), THEN),
            (activity(4, Some(THEN)), THEN),
            (activity(4, Some(LATER)), NOW),
        ] {
            let capacity = stated.stated(&before, NOW).capacity;
            assert_eq!(capacity.and_then(|it| it.confirmed_at), Some(expected));
        }
    }
}
