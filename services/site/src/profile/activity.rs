//! One thing that an enterprise sells: what, where, for whom and how much.

use kernel::terms::Industry;
use proto::asf::registry::v1::{Activity, Capacity, Reach, ServiceArea};

use time::OffsetDateTime;

use crate::{
    freshness,
    page::{lang::Lang, places},
};

pub(crate) struct Offer {
    /// Slug and name of the industry.
    pub(crate) icon: &'static str,
    pub(crate) industry: String,
    pub(crate) text: String,
    pub(crate) place: String,
    /// Where customers are served, in words.
    pub(crate) area: String,
    pub(crate) capacity: Vec<String>,
    /// How fresh the capacity is, in words; nothing where none is stated.
    pub(crate) confirmed: Option<String>,
    /// A buyer had better ask first.
    pub(crate) stale: bool,
    /// Other offers in the industry.
    pub(crate) href: String,
}

impl Offer {
    pub(crate) fn new(lang: Lang, activity: &Activity, seat: &str, now: OffsetDateTime) -> Self {
        let industry = Industry::parse(&activity.industry).ok();
        let place = match activity.municipality_code.as_str() {
            "" => seat,
            place => place,
        };
        let stated = activity.capacity.as_ref();
        let confirmed = stated.map(|capacity| capacity.confirmed_at);
        Self {
            icon: industry.map_or("arbetstraning", Industry::slug),
            industry: match industry {
                Some(industry) => lang.term(industry.term()).to_owned(),
                None => activity.industry.clone(),
            },
            text: activity.offer.clone(),
            place: places::municipality_name(place).to_owned(),
            area: area(lang, activity.service_area.as_ref(), place),
            capacity: activity
                .capacity
                .iter()
                .flat_map(|one| capacity(lang, one))
                .collect(),
            confirmed: confirmed.map(|at| freshness::words(lang, at.as_ref(), now)),
            stale: confirmed.is_some_and(|at| freshness::is_stale(at.as_ref(), now)),
            href: format!("{}/asf-listan?industry={}", lang.root(), activity.industry),
        }
    }
}

fn area(lang: Lang, area: Option<&ServiceArea>, place: &str) -> String {
    let own = || places::municipality_name(place).to_owned();
    let Some(area) = area else { return own() };
    let names = |codes: &[String], name: fn(&str) -> &str| -> String {
        let names: Vec<&str> = codes.iter().map(|code| name(code)).collect();
        names.join(", ")
    };
    match area.reach() {
        Reach::Unspecified | Reach::OwnMunicipality => own(),
        Reach::Municipalities => names(&area.municipality_codes, places::municipality_name),
        Reach::Counties => names(&area.county_codes, places::county_name),
        Reach::Country => lang.texts().area_country(),
    }
}

/// What is known of it; a zero means that it is not.
fn capacity(lang: Lang, capacity: &Capacity) -> Vec<String> {
    let t = lang.texts();
    let Capacity {
        people,
        weekly_hours,
        lead_time_days,
        ..
    } = *capacity;
    let mut parts = Vec::new();
    if people > 0 {
        parts.push(t.capacity_people(people, lang.number(people)));
    }
    if weekly_hours > 0 {
        parts.push(t.capacity_hours(weekly_hours, lang.number(weekly_hours)));
    }
    if lead_time_days > 0 {
        parts.push(t.capacity_lead(lead_time_days, lang.number(lead_time_days)));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(reach: Reach, municipalities: &[&str], counties: &[&str]) -> Offer {
        let owned = |codes: &[&str]| codes.iter().map(ToString::to_string).collect();
        let activity = Activity {
            industry: "stad".to_owned(),
            service_area: Some(ServiceArea {
                reach: reach.into(),
                municipality_codes: owned(municipalities),
                county_codes: owned(counties),
            }),
            capacity: Some(Capacity {
                people: 1,
                weekly_hours: 1200,
                ..Capacity::default()
            }),
            ..Activity::default()
        };
        Offer::new(Lang::Sv, &activity, "1480", OffsetDateTime::UNIX_EPOCH)
    }

    #[test]
    fn each_reach_has_its_words() {
        for (reach, words) in [
            (Reach::Unspecified, "Göteborg"),
            (Reach::OwnMunicipality, "Göteborg"),
            (Reach::Municipalities, "Mölndal, Kungsbacka"),
            (Reach::Counties, "Hallands län"),
            (Reach::Country, "hela landet"),
        ] {
            assert_eq!(offer(reach, &["1481", "1384"], &["13"]).area, words);
        }
    }

    #[test]
    fn only_known_capacity_is_told() {
        assert_eq!(
            offer(Reach::Country, &[], &[]).capacity,
            ["1 person i arbetet", "1\u{a0}200 timmar i veckan att sälja"]
        );
    }
}
