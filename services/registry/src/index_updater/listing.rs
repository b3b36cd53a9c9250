//! From a row of the directory to what the index takes.

use crate::{
    domain::{enterprise::Stage, values::activity as stored},
    projection::directory::Entry,
    search::listing::{Activity, Capacity, Listing, ServiceArea},
};

/// Nothing for an enterprise that is not on the list. One that is has all that
/// a listing needs: the aggregate lets no other in.
pub(crate) fn of(entry: Entry) -> Option<Listing> {
    if entry.stage != Stage::Listed {
        return None;
    }
    let profile = entry.profile;
    Some(Listing {
        id: entry.id,
        slug: entry.slug.as_str().to_owned(),
        version: entry.version,
        name: profile.name.as_str().to_owned(),
        org_number: profile.org_number?,
        legal_form: profile.legal_form?,
        description: profile.description?.as_str().to_owned(),
        municipality: profile.municipality?,
        activities: profile.activities.into_iter().map(Activity::from).collect(),
        services: profile.services,
        benefits: profile.benefits,
        website: profile.website.map(|it| it.as_str().to_owned()),
        email: profile.email.map(|it| it.as_str().to_owned()),
        phone: profile.phone.map(|it| it.as_str().to_owned()),
        certified_from: entry.certification.map(|it| it.issued_on),
        certified_until: entry.certification.map(|it| it.expires_on),
        member: entry.member,
        created_at: entry.created_at,
        updated_at: entry.updated_at,
        listed_at: entry.listed_at?,
    })
}

impl From<stored::Activity> for Activity {
    fn from(activity: stored::Activity) -> Self {
        Self {
            industry: activity.industry,
            offer: activity
                .offer
                .map(|offer| offer.as_str().to_owned())
                .unwrap_or_default(),
            municipality: activity.municipality,
            service_area: activity.service_area.into(),
            capacity: activity.capacity.map(Capacity::from),
        }
    }
}

impl From<stored::ServiceArea> for ServiceArea {
    fn from(area: stored::ServiceArea) -> Self {
        match area {
            stored::ServiceArea::OwnMunicipality => Self::OwnMunicipality,
            stored::ServiceArea::Municipalities(places) => Self::Municipalities(places),
            stored::ServiceArea::Counties(places) => Self::Counties(places),
            stored::ServiceArea::Country => Self::Country,
        }
    }
}

impl From<stored::Capacity> for Capacity {
    fn from(capacity: stored::Capacity) -> Self {
        Self {
            people: capacity.people,
            weekly_hours: capacity.weekly_hours,
            lead_time_days: capacity.lead_time_days,
            confirmed_at: capacity.confirmed_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use kernel::{
        org_number::OrgNumber,
        place::MunicipalityCode,
        terms::{Industry, LegalForm},
    };
    use time::OffsetDateTime;
    use uuid::Uuid;

    use super::*;
    use crate::domain::values::{
        profile::{Part, Profile},
        text::{Description, Name},
    };

    fn entry(stage: Stage) -> Entry {
        let industry = Industry::parse("catering").unwrap();
        let profile = Profile::named(Name::parse("Café Exempel").unwrap())
            .with(Part::OrgNumber(OrgNumber::parse("5560160680").ok()))
            .with(Part::LegalForm(LegalForm::parse("stiftelse").ok()))
            .with(Part::Description(Description::parse("Mat.").ok()))
            .with(Part::Municipality(MunicipalityCode::parse("1480").ok()))
            .with(Part::Activities(vec![stored::Activity::at_the_seat(
                industry,
            )]));
        let (id, at) = (Uuid::nil(), OffsetDateTime::UNIX_EPOCH);
        let slug = profile.slugs(id).remove(0);
        Entry {
            stage,
            listed_at: Some(at),
            ..Entry::draft(id, slug, profile, at)
        }
    }

    #[test]
    fn an_enterprise_on_the_list_is_searched_with_its_whole_profile() {
        let listing = of(entry(Stage::Listed)).unwrap();
        assert_eq!(
            (listing.name.as_str(), listing.slug.as_str()),
            ("Café Exempel", "cafe-exempel")
        );
        assert_eq!(listing.industries(), [Industry::parse("catering").unwrap()]);
        assert_eq!(listing.places(), [MunicipalityCode::parse("1480").unwrap()]);
    }

    #[test]
    fn an_enterprise_off_the_list_is_not_searched() {
        for stage in [
            Stage::Draft,
            Stage::Submitted,
            Stage::Returned,
            Stage::Rejected,
            Stage::Unlisted,
            Stage::Closed,
        ] {
            assert_eq!(of(entry(stage)), None, "{stage:?}");
        }
    }
}
