//! What all samples together have to keep.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{
    org_number::OrgNumber,
    place::{MunicipalityCode, counties},
    terms::{BenefitArea, Industry, IntegrationService, LegalForm},
};
use time::macros::date;

use super::*;

fn samples() -> Vec<Profile> {
    generate(COUNT, SEED, date!(2026 - 05 - 04))
}

fn most_frequent<'a>(texts: impl Iterator<Item = &'a str>) -> (usize, String) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map(|(text, count)| (count, text.to_owned())).unwrap()
}

#[test]
fn the_same_seed_makes_the_same_samples() {
    assert_eq!(samples(), samples());
    assert_ne!(samples(), generate(COUNT, 1, date!(2026 - 05 - 04)));
}

#[test]
fn there_are_400_and_they_follow_the_real_spread() {
    let samples = samples();
    assert_eq!(samples.len(), COUNT);
    let quotas = spread::by_county(COUNT);
    for county in counties() {
        let here = samples
            .iter()
            .filter(|profile| profile.municipality_code.starts_with(county.code));
        let count = here.count();
        let quota = quotas[county.code];
        assert_eq!(count, quota, "{}", county.name);
    }
}

#[test]
fn names_numbers_and_addresses_are_each_given_once() {
    let samples = samples();
    let distinct =
        |field: fn(&Profile) -> &str| samples.iter().map(field).collect::<BTreeSet<_>>().len();
    assert_eq!(distinct(|profile| &profile.name), COUNT);
    assert_eq!(distinct(|profile| &profile.org_number), COUNT);
    assert_eq!(distinct(|profile| &profile.website), COUNT);
    assert_eq!(distinct(|profile| &profile.email), COUNT);
    assert_eq!(distinct(|profile| &profile.description), COUNT);
}

#[test]
fn no_text_is_worn_out() {
    let samples = samples();
    let offers = samples.iter().flat_map(|profile| &profile.activities);
    let (count, offer) = most_frequent(offers.map(|activity| activity.offer.as_str()));
    assert!(count <= 3, "{count} times: {offer}");
    let sentences = samples
        .iter()
        .flat_map(|profile| profile.description.split(['.', '\n']));
    let (count, sentence) = most_frequent(sentences.map(str::trim).filter(|part| !part.is_empty()));
    assert!(count <= 25, "{count} times: {sentence}");
    let openings = samples
        .iter()
        .filter_map(|profile| profile.description.split('.').next());
    let (count, opening) = most_frequent(openings);
    assert!(count <= 15, "{count} times: {opening}");
}

#[test]
fn every_field_passes_the_parsers_of_the_kernel() {
    for profile in samples() {
        OrgNumber::parse(&profile.org_number).unwrap();
        LegalForm::parse(&profile.legal_form).unwrap();
        MunicipalityCode::parse(&profile.municipality_code).unwrap();
        assert!(
            (1..=3).contains(&profile.activities.len()),
            "{}",
            profile.name
        );
        for activity in &profile.activities {
            Industry::parse(&activity.industry).unwrap();
            let area = activity.service_area.clone().unwrap();
            for code in &area.municipality_codes {
                MunicipalityCode::parse(code).unwrap();
            }
            assert!(activity.capacity.unwrap().confirmed_at.is_some());
        }
        for slug in &profile.services {
            IntegrationService::parse(slug).unwrap();
        }
        for slug in &profile.social_benefit_areas {
            BenefitArea::parse(slug).unwrap();
        }
        assert!(
            !profile.description.contains(['{', '}']),
            "{}",
            profile.name
        );
        assert!(profile.website.ends_with(".example"), "{}", profile.website);
        assert!(profile.email.len() < 80 && !profile.email.contains("--"));
    }
}

#[test]
fn every_industry_is_sold_somewhere() {
    let samples = samples();
    let sold: BTreeSet<_> = samples
        .iter()
        .flat_map(|profile| &profile.activities)
        .map(|activity| activity.industry.as_str())
        .collect();
    assert_eq!(sold.len(), Industry::all().len());
}

#[rstest::rstest]
#[case("1480", "catering")]
#[case("13", "hunddagis")]
#[case("2380", "cafe-restaurang")]
#[case("21", "stad")]
#[case("0380", "second-hand")]
#[case("0581", "arbetstraning")]
#[case("06", "montering-lego")]
fn the_searches_of_a_demonstration_find_somebody(#[case] place: &str, #[case] industry: &str) {
    let fits = |profile: &Profile| {
        let sells = profile
            .activities
            .iter()
            .any(|sold| sold.industry == industry);
        profile.municipality_code.starts_with(place) && sells
    };
    assert!(samples().iter().any(fits));
}
