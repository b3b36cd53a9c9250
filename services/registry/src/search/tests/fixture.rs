//! Some forty made-up enterprises, read from a text file.

use kernel::{
    org_number::OrgNumber,
    place::{CountyCode, MunicipalityCode},
    terms::{BenefitArea, Industry, IntegrationService, LegalForm},
    text::slugify,
};
use swedish::word_list::lines;
use time::{Date, Duration, OffsetDateTime, macros::date};
use uuid::Uuid;

use crate::search::{
    Finder, IndexChange,
    engine::Engine,
    listing::{Activity, Capacity, FRESH_DAYS, Listing, ServiceArea},
};

/// The day on which tests search.
pub(crate) const TODAY: Date = date!(2026 - 03 - 01);

const LISTINGS: &str = include_str!("listings.txt");

/// All enterprises of the file.
pub(crate) fn listings() -> Vec<Listing> {
    let mut listings = Vec::new();
    for line in lines(LISTINGS) {
        if line.contains(" | ") {
            listings.push(head(line, listings.len() as u32));
        } else if let Some(listing) = listings.last_mut() {
            add(listing, line);
        }
    }
    listings
}

/// Many enterprises with several activities, places and reaches each, made by
/// mixing those of the file.
pub(crate) fn mixed(count: usize) -> Vec<Listing> {
    let all = listings();
    let at = |place: usize| &all[place % all.len()];
    let mix = |number: usize| {
        let mut listing = at(number).clone();
        listing.id = Uuid::from_u128(0x20_0000 + (number * 7919 % 10_007) as u128);
        listing.slug = format!("{}-{number}", listing.slug);
        listing.name = format!("{} {}", listing.name, number % 5);
        // Some ended yesterday, some end today, some tomorrow.
        let last = TODAY + Duration::days((number % 4) as i64 - 1);
        listing.certified_until = number.is_multiple_of(3).then_some(last);
        listing.member = number % 5 < 2;
        listing.activities[0].capacity = (number % 7 > 1).then(|| capacity(number));
        listing.listed_at += Duration::days((number * 31 % 47) as i64);
        for more in 0..number % 7 {
            let other = at(number * 5 + more * 11 + 3);
            let mut activity = other.activities[0].clone();
            activity.municipality = Some(other.municipality);
            listing.activities.push(activity);
        }
        listing.benefits = at(number * 3 + 1).benefits.clone();
        listing
    };
    (0..count).map(mix).collect()
}

/// Confirmed around the day on which it is no longer fresh, or never.
fn capacity(number: usize) -> Capacity {
    let days = FRESH_DAYS - 2 + (number % 5) as i64;
    let confirmed = (TODAY - Duration::days(days)).midnight().assume_utc();
    Capacity {
        people: 5,
        confirmed_at: (!number.is_multiple_of(11)).then_some(confirmed),
        ..Capacity::default()
    }
}

/// An engine that holds these enterprises at position 1.
pub(crate) fn engine_of(listings: &[Listing]) -> Engine {
    let engine = Engine::new();
    engine.apply(puts(listings), 1).unwrap();
    engine
}

pub(crate) fn puts(listings: &[Listing]) -> Vec<IndexChange> {
    let puts = listings.iter().cloned();
    puts.map(|listing| IndexChange::Put(Box::new(listing)))
        .collect()
}

fn head(line: &str, number: u32) -> Listing {
    let fields: Vec<&str> = line.split('|').map(str::trim).collect();
    let listed_at =
        OffsetDateTime::UNIX_EPOCH + Duration::days(19_000 + i64::from(number * 37 % 101));
    let tens = |place: u32| (number / 10_u32.pow(place) % 10) as u8;
    let org_number = OrgNumber::from_first_nine([7, 6, 9, 0, 0, 0, tens(2), tens(1), tens(0)]);
    let slug = slugify(fields[0]);
    Listing {
        id: Uuid::from_u128(0x1000 + u128::from(number * 7919 % 4099)),
        version: 3,
        name: fields[0].to_owned(),
        org_number: org_number.unwrap(),
        legal_form: LegalForm::parse(fields[1]).unwrap(),
        description: String::new(),
        municipality: MunicipalityCode::parse(fields[2]).unwrap(),
        activities: Vec::new(),
        services: Vec::new(),
        benefits: Vec::new(),
        website: Some(format!("https://{slug}.example")),
        email: Some(format!("info@{slug}.example")),
        phone: None,
        certified_from: None,
        certified_until: (fields[3] == "certified").then_some(TODAY),
        member: false,
        created_at: listed_at,
        updated_at: listed_at,
        listed_at,
        slug,
    }
}

fn add(listing: &mut Listing, line: &str) {
    let (head, rest) = line.split_once(": ").unwrap();
    let entries = rest.split_whitespace();
    match head {
        "text" => rest.clone_into(&mut listing.description),
        "services" => {
            let services = entries.map(|slug| IntegrationService::parse(slug).unwrap());
            listing.services = services.collect();
        }
        "benefits" => {
            listing.benefits = entries
                .map(|slug| BenefitArea::parse(slug).unwrap())
                .collect()
        }
        activity => {
            let (industry, reach) = activity.split_once(" > ").unwrap_or((activity, ""));
            let (industry, place) = industry.split_once(" @ ").unwrap_or((industry, ""));
            listing.activities.push(Activity {
                industry: Industry::parse(industry).unwrap(),
                offer: rest.to_owned(),
                municipality: MunicipalityCode::parse(place).ok(),
                service_area: area(reach),
                capacity: None,
            });
        }
    }
}

fn area(reach: &str) -> ServiceArea {
    let codes = || reach.split_whitespace();
    match codes().next().map(str::len) {
        None => ServiceArea::OwnMunicipality,
        Some(2) => ServiceArea::Counties(
            codes()
                .map(|code| CountyCode::parse(code).unwrap())
                .collect(),
        ),
        Some(4) => {
            let codes = codes().map(|code| MunicipalityCode::parse(code).unwrap());
            ServiceArea::Municipalities(codes.collect())
        }
        Some(_) => ServiceArea::Country,
    }
}
