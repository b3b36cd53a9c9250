//! What a search asks and what it answers.

use std::sync::Arc;

use kernel::{
    place::{CountyCode, MunicipalityCode},
    terms::{BenefitArea, Industry, IntegrationService},
};
use swedish::reading::Correction;
use time::Date;

use crate::search::listing::Listing;

/// A search. Values of one filter are alternatives; different filters and
/// the text all have to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The day on which certifications are valid and capacities fresh.
    pub today: Date,
    /// Free text; any text is allowed, an empty one finds everything.
    pub text: String,
    /// Places of activity.
    pub counties: Vec<CountyCode>,
    pub municipalities: Vec<MunicipalityCode>,
    pub industries: Vec<Industry>,
    pub services: Vec<IntegrationService>,
    pub benefits: Vec<BenefitArea>,
    /// Only those that hold a certification.
    pub certified: bool,
    /// Only members of Skoopi.
    pub member: bool,
    /// Only those that have confirmed their capacity lately.
    pub fresh: bool,
    /// Only those with a place of activity near this one.
    pub near: Option<Near>,
    /// Only those that serve customers in this municipality.
    pub serves: Option<MunicipalityCode>,
    /// `None`: relevance with a text, name without.
    pub sort: Option<Sort>,
    /// How many hits are left out at the beginning.
    pub offset: usize,
    pub limit: usize,
    /// Whether facets are counted; an export has no use for them.
    pub facets: bool,
}

impl Query {
    /// One that finds everything on a day, and asks for no page of it.
    pub fn on(today: Date) -> Self {
        Self {
            today,
            text: String::new(),
            counties: Vec::new(),
            municipalities: Vec::new(),
            industries: Vec::new(),
            services: Vec::new(),
            benefits: Vec::new(),
            certified: false,
            member: false,
            fresh: false,
            near: None,
            serves: None,
            sort: None,
            offset: 0,
            limit: 0,
            facets: false,
        }
    }
}

/// A circle around the centre of a municipality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    pub municipality: MunicipalityCode,
    /// Straight-line km.
    pub radius_km: u32,
}

/// The order of the hits; ties of a relevance or a distance go by name, those
/// of a name or a date by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Relevance,
    /// Swedish order: å, ä, ö after z.
    Name,
    /// Last listed first.
    Newest,
    /// Nearest to `near` first; by name without `near`.
    Distance,
}

/// What a search answers.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub hits: Vec<Hit>,
    /// All that match, not only this page.
    pub total: usize,
    /// Empty where the query asks for none.
    pub facets: Vec<Facet>,
    pub interpretation: Interpretation,
    /// Only where nothing was found.
    pub repairs: Vec<Repair>,
    /// The feed position that the answer includes.
    pub position: u64,
}

/// One enterprise found.
#[derive(Clone, Debug)]
pub struct Hit {
    pub listing: Arc<Listing>,
    /// Whole km from `near` to its nearest place of activity.
    pub distance_km: Option<u32>,
}

/// A filter of the list, in the order in which the site shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Filter {
    Text,
    County,
    Municipality,
    Industry,
    Service,
    Benefit,
    Certified,
    Member,
    Fresh,
    Near,
    Serves,
}

impl Filter {
    /// The filter's name in a request.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "q",
            Self::County => "county",
            Self::Municipality => "municipality",
            Self::Industry => "industry",
            Self::Service => "service",
            Self::Benefit => "benefit",
            Self::Certified => "certified",
            Self::Member => "member",
            Self::Fresh => "fresh",
            Self::Near => "near",
            Self::Serves => "serves",
        }
    }
}

/// How many each value of one filter would find, with all other filters and
/// the text as they are and the filter's own values left aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    pub filter: Filter,
    /// In the order of the reference list; values with no hit stand there too.
    pub values: Vec<FacetValue>,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// A code or slug; `true` for a filter that is on or off.
    pub value: &'static str,
    pub count: u32,
    /// The query has this value.
    pub selected: bool,
}

/// How a text was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interpretation {
    /// What is left to search for in the full text.
    pub text: String,
    pub counties: Vec<CountyCode>,
    pub municipalities: Vec<MunicipalityCode>,
    pub industries: Vec<Industry>,
    pub services: Vec<IntegrationService>,
    /// The text asks for certified enterprises.
    pub certified: bool,
    /// Words that were found only by correcting their spelling.
    pub corrections: Vec<Correction>,
    /// Nothing has all of a long text: what is found has most of it.
    pub is_partial: bool,
}

/// A change of the search that finds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The filter to leave out; `Filter::Text` leaves out the word in `value`.
    pub without: Filter,
    /// The word to leave out; empty where the whole filter is left out.
    pub value: String,
    /// How many that finds; at least 1.
    pub total: usize,
}
