//! An enterprise as the wire has it: from the index, or from the directory.

use chassis::times::timestamp;
use kernel::terms::Industry;
use proto::asf::registry::v1 as wire;

use crate::{
    domain::enterprise::FieldReason,
    grpc::convert::{etag, state},
    projection::directory::Entry,
    search::listing::{Activity, Capacity, Listing, ServiceArea},
};

/// A row of the list shows so many characters of the description.
const EXCERPT: usize = 240;

/// A listed enterprise.
pub(in crate::grpc) fn of_listing(listing: &Listing) -> wire::Enterprise {
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
        certified: listing.certified,
    }
}

/// An enterprise in any state, for those who may see all of it.
pub(in crate::grpc) fn of_entry(entry: Entry) -> wire::Enterprise {
    let profile = entry.profile;
    let county = profile.municipality.map(|seat| seat.county().into());
    wire::Enterprise {
        organisation_id: entry.organisation.map(Into::into).unwrap_or_default(),
        id: entry.id.to_string(),
        slug: entry.slug.as_str().to_owned(),
        state: state(entry.stage).into(),
        county_code: county.unwrap_or_default(),
        industries: sorted(profile.industries()),
        profile: Some(wire::Profile {
            name: profile.name.as_str().to_owned(),
            org_number: profile.org_number.map(Into::into).unwrap_or_default(),
            legal_form: profile.legal_form.map(Into::into).unwrap_or_default(),
            description: text(profile.description.as_ref().map(|it| it.as_str())),
            municipality_code: profile.municipality.map(Into::into).unwrap_or_default(),
            activities: profile
                .activities
                .into_iter()
                .map(|it| activity(&it.into()))
                .collect(),
            services: strings(&profile.services),
            social_benefit_areas: strings(&profile.benefits),
            website: text(profile.website.as_ref().map(|it| it.as_str())),
            email: text(profile.email.as_ref().map(|it| it.as_str())),
            phone: text(profile.phone.as_ref().map(|it| it.as_str())),
        }),
        etag: etag(entry.version),
        created_at: Some(timestamp(entry.created_at)),
        updated_at: Some(timestamp(entry.updated_at)),
        listed_at: entry.listed_at.map(timestamp),
        return_reasons: entry.return_reasons.iter().map(reason).collect(),
        certified: false,
    }
}

/// A row of the list.
pub(in crate::grpc) fn summary(
    listing: &Listing,
    distance_km: Option<u32>,
) -> wire::EnterpriseSummary {
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
        certified: listing.certified,
        listed_at: Some(timestamp(listing.listed_at)),
        distance_km,
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

fn reason(reason: &FieldReason) -> wire::FieldReason {
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
    use super::*;

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
