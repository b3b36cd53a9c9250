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
