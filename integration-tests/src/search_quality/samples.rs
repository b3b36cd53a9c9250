//! The samples as the index takes them, with states of their own.

use anyhow::Context;
use kernel::{
    org_number::OrgNumber,
    place::{CountyCode, MunicipalityCode},
    terms::{BenefitArea, Industry, IntegrationService, LegalForm},
    text::slugify,
};
use proto::asf::registry::v1::{self as wire, Profile, Reach};
use registry::search::listing::{Activity, Capacity, Listing, ServiceArea};
use time::{Date, Duration, OffsetDateTime, macros::date};
use uuid::Uuid;

/// The day on which the queries are asked.
pub(super) const TODAY: Date = date!(2026 - 03 - 02);

/// All of them.
pub(super) fn listings() -> anyhow::Result<Vec<Listing>> {
    let profiles =
        all_in_one::samples::generate(all_in_one::samples::COUNT, all_in_one::samples::SEED, TODAY);
    let places = 0_u32..;
    let listings = places.zip(profiles);
    listings
        .map(|(place, profile)| {
            let name = profile.name.clone();
            listing(place, profile).with_context(|| format!("the sample {name}"))
        })
        .collect()
}

fn listing(place: u32, profile: Profile) -> anyhow::Result<Listing> {
    let listed_at = (TODAY - Duration::days(i64::from(place)))
        .midnight()
        .assume_utc();
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Ok(Listing {
        id: Uuid::from_u128(u128::from(place) + 1),
        slug: format!("{}-{place}", slugify(&profile.name)),
        version: 3,
        org_number: OrgNumber::parse(&profile.org_number)?,
        legal_form: LegalForm::parse(&profile.legal_form)?,
        municipality: MunicipalityCode::parse(&profile.municipality_code)?,
        activities: profile
            .activities
            .iter()
            .map(activity)
            .collect::<anyhow::Result<_>>()?,
        services: terms(&profile.services, IntegrationService::parse)?,
        benefits: terms(&profile.social_benefit_areas, BenefitArea::parse)?,
        website: text(&profile.website),
        email: text(&profile.email),
        phone: text(&profile.phone),
        certified_from: None,
        certified_until: certified_until(place),
        member: place.is_multiple_of(3),
        created_at: listed_at,
        updated_at: listed_at,
        listed_at,
        name: profile.name,
        description: profile.description,
    })
}

/// Every fourth is certified; every fourth was, until yesterday.
fn certified_until(place: u32) -> Option<Date> {
    match place % 4 {
        0 => Some(TODAY + Duration::days(i64::from(place))),
        1 => Some(TODAY - Duration::DAY),
        _ => None,
    }
}

fn activity(activity: &wire::Activity) -> anyhow::Result<Activity> {
    let area = activity.service_area.clone().unwrap_or_default();
    Ok(Activity {
        industry: Industry::parse(&activity.industry)?,
        offer: activity.offer.clone(),
        municipality: MunicipalityCode::parse(&activity.municipality_code).ok(),
        service_area: match area.reach() {
            Reach::Unspecified | Reach::OwnMunicipality => ServiceArea::OwnMunicipality,
            Reach::Municipalities => ServiceArea::Municipalities(terms(
                &area.municipality_codes,
                MunicipalityCode::parse,
            )?),
            Reach::Counties => ServiceArea::Counties(terms(&area.county_codes, CountyCode::parse)?),
            Reach::Country => ServiceArea::Country,
        },
        capacity: activity.capacity.as_ref().map(|capacity| Capacity {
            people: capacity.people,
            weekly_hours: capacity.weekly_hours,
            lead_time_days: capacity.lead_time_days,
            confirmed_at: capacity
                .confirmed_at
                .and_then(|at| OffsetDateTime::from_unix_timestamp(at.seconds).ok()),
        }),
    })
}

fn terms<T, E: std::error::Error + Send + Sync + 'static>(
    slugs: &[String],
    parse: impl Fn(&str) -> Result<T, E>,
) -> anyhow::Result<Vec<T>> {
    let parsed: Result<Vec<T>, E> = slugs.iter().map(|slug| parse(slug)).collect();
    Ok(parsed?)
}
