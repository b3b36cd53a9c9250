//! What the index takes of one listed enterprise.
//!
//! Owned values and kernel types only, so that the index depends neither on
//! the aggregate nor on the wire. It is the whole public profile: a profile
//! page is answered from here without a database.

use kernel::{
    org_number::OrgNumber,
    place::{CountyCode, MunicipalityCode},
    terms::{BenefitArea, Industry, IntegrationService, LegalForm},
};
use time::OffsetDateTime;
use uuid::Uuid;

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
    /// Holds a valid certification.
    pub certified: bool,
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
