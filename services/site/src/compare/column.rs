//! One ASF of a comparison: a column on a wide screen.

use proto::asf::registry::v1::{Enterprise, PublicReport};
use time::OffsetDateTime;

use crate::{
    benefit::year::Year,
    card::{self, Tag},
    freshness,
    page::{
        lang::{Date, Lang},
        local,
    },
    profile::{activity::Offer, contact::Contact},
};

pub(crate) struct Column {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) href: String,
    /// The comparison without it.
    pub(crate) without: String,
    pub(crate) place: String,
    pub(crate) offers: Vec<Offer>,
    /// How far what is said of the capacity can be trusted; nothing where
    /// nothing is said.
    pub(crate) freshness: Option<Freshness>,
    pub(crate) services: Vec<Tag>,
    pub(crate) benefits: Vec<Tag>,
    /// What it told of the latest year.
    pub(crate) report: Option<Report>,
    pub(crate) certified_until: Option<Date>,
    pub(crate) member: bool,
    pub(crate) contact: Contact,
}

pub(crate) struct Report {
    pub(crate) year: u32,
    pub(crate) told: Year,
}

pub(crate) struct Freshness {
    pub(crate) words: String,
    pub(crate) stale: bool,
}

pub(crate) fn name(enterprise: &Enterprise) -> &str {
    let profile = enterprise.profile.as_ref();
    profile.map_or("", |profile| &profile.name)
}

impl Column {
    pub(crate) fn new(
        lang: Lang,
        (enterprise, report): (&Enterprise, Option<&PublicReport>),
        without: String,
        now: OffsetDateTime,
    ) -> Self {
        let profile = enterprise.profile.clone().unwrap_or_default();
        let activities = profile.activities.iter();
        let offers = activities
            .map(|activity| Offer::new(lang, activity, &profile.municipality_code, now))
            .collect();
        let certification = enterprise.certification.as_ref();
        Self {
            id: enterprise.id.clone(),
            href: local::localised(lang, &format!("/asf/{}", enterprise.slug)),
            without,
            place: card::place(lang, &profile.municipality_code, &enterprise.county_code),
            freshness: freshness(lang, enterprise, now),
            services: card::services(lang, &profile.services),
            benefits: card::benefits(lang, &profile.social_benefit_areas),
            certified_until: certification.and_then(|it| lang.day(&it.expires_on)),
            report: report.map(|it| Report {
                year: it.year,
                told: Year::new(lang, it),
            }),
            member: enterprise.member,
            contact: Contact::new(&profile),
            name: profile.name,
            offers,
        }
    }

    /// Something is said of the capacity of one activity at least.
    pub(crate) fn has_capacity(&self) -> bool {
        self.offers.iter().any(|offer| !offer.capacity.is_empty())
    }
}

fn freshness(lang: Lang, enterprise: &Enterprise, now: OffsetDateTime) -> Option<Freshness> {
    let oldest = freshness::oldest(enterprise.profile.as_ref()?)?;
    Some(Freshness {
        words: freshness::words(lang, oldest.as_ref(), now),
        stale: freshness::is_stale(oldest.as_ref(), now),
    })
}
