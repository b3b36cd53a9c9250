//! A profile from the wire as parts whose values cannot be wrong.

use chassis::times::time_of;
use kernel::{
    fault::{BrokenRule, ErrorReason, Faults},
    org_number::OrgNumber,
    place::{CountyCode, MunicipalityCode},
    terms::{BenefitArea, Industry, IntegrationService, LegalForm},
};
use proto::asf::registry::v1 as wire;

use crate::domain::values::{
    activity::{Activity, Capacity, ServiceArea},
    contact::{Email, Phone, Website},
    fault::ValueError,
    field::Field,
    profile::{Part, Profile},
    text::{Description, Name, Offer},
};

/// The whole profile; nothing without a name.
pub(in crate::grpc) fn whole(profile: &wire::Profile, faults: &mut Faults) -> Option<Profile> {
    let name = faults.take("profile.name", Name::parse(&profile.name));
    let parts = parts(profile, &Field::ALL, faults);
    Some(parts.into_iter().fold(Profile::named(name?), Profile::with))
}

/// The named fields with their values; an empty value clears its field.
pub(in crate::grpc) fn parts(
    profile: &wire::Profile,
    fields: &[Field],
    faults: &mut Faults,
) -> Vec<Part> {
    let parts = fields.iter();
    parts
        .filter_map(|field| part(profile, *field, faults))
        .collect()
}

fn part(profile: &wire::Profile, field: Field, faults: &mut Faults) -> Option<Part> {
    let path = format!("profile.{}", field.name());
    let path = path.as_str();
    Some(match field {
        Field::Name => Part::Name(faults.take(path, Name::parse(&profile.name))?),
        Field::OrgNumber => {
            Part::OrgNumber(faults.optional(path, &profile.org_number, OrgNumber::parse))
        }
        Field::LegalForm => {
            Part::LegalForm(faults.optional(path, &profile.legal_form, LegalForm::parse))
        }
        Field::Description => {
            Part::Description(faults.optional(path, &profile.description, Description::parse))
        }
        Field::Municipality => {
            let code = &profile.municipality_code;
            Part::Municipality(faults.optional(path, code, MunicipalityCode::parse))
        }
        Field::Activities => Part::Activities(activities(&profile.activities, path, faults)),
        Field::Services => {
            Part::Services(faults.all(path, texts(&profile.services), IntegrationService::parse))
        }
        Field::Benefits => Part::Benefits(faults.all(
            path,
            texts(&profile.social_benefit_areas),
            BenefitArea::parse,
        )),
        Field::Website => Part::Website(faults.optional(path, &profile.website, Website::parse)),
        Field::Email => Part::Email(faults.optional(path, &profile.email, Email::parse)),
        Field::Phone => Part::Phone(faults.optional(path, &profile.phone, Phone::parse)),
    })
}

fn activities(activities: &[wire::Activity], path: &str, faults: &mut Faults) -> Vec<Activity> {
    let activities = activities.iter().enumerate();
    activities
        .filter_map(|(nth, it)| activity(it, &format!("{path}[{nth}]"), faults))
        .collect()
}

/// Nothing without an industry.
fn activity(activity: &wire::Activity, path: &str, faults: &mut Faults) -> Option<Activity> {
    let at = |field: &str| format!("{path}.{field}");
    let industry = if activity.industry.trim().is_empty() {
        Err(ValueError::Empty)
    } else {
        Industry::parse(&activity.industry).map_err(ValueError::from)
    };
    let industry = faults.take(at("industry"), industry);
    let offer = faults.optional(&at("offer"), &activity.offer, Offer::parse);
    let place = &activity.municipality_code;
    let municipality = faults.optional(&at("municipality_code"), place, MunicipalityCode::parse);
    let service_area = match &activity.service_area {
        Some(area) => service_area(area, &at("service_area"), faults),
        None => Some(ServiceArea::OwnMunicipality),
    };
    let capacity = activity.capacity.as_ref();
    let capacity = capacity.map(|it| self::capacity(it, &at("capacity"), faults));
    Some(Activity {
        industry: industry?,
        offer,
        municipality,
        service_area: service_area?,
        capacity,
    })
}

fn service_area(area: &wire::ServiceArea, path: &str, faults: &mut Faults) -> Option<ServiceArea> {
    let (places, counties) = ("municipality_codes", "county_codes");
    let at = |field: &str| format!("{path}.{field}");
    let reach = area.reach();
    let mut misfit = |field: &str, is_misfit: bool| {
        if is_misfit {
            let error = ValueError::DoesNotFitReach("leave it empty");
            faults.add(at(field), error.rule(), error.to_string());
        }
    };
    let has_places = !area.municipality_codes.is_empty();
    let has_counties = !area.county_codes.is_empty();
    misfit(places, has_places && reach != wire::Reach::Municipalities);
    misfit(counties, has_counties && reach != wire::Reach::Counties);
    match reach {
        wire::Reach::Unspecified | wire::Reach::OwnMunicipality => {
            Some(ServiceArea::OwnMunicipality)
        }
        wire::Reach::Municipalities => {
            let codes = texts(&area.municipality_codes);
            let codes = faults.all(&at(places), codes, MunicipalityCode::parse);
            faults.take(at(places), ServiceArea::municipalities(codes))
        }
        wire::Reach::Counties => {
            let codes = texts(&area.county_codes);
            let codes = faults.all(&at(counties), codes, CountyCode::parse);
            faults.take(at(counties), ServiceArea::counties(codes))
        }
        wire::Reach::Country => Some(ServiceArea::Country),
    }
}

fn texts(texts: &[String]) -> impl Iterator<Item = &str> {
    texts.iter().map(String::as_str)
}

fn capacity(capacity: &wire::Capacity, path: &str, faults: &mut Faults) -> Capacity {
    let confirmed_at = capacity.confirmed_at.as_ref().and_then(|given| {
        let at = time_of(given);
        if at.is_none() {
            let message = "this is no time between the years 0 and 9999";
            faults.add(
                format!("{path}.confirmed_at"),
                ErrorReason::NotATime,
                message,
            );
        }
        at
    });
    Capacity {
        people: capacity.people,
        weekly_hours: capacity.weekly_hours,
        lead_time_days: capacity.lead_time_days,
        confirmed_at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete() -> wire::Profile {
        wire::Profile {
            name: " Café Exempel ".to_owned(),
            org_number: "5560160680".to_owned(),
            legal_form: "stiftelse".to_owned(),
            description: "Vi lagar mat.".to_owned(),
            municipality_code: "1480".to_owned(),
            activities: vec![wire::Activity {
                industry: "catering".to_owned(),
                offer: "Luncher.".to_owned(),
                municipality_code: "1481".to_owned(),
                service_area: Some(wire::ServiceArea {
                    reach: wire::Reach::Counties.into(),
                    county_codes: vec!["14".to_owned()],
                    ..Default::default()
                }),
                capacity: Some(wire::Capacity {
                    people: 8,
                    ..Default::default()
                }),
            }],
            services: vec!["praktik".to_owned()],
            social_benefit_areas: vec!["miljo".to_owned()],
            website: "https://cafe.example".to_owned(),
            email: "info@cafe.example".to_owned(),
            phone: "031-12 34 56".to_owned(),
        }
    }

    fn faults_of(profile: &wire::Profile) -> Vec<(String, &'static str)> {
        let mut faults = Faults::default();
        whole(profile, &mut faults);
        let faults = faults.into_vec().into_iter();
        faults
            .map(|fault| (fault.field, fault.rule.as_str_name()))
            .collect()
    }

    #[test]
    fn a_profile_is_parsed_and_trimmed() {
        let mut faults = Faults::default();
        let profile = whole(&complete(), &mut faults).unwrap();
        assert!(faults.is_empty());
        assert_eq!(profile.name.as_str(), "Café Exempel");
        assert_eq!(profile.org_number.unwrap().to_string(), "556016-0680");
        assert_eq!(profile.missing(), []);
    }

    #[test]
    fn all_faults_come_at_once_and_name_their_fields() {
        let mut profile = complete();
        profile.org_number = "556016-0681".to_owned();
        profile.legal_form = "handelsbolag".to_owned();
        profile.municipality_code = "9999".to_owned();
        profile.services = vec!["praktik".to_owned(), "vila".to_owned()];
        profile.website = "javascript:alert(1)".to_owned();
        profile.email = "info".to_owned();
        profile.activities[0].industry = "rymdfart".to_owned();
        profile.activities[0].offer = "a\u{0}".to_owned();
        assert_eq!(
            faults_of(&profile),
            [
                ("profile.org_number", "WRONG_CHECK_DIGIT"),
                ("profile.legal_form", "UNKNOWN_VALUE"),
                ("profile.municipality_code", "UNKNOWN_VALUE"),
                ("profile.activities[0].industry", "UNKNOWN_VALUE"),
                ("profile.activities[0].offer", "CONTROL_CHARACTER"),
                ("profile.services[1]", "UNKNOWN_VALUE"),
                ("profile.website", "NOT_A_WEBSITE"),
                ("profile.email", "NOT_AN_EMAIL"),
            ]
            .map(|(field, rule)| (field.to_owned(), rule))
        );
    }

    #[test]
    fn a_service_area_names_places_that_fit_its_reach() {
        let area = "profile.activities[0].service_area";
        for (reach, places, counties, faults) in [
            (
                wire::Reach::Country,
                &[][..],
                &["14"][..],
                vec![("county_codes", "DOES_NOT_FIT_REACH")],
            ),
            (
                wire::Reach::Counties,
                &["1480"],
                &["14"],
                vec![("municipality_codes", "DOES_NOT_FIT_REACH")],
            ),
            (
                wire::Reach::Municipalities,
                &[],
                &[],
                vec![("municipality_codes", "REQUIRED")],
            ),
            (
                wire::Reach::Counties,
                &[],
                &["14", "02"],
                vec![("county_codes[1]", "UNKNOWN_VALUE")],
            ),
            (wire::Reach::Municipalities, &["1480", "1481"], &[], vec![]),
        ] {
            let texts = |codes: &[&str]| codes.iter().map(|&it| it.to_owned()).collect();
            let mut profile = complete();
            profile.activities[0].service_area = Some(wire::ServiceArea {
                reach: reach.into(),
                municipality_codes: texts(places),
                county_codes: texts(counties),
            });
            let faults: Vec<_> = faults
                .into_iter()
                .map(|(field, rule)| (format!("{area}.{field}"), rule))
                .collect();
            assert_eq!(faults_of(&profile), faults, "{reach:?}");
        }
    }

    #[test]
    fn an_empty_value_clears_its_field_and_other_fields_are_left_alone() {
        let profile = wire::Profile::default();
        let mut faults = Faults::default();
        let parts = parts(&profile, &[Field::Website, Field::Activities], &mut faults);
        assert!(faults.is_empty());
        assert_eq!(parts, [Part::Website(None), Part::Activities(vec![])]);
    }
}
