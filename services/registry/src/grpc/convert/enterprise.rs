//! An enterprise as the wire has it: from the index, or from the directory.

use chassis::{caller::Caller, times::timestamp};
use host::etag::etag;
use kernel::{stockholm, terms::Industry};
use proto::asf::registry::v1 as wire;
use time::{Date, OffsetDateTime};

use crate::{
    domain::{
        enterprise::FieldReason,
        values::{
            certification::Certification,
            freshness::{Freshness, NEVER},
            profile::Profile,
        },
    },
    grpc::convert::{action::Possible, review, state},
    projection::directory::Entry,
    search::listing::{Activity, Capacity, Listing, ServiceArea},
};

/// A row of the list shows so many characters of the description.
const EXCERPT: usize = 240;

/// A listed enterprise.
pub(in crate::grpc) fn of_listing(listing: &Listing, today: Date) -> wire::Enterprise {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    wire::Enterprise {
        organisation_id: String::new(),
        id: listing.id.to_string(),
        slug: listing.slug.clone(),
        state: wire::State::Listed.into(),
        profile: Some(wire::Profile {
            name: listing.name.clone(),
            org_number: listing.org_number.to_string(),
            legal_form: listing.legal_form.into(),
            description: listing.description.clone(),
            municipality_code: listing.municipality.into(),
            activities: listing.activities.iter().map(activity).collect(),
            services: strings(&listing.services),
            social_benefit_areas: strings(&listing.benefits),
            website: text(&listing.website),
            email: text(&listing.email),
            phone: text(&listing.phone),
        }),
        county_code: listing.municipality.county().into(),
        industries: sorted(listing.industries()),
        etag: etag(listing.version),
        created_at: Some(timestamp(listing.created_at)),
        updated_at: Some(timestamp(listing.updated_at)),
        listed_at: Some(timestamp(listing.listed_at)),
        return_reasons: Vec::new(),
        certified: listing.is_certified_on(today),
        certification: held_by(listing).and_then(|it| certification(it, today)),
        member: listing.member,
        freshness: freshness_of(listing, today).into(),
        // What is between the enterprise and those who review it.
        attestations: Vec::new(),
        pending: None,
        rejection_reason: String::new(),
        relists_at_once: false,
        allowed_actions: Vec::new(),
        missing_fields: Vec::new(),
        needed_field_count: 0,
        reviewed_fields: Vec::new(),
    }
}

/// An enterprise in any state, for a caller who may see all of it.
pub(in crate::grpc) fn of_entry(
    entry: Entry,
    caller: &Caller,
    now: OffsetDateTime,
) -> wire::Enterprise {
    let today = stockholm::today(now);
    let possible = Possible::of(&entry, caller, now);
    let held = entry.certification.and_then(|it| certification(it, today));
    let pending = entry.pending.as_ref();
    let pending = pending.map(|it| review::pending(it, &entry.profile));
    let profile = entry.profile;
    let county = profile.municipality.map(|seat| seat.county().into());
    wire::Enterprise {
        organisation_id: entry.organisation.map(Into::into).unwrap_or_default(),
        id: entry.id.to_string(),
        slug: entry.slug.as_str().to_owned(),
        state: state(entry.stage).into(),
        county_code: county.unwrap_or_default(),
        industries: sorted(profile.industries()),
        profile: Some(whole(profile)),
        etag: etag(entry.version),
        created_at: Some(timestamp(entry.created_at)),
        updated_at: Some(timestamp(entry.updated_at)),
        listed_at: entry.listed_at.map(timestamp),
        return_reasons: entry.return_reasons.iter().map(reason).collect(),
        certified: held.is_some(),
        certification: held,
        member: entry.member,
        freshness: freshness(entry.capacity_confirmed_at, today).into(),
        attestations: review::attestations(&entry.attestations),
        pending,
        rejection_reason: text(entry.rejection.as_ref().map(|it| it.as_str())),
        relists_at_once: entry.relists_at_once,
        allowed_actions: possible.allowed_actions,
        missing_fields: possible.missing_fields,
        needed_field_count: possible.needed_field_count,
        reviewed_fields: possible.reviewed_fields,
    }
}

/// A profile with everything that it says.
pub(super) fn whole(profile: Profile) -> wire::Profile {
    let activities = profile.activities.into_iter();
    wire::Profile {
        name: profile.name.as_str().to_owned(),
        org_number: profile.org_number.map(Into::into).unwrap_or_default(),
        legal_form: profile.legal_form.map(Into::into).unwrap_or_default(),
        description: text(profile.description.as_ref().map(|it| it.as_str())),
        municipality_code: profile.municipality.map(Into::into).unwrap_or_default(),
        activities: activities.map(|it| activity(&it.into())).collect(),
        services: strings(&profile.services),
        social_benefit_areas: strings(&profile.benefits),
        website: text(profile.website.as_ref().map(|it| it.as_str())),
        email: text(profile.email.as_ref().map(|it| it.as_str())),
        phone: text(profile.phone.as_ref().map(|it| it.as_str())),
    }
}

fn held_by(listing: &Listing) -> Option<Certification> {
    let days = listing.certified_from.zip(listing.certified_until);
    days.map(|(issued_on, expires_on)| Certification {
        issued_on,
        expires_on,
    })
}

/// Nothing for one that has ended, though nobody has said so yet.
fn certification(held: Certification, today: Date) -> Option<wire::Certification> {
    held.is_valid_on(today).then(|| wire::Certification {
        issued_on: held.issued_on.to_string(),
        expires_on: held.expires_on.to_string(),
        renewable_from: held.renewable_from().to_string(),
    })
}

fn freshness_of(listing: &Listing, today: Date) -> wire::Freshness {
    let states_any = listing.activities.iter().any(|it| it.capacity.is_some());
    let confirmed_at = listing.capacity_confirmed_at();
    let confirmed_at = states_any.then(|| confirmed_at.unwrap_or(NEVER));
    freshness(confirmed_at, today)
}

fn freshness(confirmed_at: Option<OffsetDateTime>, today: Date) -> wire::Freshness {
    let confirmed_on = confirmed_at.map(stockholm::today);
    match confirmed_on.map(|day| Freshness::of(day, today)) {
        None => wire::Freshness::Unspecified,
        Some(Freshness::Fresh) => wire::Freshness::Fresh,
        Some(Freshness::Aging) => wire::Freshness::Aging,
        Some(Freshness::Stale) => wire::Freshness::Stale,
    }
}

/// A row of the list.
pub(in crate::grpc) fn summary(
    listing: &Listing,
    distance_km: Option<u32>,
    today: Date,
) -> wire::EnterpriseSummary {
    let held = held_by(listing).and_then(|it| certification(it, today));
    wire::EnterpriseSummary {
        id: listing.id.to_string(),
        slug: listing.slug.clone(),
        name: listing.name.clone(),
        org_number: listing.org_number.to_string(),
        county_code: listing.municipality.county().into(),
        municipality_code: listing.municipality.into(),
        industries: sorted(listing.industries()),
        services: strings(&listing.services),
        social_benefit_areas: strings(&listing.benefits),
        excerpt: excerpt(&listing.description),
        certified: held.is_some(),
        listed_at: Some(timestamp(listing.listed_at)),
        distance_km,
        member: listing.member,
        certified_until: held.map(|it| it.expires_on).unwrap_or_default(),
        freshness: freshness_of(listing, today).into(),
    }
}

fn text(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

fn strings<T: Copy + Into<String>>(terms: &[T]) -> Vec<String> {
    terms.iter().map(|&term| term.into()).collect()
}

/// By slug, as the contract says.
fn sorted(industries: Vec<Industry>) -> Vec<String> {
    let mut slugs = strings(&industries);
    slugs.sort_unstable();
    slugs
}

pub(super) fn reason(reason: &FieldReason) -> wire::FieldReason {
    wire::FieldReason {
        field: text(reason.field.as_ref().map(|it| it.as_str())),
        reason: reason.reason.as_str().to_owned(),
    }
}

fn activity(activity: &Activity) -> wire::Activity {
    wire::Activity {
        industry: activity.industry.into(),
        offer: activity.offer.clone(),
        municipality_code: activity.municipality.map(Into::into).unwrap_or_default(),
        service_area: Some(service_area(&activity.service_area)),
        capacity: activity.capacity.as_ref().map(capacity),
    }
}

fn service_area(area: &ServiceArea) -> wire::ServiceArea {
    let (reach, municipality_codes, county_codes) = match area {
        ServiceArea::OwnMunicipality => (wire::Reach::OwnMunicipality, vec![], vec![]),
        ServiceArea::Municipalities(places) => {
            (wire::Reach::Municipalities, strings(places), vec![])
        }
        ServiceArea::Counties(places) => (wire::Reach::Counties, vec![], strings(places)),
        ServiceArea::Country => (wire::Reach::Country, vec![], vec![]),
    };
    wire::ServiceArea {
        reach: reach.into(),
        municipality_codes,
        county_codes,
    }
}

fn capacity(capacity: &Capacity) -> wire::Capacity {
    wire::Capacity {
        people: capacity.people,
        weekly_hours: capacity.weekly_hours,
        lead_time_days: capacity.lead_time_days,
        confirmed_at: capacity.confirmed_at.map(timestamp),
    }
}

/// The first sentences as far as they fit, else the first words.
fn excerpt(description: &str) -> String {
    let line = description.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = line.char_indices().nth(EXCERPT) else {
        return line;
    };
    let fits = &line[..end];
    if let Some(sentences) = fits.rfind(". ").filter(|at| *at > EXCERPT / 3) {
        return fits[..=sentences].to_owned();
    }
    // One character of the room is for the dots.
    let room = fits.char_indices().last().map_or(0, |(at, _)| at);
    let words = fits[..room].rfind(' ').unwrap_or(room);
    format!("{}…", &fits[..words])
}

#[cfg(test)]
mod tests {
    use time::{
        Time,
        macros::{date, datetime},
    };
    use uuid::Uuid;

    use super::*;
    use crate::domain::{
        enterprise::changes::Pending,
        values::{
            criteria::Criterion,
            profile::Part,
            text::{Ground, Name},
        },
    };

    const TODAY: Date = date!(2026 - 11 - 24);

    fn seen_on(entry: Entry, day: Date) -> wire::Enterprise {
        let now = stockholm::moment(day, Time::MIDNIGHT);
        of_entry(entry, &Caller::anonymous(), now)
    }

    fn entry() -> Entry {
        let profile = Profile::named(Name::parse("Exempelköket").unwrap());
        let (id, at) = (Uuid::from_u128(1), datetime!(2026-11-01 12:00 UTC));
        let slug = profile.slugs(id).remove(0);
        Entry::draft(id, slug, profile, at)
    }

    #[test]
    fn what_waits_stands_beside_what_was_approved() {
        let ground = Ground::parse("Vi äger oss själva.").ok();
        let pending = Pending {
            parts: vec![Part::Name(Name::parse("Nya köket").unwrap())],
            attestations: vec![(Criterion::Independence, ground)],
            proposed_at: datetime!(2026-11-20 12:00 UTC),
            return_reasons: vec![],
        };
        let pending = Some(pending);
        let seen = seen_on(Entry { pending, ..entry() }, TODAY);
        assert_eq!(seen.profile.unwrap().name, "Exempelköket");
        let pending = seen.pending.unwrap();
        assert_eq!(pending.profile.unwrap().name, "Nya köket");
        assert_eq!(pending.fields, ["name"]);
        assert_eq!(pending.attestations[0].ground, "Vi äger oss själva.");
    }

    #[test]
    fn a_certification_that_has_ended_is_none_though_nobody_said_so() {
        let certification = Some(Certification::issued(date!(2024 - 11 - 24)));
        let entry = Entry {
            certification,
            ..entry()
        };
        let valid = seen_on(entry.clone(), TODAY);
        assert!(valid.certified);
        let held = valid.certification.unwrap();
        assert_eq!(held.expires_on, "2026-11-24");
        assert_eq!(held.renewable_from, "2026-05-28");
        let ended = seen_on(entry, date!(2026 - 11 - 25));
        assert!(!ended.certified && ended.certification.is_none());
    }

    #[test]
    fn capacity_is_as_fresh_as_its_oldest_confirmation() {
        let of = |confirmed_at| freshness(confirmed_at, TODAY);
        assert_eq!(of(None), wire::Freshness::Unspecified);
        assert_eq!(of(Some(NEVER)), wire::Freshness::Stale);
        let confirmed = datetime!(2026-07-01 12:00 UTC);
        assert_eq!(of(Some(confirmed)), wire::Freshness::Aging);
    }

    #[test]
    fn a_short_description_is_its_own_excerpt() {
        assert_eq!(excerpt("Vi lagar\n\nmat."), "Vi lagar mat.");
    }

    #[test]
    fn an_excerpt_ends_with_a_sentence_or_with_a_word() {
        let sentences = "Vi lagar mat åt alla som vill ha den. ".repeat(20);
        assert!(excerpt(&sentences).ends_with("vill ha den."));
        let words = "mat ".repeat(100);
        assert!(excerpt(&words).ends_with("mat…"));
        for text in [sentences, words, "å".repeat(500)] {
            let length = excerpt(&text).chars().count();
            assert!((120..=EXCERPT).contains(&length), "{length}");
        }
    }
}
