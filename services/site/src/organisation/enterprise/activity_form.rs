//! An activity as the fields of a form, and back.

use kernel::fault::ErrorReason;
use kernel::terms::Industry;
use proto::asf::registry::v1::{Activity, Capacity, Reach, ServiceArea};

use super::profile_field::boxes;
use crate::page::{
    faults::Faults,
    field::{Choice, Field, Kind},
    form_data::FormData,
    lang::Lang,
    places,
};

const REACHES: [(Reach, &str); 4] = [
    (Reach::OwnMunicipality, "own"),
    (Reach::Municipalities, "municipalities"),
    (Reach::Counties, "counties"),
    (Reach::Country, "country"),
];

/// An activity as it was typed.
pub(super) struct Typed {
    pub(super) activity: Activity,
    place: String,
    municipalities: String,
    numbers: [String; 3],
    /// Fields that are none of what they should be.
    wrong: Vec<&'static str>,
}

impl Typed {
    pub(super) fn of(activity: &Activity) -> Self {
        let area = activity.service_area.clone().unwrap_or_default();
        let names = area.municipality_codes.iter();
        let names: Vec<_> = names.map(|it| places::municipality_name(it)).collect();
        let it = activity.capacity.unwrap_or_default();
        let number = |number: u32| match number {
            0 => String::new(),
            _ => number.to_string(),
        };
        Self {
            place: places::municipality_name(&activity.municipality_code).to_owned(),
            municipalities: names.join(", "),
            numbers: [it.people, it.weekly_hours, it.lead_time_days].map(number),
            activity: activity.clone(),
            wrong: Vec::new(),
        }
    }

    pub(super) fn sent(sent: &FormData, before: &Activity) -> Self {
        let mut wrong = Vec::new();
        let place = sent.text("municipality_code").to_owned();
        let municipality = places::municipality(&place);
        if municipality.is_none() && !place.is_empty() {
            wrong.push("municipality_code");
        }
        let numbers = NUMBERS.map(|name| sent.text(name).to_owned());
        let mut given = [0; 3];
        for ((given, name), text) in given.iter_mut().zip(NUMBERS).zip(&numbers) {
            match parsed(text) {
                Some(number) => *given = number,
                None => wrong.push(name),
            }
        }
        let area = area(sent, &mut wrong);
        Self {
            activity: Activity {
                industry: sent.text("industry").to_owned(),
                offer: sent.text("offer").to_owned(),
                municipality_code: municipality
                    .map(|it| it.code.to_owned())
                    .unwrap_or_default(),
                service_area: Some(area),
                capacity: capacity(given, before.capacity),
            },
            place,
            municipalities: sent.text("municipality_codes").to_owned(),
            numbers,
            wrong,
        }
    }

    pub(super) fn faults(&self) -> Option<Faults> {
        let wrong = self
            .wrong
            .iter()
            .map(|it| Faults::at(it, ErrorReason::WrongFormat));
        wrong.reduce(|all, one| Faults {
            all: all.all.into_iter().chain(one.all).collect(),
        })
    }

    pub(super) fn fields(&self, lang: Lang) -> Vec<Field> {
        let t = lang.texts();
        let it = &self.activity;
        let area = it.service_area.clone().unwrap_or_default();
        let industries = Industry::all().map(|it| Choice::new(it.slug(), lang.term(it.term())));
        let counties = places::counties().iter().map(|it| (it.code, it.name));
        let mut fields = vec![
            Field::new(
                "industry",
                t.own_industry(),
                Kind::select(t.own_choose(), industries),
            )
            .valued(&it.industry),
            Field::new("offer", t.own_offer(), Kind::Long)
                .hint(t.own_offer_hint())
                .at_most(1000)
                .optional()
                .valued(&it.offer),
            Field::new("municipality_code", t.own_activity_place(), Kind::Place)
                .hint(t.own_activity_place_hint())
                .optional()
                .valued(&self.place),
            reach(lang, area.reach()),
            Field::new(
                "municipality_codes",
                t.own_activity_municipalities(),
                Kind::Long,
            )
            .hint(t.own_activity_municipalities_hint())
            .at_most(6000)
            .optional()
            .valued(&self.municipalities),
            Field::new(
                "county_codes",
                t.own_activity_counties(),
                boxes(counties, &area.county_codes),
            )
            .hint(t.own_activity_counties_hint()),
        ];
        fields.extend(self.capacity(lang));
        fields
    }

    fn capacity(&self, lang: Lang) -> Vec<Field> {
        let t = lang.texts();
        let labels = [
            (t.own_capacity_people(), t.own_capacity_people_hint()),
            (t.own_capacity_hours(), t.own_capacity_hours_hint()),
            (t.own_capacity_days(), t.own_capacity_days_hint()),
        ];
        let all = NUMBERS.into_iter().zip(labels).zip(&self.numbers);
        all.map(|((name, (label, hint)), value)| {
            Field::new(name, label, Kind::Number)
                .hint(hint)
                .optional()
                .valued(value)
        })
        .collect()
    }
}

const NUMBERS: [&str; 3] = ["people", "weekly_hours", "lead_time_days"];

/// How far customers may be away.
fn reach(lang: Lang, reach: Reach) -> Field {
    let t = lang.texts();
    let labels = [
        t.reach_own(),
        t.reach_municipalities(),
        t.reach_counties(),
        t.reach_country(),
    ];
    let choices = REACHES.iter().zip(labels);
    let choices = choices.map(|((_, name), label)| Choice::new(*name, label));
    let chosen = REACHES.iter().find(|(it, _)| *it == reach);
    Field::new("reach", t.profile_area(), Kind::Radio(choices.collect()))
        .valued(chosen.map_or("own", |(_, name)| name))
}

/// Only the places that belong to the reach: the others are not asked for.
fn area(sent: &FormData, wrong: &mut Vec<&'static str>) -> ServiceArea {
    let named = sent.text("reach");
    let reach = REACHES.iter().find(|(_, name)| *name == named);
    let reach = reach.map_or(Reach::OwnMunicipality, |(reach, _)| *reach);
    let mut area = ServiceArea {
        reach: reach.into(),
        ..ServiceArea::default()
    };
    match reach {
        Reach::Municipalities => {
            let names = sent.text("municipality_codes").split([',', ';', '\n']);
            for name in names.map(str::trim).filter(|it| !it.is_empty()) {
                match places::municipality(name) {
                    Some(place) if area.municipality_codes.iter().any(|it| it == place.code) => {}
                    Some(place) => area.municipality_codes.push(place.code.to_owned()),
                    None => wrong.push("municipality_codes"),
                }
            }
        }
        Reach::Counties => {
            area.county_codes = sent.all("county_codes").map(str::to_owned).collect()
        }
        Reach::Unspecified | Reach::OwnMunicipality | Reach::Country => {}
    }
    wrong.dedup();
    area
}

/// Empty means not known.
fn parsed(text: &str) -> Option<u32> {
    let digits: String = text.chars().filter(|it| !it.is_whitespace()).collect();
    match digits.as_str() {
        "" => Some(0),
        digits => digits.parse().ok(),
    }
}

/// What is not touched is as old as it was; what is typed anew is true now, as
/// the registry knows by itself.
fn capacity(
    [people, weekly_hours, lead_time_days]: [u32; 3],
    before: Option<Capacity>,
) -> Option<Capacity> {
    let typed = |confirmed_at| Capacity {
        people,
        weekly_hours,
        lead_time_days,
        confirmed_at,
    };
    let is_empty = typed(None) == Capacity::default();
    match before {
        _ if is_empty => None,
        Some(before) if before == typed(before.confirmed_at) => Some(before),
        Some(_) | None => Some(typed(None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(body: &str, before: &Activity) -> Typed {
        Typed::sent(&FormData::parse(body.as_bytes()).unwrap(), before)
    }

    #[test]
    fn only_the_places_of_the_chosen_reach_are_kept() {
        let body = "industry=catering&reach=municipalities&county_codes=14\
                    &municipality_codes=M%C3%B6lndal%2C+goteborg%0AG%C3%B6teborg";
        let area = typed(body, &Activity::default())
            .activity
            .service_area
            .unwrap();
        assert_eq!(area.municipality_codes, ["1481", "1480"]);
        assert!(area.county_codes.is_empty());
        let body = "industry=catering&reach=counties&county_codes=14&county_codes=13\
                    &municipality_codes=Ankeborg";
        let typed = typed(body, &Activity::default());
        assert!(typed.faults().is_none());
        assert_eq!(
            typed.activity.service_area.unwrap().county_codes,
            ["14", "13"]
        );
    }

    #[test]
    fn each_wrong_field_is_named_once() {
        let body = "municipality_code=Ankeborg&reach=municipalities\
                    &municipality_codes=Atlantis%2CUtopia&people=tre&weekly_hours=1+200";
        let typed = typed(body, &Activity::default());
        let wrong: Vec<_> = typed.faults().unwrap().all;
        let wrong: Vec<_> = wrong
            .iter()
            .map(|it| it.field.as_deref().unwrap())
            .collect();
        assert_eq!(wrong, ["municipality_code", "people", "municipality_codes"]);
        assert_eq!(typed.activity.capacity.unwrap().weekly_hours, 1200);
    }

    #[test]
    fn capacity_is_as_fresh_as_it_was_unless_it_is_typed_anew() {
        let then = Some(prost_types::Timestamp::default());
        let before = Activity {
            capacity: Some(Capacity {
                people: 5,
                confirmed_at: then,
                ..Capacity::default()
            }),
            ..Activity::default()
        };
        let same = typed("people=5", &before).activity.capacity.unwrap();
        assert_eq!(same.confirmed_at, then);
        let other = typed("people=6", &before).activity.capacity.unwrap();
        assert_eq!(other.confirmed_at, None);
        assert_eq!(typed("people=", &before).activity.capacity, None);
    }

    #[test]
    fn what_a_form_shows_comes_back_as_it_was() {
        let before = Activity {
            industry: "catering".to_owned(),
            service_area: Some(ServiceArea {
                reach: Reach::Municipalities.into(),
                municipality_codes: vec!["1480".to_owned(), "1481".to_owned()],
                ..ServiceArea::default()
            }),
            ..Activity::default()
        };
        let fields = Typed::of(&before).fields(Lang::En);
        let body: Vec<_> = fields
            .iter()
            .filter(|it| !it.value.is_empty())
            .map(|it| format!("{}={}", it.name, it.value))
            .collect();
        assert_eq!(typed(&body.join("&"), &before).activity, before);
    }
}
