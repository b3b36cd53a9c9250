//! What the index takes of one listed enterprise.
//!
//! Owned values and kernel types only, so that the index depends neither on
//! the aggregate nor on the wire. It is the whole public profile: a profile
//! page is answered from here without a database.

use kernel::{
    org_number::OrgNumber,
    place::{CountyCode, MunicipalityCode},
    stockholm,
    terms::{BenefitArea, Industry, IntegrationService, LegalForm},
};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::domain::values::freshness;

/// A capacity that was confirmed so many days ago, or fewer, is fresh.
pub const FRESH_DAYS: i64 = freshness::FRESH_DAYS;

/// One listed enterprise.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    pub id: Uuid,
    /// The last part of the profile's URL; unique.
    pub slug: String,
    /// Version of the enterprise's stream.
    pub version: u64,
    pub name: String,
    pub org_number: OrgNumber,
    pub legal_form: LegalForm,
    pub description: String,
    /// Where the enterprise has its seat.
    pub municipality: MunicipalityCode,
    pub activities: Vec<Activity>,
    pub services: Vec<IntegrationService>,
    pub benefits: Vec<BenefitArea>,
    pub website: Option<String>,
    /// A role address, never a person's own.
    pub email: Option<String>,
    pub phone: Option<String>,
    /// The first and the last day of its certification, Swedish time.
    pub certified_from: Option<Date>,
    pub certified_until: Option<Date>,
    /// Belongs to Skoopi.
    pub member: bool,
    pub created_at: OffsetDateTime,
    pub updated_at: OffsetDateTime,
    /// When it was last put on the list.
    pub listed_at: OffsetDateTime,
}

/// One thing that the enterprise sells, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    pub industry: Industry,
    /// The goods and services, in the enterprise's own words.
    pub offer: String,
    /// Where the activity is; `None` means at the seat.
    pub municipality: Option<MunicipalityCode>,
    pub service_area: ServiceArea,
    pub capacity: Option<Capacity>,
}

/// Where customers are served.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ServiceArea {
    /// The municipality of the activity.
    #[default]
    OwnMunicipality,
    Municipalities(Vec<MunicipalityCode>),
    Counties(Vec<CountyCode>),
    Country,
}

/// How much an activity can take on; 0 means not stated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Capacity {
    pub people: u32,
    /// Hours a week that can be sold.
    pub weekly_hours: u32,
    /// Days from order to start.
    pub lead_time_days: u32,
    /// When the enterprise last said that this is true.
    pub confirmed_at: Option<OffsetDateTime>,
}

impl Listing {
    /// Whether its certification is valid on a day.
    pub fn is_certified_on(&self, day: Date) -> bool {
        self.certified_until.is_some_and(|last| day <= last)
    }

    /// When it last said that all its capacities are true: the oldest of the
    /// times at which they were confirmed. Nothing where one never was, or
    /// where it states none.
    pub fn capacity_confirmed_at(&self) -> Option<OffsetDateTime> {
        let capacities = self.activities.iter().filter_map(|it| it.capacity.as_ref());
        let times: Option<Vec<_>> = capacities.map(|it| it.confirmed_at).collect();
        times?.into_iter().min()
    }

    /// The same as a day in Sweden.
    pub fn confirmed_on(&self) -> Option<Date> {
        self.capacity_confirmed_at().map(stockholm::today)
    }

    /// The municipalities in which it is active, in order, each once: those of
    /// its activities, or its seat where no activity names one.
    pub fn places(&self) -> Vec<MunicipalityCode> {
        let mut places: Vec<_> = self
            .activities
            .iter()
            .map(|activity| activity.municipality.unwrap_or(self.municipality))
            .collect();
        if places.is_empty() {
            places.push(self.municipality);
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The industries of all its activities, in list order, each once.
    pub fn industries(&self) -> Vec<Industry> {
        let mut industries: Vec<_> = self
            .activities
            .iter()
            .map(|activity| activity.industry)
            .collect();
        industries.sort_unstable();
        industries.dedup();
        industries
    }
}
