//! What differs between two states of an enterprise, in words for the person
//! who reviews it or reads its history. The words are Swedish: they quote what
//! stands on a Swedish list.

use kernel::place::{self, CountyCode, MunicipalityCode};

use crate::domain::values::{
    activity::{Activity, Capacity, ServiceArea},
    criteria::{Attestations, Criterion},
    field::Field,
    profile::Profile,
};

/// One field with what it said and what it says; nothing is an empty text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// As in an update mask; `attestations[<criterion>]` for a ground.
    pub(crate) field: String,
    pub(crate) before: String,
    pub(crate) after: String,
}

/// What changed, in the order in which the profile shows it; of a first state
/// all that it says. Confirming a capacity is no change of it.
pub(crate) fn differences(
    before: Option<(&Profile, &Attestations)>,
    after: (&Profile, &Attestations),
) -> Vec<Difference> {
    let (was, attested) = before.unzip();
    let fields = Field::ALL.into_iter().map(|field| match field {
        Field::Activities => activities(was, after.0),
        Field::Name
        | Field::OrgNumber
        | Field::LegalForm
        | Field::Description
        | Field::Municipality
        | Field::Services
        | Field::Benefits
        | Field::Website
        | Field::Email
        | Field::Phone => Difference {
            field: field.name().to_owned(),
            before: was.map(|it| text(it, field)).unwrap_or_default(),
            after: text(after.0, field),
        },
    });
    let grounds = Criterion::ALL.into_iter().map(|criterion| Difference {
        field: criterion.path(),
        before: attested.map(|it| ground(it, criterion)).unwrap_or_default(),
        after: ground(after.1, criterion),
    });
    fields
        .chain(grounds)
        .filter(|it| it.before != it.after)
        .collect()
}

/// Only the activities that are not in both, a paragraph each.
fn activities(before: Option<&Profile>, after: &Profile) -> Difference {
    let before = before.map(activities_of).unwrap_or_default();
    let after = activities_of(after);
    let without = |these: &[String], others: &[String]| {
        let only = these.iter().filter(|it| !others.contains(it));
        only.map(String::as_str).collect::<Vec<_>>().join("\n\n")
    };
    Difference {
        field: Field::Activities.name().to_owned(),
        before: without(&before, &after),
        after: without(&after, &before),
    }
}

fn activities_of(profile: &Profile) -> Vec<String> {
    profile.activities.iter().map(activity).collect()
}

fn ground(attestations: &Attestations, criterion: Criterion) -> String {
    let ground = attestations.get(criterion);
    ground.map(|it| it.as_str().to_owned()).unwrap_or_default()
}

fn text(profile: &Profile, field: Field) -> String {
    let words = match field {
        Field::Name => Some(profile.name.as_str().to_owned()),
        Field::OrgNumber => profile.org_number.map(|it| it.to_string()),
        Field::LegalForm => profile.legal_form.map(|it| it.sv().to_owned()),
        Field::Description => owned(profile.description.as_ref().map(|it| it.as_str())),
        Field::Municipality => profile.municipality.map(|it| municipality(it).to_owned()),
        Field::Activities => Some(activities_of(profile).join("\n\n")),
        Field::Services => Some(listed(profile.services.iter().map(|it| it.sv()))),
        Field::Benefits => Some(listed(profile.benefits.iter().map(|it| it.sv()))),
        Field::Website => owned(profile.website.as_ref().map(|it| it.as_str())),
        Field::Email => owned(profile.email.as_ref().map(|it| it.as_str())),
        Field::Phone => owned(profile.phone.as_ref().map(|it| it.as_str())),
    };
    words.unwrap_or_default()
}

fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

fn activity(activity: &Activity) -> String {
    let mut lines = vec![activity.industry.sv().to_owned()];
    lines.extend(owned(activity.offer.as_ref().map(|it| it.as_str())));
    let place = activity.municipality.map(municipality);
    lines.extend(place.map(|name| format!("Plats: {name}")));
    lines.push(format!("Kunder: {}", area(&activity.service_area)));
    let capacity = activity.capacity.as_ref().map(capacity);
    lines.extend(capacity.filter(|it| !it.is_empty()));
    lines.join("\n")
}

fn area(area: &ServiceArea) -> String {
    match area {
        ServiceArea::OwnMunicipality => "i den egna kommunen".to_owned(),
        ServiceArea::Municipalities(places) => listed(places.iter().map(|it| municipality(*it))),
        ServiceArea::Counties(places) => listed(places.iter().map(|it| county(*it))),
        ServiceArea::Country => "i hela landet".to_owned(),
    }
}

/// What is stated; 0 is not.
fn capacity(capacity: &Capacity) -> String {
    let stated = [
        (capacity.people, "personer"),
        (capacity.weekly_hours, "timmar i veckan"),
        (capacity.lead_time_days, "dagar till start"),
    ];
    let stated = stated.into_iter().filter(|(number, _)| *number > 0);
    let words: Vec<_> = stated
        .map(|(number, unit)| format!("{number} {unit}"))
        .collect();
    match words.as_slice() {
        [] => String::new(),
        words => format!("Kapacitet: {}", words.join(", ")),
    }
}

fn municipality(code: MunicipalityCode) -> &'static str {
    place::municipality(code.as_str()).map_or(code.as_str(), |it| it.name)
}

fn county(code: CountyCode) -> &'static str {
    place::county(code.as_str()).map_or(code.as_str(), |it| it.name)
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use kernel::{
        org_number::OrgNumber,
        terms::{Industry, IntegrationService},
    };
    use time::macros::datetime;

    use super::*;
    use crate::domain::values::text::{Ground, Name, Offer};

    fn profile() -> Profile {
        let mut profile = Profile::named(Name::parse("Café Exempel").unwrap());
        profile.municipality = MunicipalityCode::parse("1480").ok();
        profile
    }

    fn catering(offer: &str, people: u32) -> Activity {
        let mut activity = Activity::at_the_seat(Industry::parse("catering").unwrap());
        activity.offer = Offer::parse(offer).ok();
        activity.capacity = Some(Capacity {
            people,
            weekly_hours: 0,
            lead_time_days: 3,
            confirmed_at: None,
        });
        activity
    }

    fn changes(before: &Profile, after: &Profile) -> Vec<(String, String, String)> {
        let none = Attestations::default();
        let found = differences(Some((before, &none)), (after, &none)).into_iter();
        found.map(|it| (it.field, it.before, it.after)).collect()
    }

    fn owned(field: &str, before: &str, after: &str) -> (String, String, String) {
        (field.to_owned(), before.to_owned(), after.to_owned())
    }

    #[test]
    fn a_first_state_is_told_whole() {
        let none = Attestations::default();
        let found = differences(None, (&profile(), &none));
        let fields: Vec<_> = found.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(fields, ["name", "municipality_code"]);
        assert_eq!(found[1].after, "Göteborg");
    }

    #[test]
    fn what_did_not_change_is_not_told() {
        let mut after = profile();
        after.services = vec![IntegrationService::parse("praktik").unwrap()];
        after.org_number = OrgNumber::parse("556016-0680").ok();
        assert_eq!(
            changes(&profile(), &after),
            [
                owned("org_number", "", "556016-0680"),
                owned("services", "", "Praktik"),
            ]
        );
        assert_eq!(changes(&after, &after), []);
    }

    #[test]
    fn of_many_activities_only_those_that_differ_are_told() {
        let (mut before, mut after) = (profile(), profile());
        before.activities = vec![catering("Luncher.", 8), catering("Bröd.", 2)];
        after.activities = vec![catering("Bröd.", 2), catering("Luncher.", 9)];
        let lunch = |people: u32| {
            format!(
                "{}\nLuncher.\nKunder: i den egna kommunen\n\
                 Kapacitet: {people} personer, 3 dagar till start",
                before.activities[0].industry.sv()
            )
        };
        assert_eq!(
            changes(&before, &after),
            [owned("activities", &lunch(8), &lunch(9))]
        );
    }

    #[test]
    fn confirming_a_capacity_changes_nothing() {
        let (mut before, mut after) = (profile(), profile());
        before.activities = vec![catering("Luncher.", 8)];
        after.activities = before.activities.clone();
        if let Some(capacity) = &mut after.activities[0].capacity {
            capacity.confirmed_at = Some(datetime!(2026-03-01 12:00 UTC));
        }
        assert_eq!(changes(&before, &after), []);
    }

    #[test]
    fn a_ground_is_told_by_its_criterion() {
        let none = Attestations::default();
        let ground = Ground::parse("Vi säljer luncher.").unwrap();
        let mut some = Attestations::default();
        some.set((Criterion::Integration, Some(ground)));
        let found = differences(Some((&profile(), &none)), (&profile(), &some));
        let after = "Vi säljer luncher.".to_owned();
        let (field, before) = ("attestations[integration]".to_owned(), String::new());
        assert_eq!(
            found,
            [Difference {
                field,
                before,
                after
            }]
        );
    }
}
