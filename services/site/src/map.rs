//! Maps whose areas are links: Sweden by counties, a county by
//! municipalities, coloured by how many enterprises each has.

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use serde::Deserialize;

use crate::page::{lang::Lang, places};

/// SVG path data, made by `scripts/make-map`.
#[derive(Deserialize)]
struct Shapes {
    sweden: Drawing,
    counties: BTreeMap<String, Drawing>,
}

#[derive(Deserialize)]
struct Drawing {
    width: u32,
    height: u32,
    /// Code -> path data.
    areas: BTreeMap<String, String>,
}

static SHAPES: LazyLock<Option<Shapes>> =
    LazyLock::new(|| serde_json::from_str(include_str!("map/shapes.json")).ok());

/// The darkest colour; the lightest with an enterprise is 1.
const LEVELS: usize = 5;

pub(crate) struct Map {
    pub(crate) label: String,
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// By name.
    pub(crate) areas: Vec<Area>,
    pub(crate) legend: Vec<Step>,
}

pub(crate) struct Area {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) path: &'static str,
    /// How dark, 0 to 5.
    pub(crate) level: usize,
    /// The number of enterprises, for people; empty where it is not known.
    pub(crate) shown: String,
    pub(crate) href: String,
    pub(crate) chosen: bool,
    /// Name and number in a sentence.
    pub(crate) label: String,
}

pub(crate) struct Step {
    pub(crate) level: usize,
    pub(crate) range: String,
}

/// What a map shows beside its shapes.
pub(crate) struct Content<'a, F> {
    pub(crate) lang: Lang,
    /// Code -> number of enterprises; nothing where they were not counted.
    pub(crate) counts: Option<HashMap<&'a str, u32>>,
    /// Codes of areas that are filtered by.
    pub(crate) chosen: Vec<&'a str>,
    /// Code -> where the area leads.
    pub(crate) href: F,
}

/// The counties of Sweden.
pub(crate) fn of_sweden<F: Fn(&str) -> String>(content: Content<'_, F>) -> Option<Map> {
    let names = places::counties()
        .iter()
        .map(|county| (county.code, county.name));
    let drawing = &SHAPES.as_ref()?.sweden;
    let label = content.lang.texts().map_of_sweden();
    Some(drawn(drawing, label, names, content))
}

/// The municipalities of a county.
pub(crate) fn of_county<F: Fn(&str) -> String>(
    county: &str,
    content: Content<'_, F>,
) -> Option<Map> {
    let names = places::municipalities()
        .iter()
        .filter(|place| place.county_code == county)
        .map(|place| (place.code, place.name));
    let drawing = SHAPES.as_ref()?.counties.get(county)?;
    let label = content
        .lang
        .texts()
        .map_of_county(places::county_name(county));
    Some(drawn(drawing, label, names, content))
}

fn drawn<F: Fn(&str) -> String>(
    drawing: &'static Drawing,
    label: String,
    names: impl Iterator<Item = (&'static str, &'static str)>,
    content: Content<'_, F>,
) -> Map {
    let Content {
        lang,
        counts,
        chosen,
        href,
    } = content;
    let steps = steps(
        counts
            .iter()
            .flat_map(HashMap::values)
            .copied()
            .max()
            .unwrap_or(0),
    );
    let area = |(code, name): (&'static str, &'static str)| {
        let count = counts
            .as_ref()
            .map(|counts| counts.get(code).copied().unwrap_or(0));
        let shown = count.map(|count| lang.number(count)).unwrap_or_default();
        Some(Area {
            code,
            name,
            path: drawing.areas.get(code)?,
            level: level(&steps, count.unwrap_or(0)),
            label: match count {
                Some(_) => lang.texts().map_area(name, &shown),
                None => name.to_owned(),
            },
            shown,
            href: href(code),
            chosen: chosen.contains(&code),
        })
    };
    Map {
        label,
        width: drawing.width,
        height: drawing.height,
        areas: names.filter_map(area).collect(),
        legend: legend(lang, &steps),
    }
}

/// The lowest number of each colour: round numbers up to the greatest, which
/// spreads counts that differ as much as those of Swedish counties do.
fn steps(greatest: u32) -> Vec<u32> {
    let decades = (0..9).map(|power| 10_u32.pow(power));
    let round = decades.flat_map(|ten| [ten, 2 * ten, 5 * ten]);
    let reached: Vec<u32> = round.take_while(|step| *step <= greatest).collect();
    let upper = reached.len().saturating_sub(LEVELS - 1).max(1);
    reached
        .iter()
        .take(1)
        .chain(reached.iter().skip(upper))
        .copied()
        .collect()
}

fn level(steps: &[u32], count: u32) -> usize {
    let place = steps.iter().filter(|step| **step <= count).count();
    if place == 0 {
        0
    } else {
        place * LEVELS / steps.len()
    }
}

fn legend(lang: Lang, steps: &[u32]) -> Vec<Step> {
    let t = lang.texts();
    let none = Step {
        level: 0,
        range: t.map_none(),
    };
    let range = |(place, low): (usize, &u32)| Step {
        level: level(steps, *low),
        range: match steps.get(place + 1) {
            None => t.map_range_top(lang.number(*low)),
            Some(next) if next - low == 1 => lang.number(*low),
            Some(next) => t.map_range(lang.number(*low), lang.number(next - 1)),
        },
    };
    std::iter::once(none)
        .chain(steps.iter().enumerate().map(range))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(counts: &[(&'static str, u32)]) -> Content<'static, impl Fn(&str) -> String> {
        Content {
            lang: Lang::Sv,
            counts: Some(counts.iter().copied().collect()),
            chosen: vec!["14"],
            href: |code: &str| format!("/?county={code}"),
        }
    }

    #[test]
    fn every_county_and_municipality_has_a_shape_and_a_link() {
        let sweden = of_sweden(content(&[("14", 57)])).unwrap();
        assert_eq!(sweden.areas.len(), 21);
        let mut municipalities = 0;
        for county in places::counties() {
            municipalities += of_county(county.code, content(&[])).unwrap().areas.len();
        }
        assert_eq!(municipalities, 290);
        let chosen: Vec<&Area> = sweden.areas.iter().filter(|area| area.chosen).collect();
        assert_eq!(chosen.len(), 1);
        assert_eq!(chosen[0].label, "Västra Götalands län: 57 ASF");
        assert_eq!(chosen[0].href, "/?county=14");
    }

    #[test]
    fn colours_follow_round_numbers_up_to_the_greatest() {
        assert_eq!(steps(57), [1, 5, 10, 20, 50]);
        assert_eq!(steps(3), [1, 2]);
        assert!(steps(0).is_empty());
        assert_eq!(level(&steps(57), 57), 5);
        assert_eq!(level(&steps(57), 4), 1);
        assert_eq!(level(&steps(57), 0), 0);
    }

    #[test]
    fn the_legend_names_every_colour() {
        let ranges = |greatest| -> Vec<String> {
            legend(Lang::En, &steps(greatest))
                .into_iter()
                .map(|step| step.range)
                .collect()
        };
        assert_eq!(
            ranges(57),
            ["None", "1–4", "5–9", "10–19", "20–49", "50 or more"]
        );
        assert_eq!(ranges(2), ["None", "1", "2 or more"]);
        assert_eq!(ranges(0), ["None"]);
    }

    #[test]
    fn without_counts_an_area_is_only_its_name() {
        let content = Content {
            counts: None,
            ..content(&[])
        };
        let map = of_sweden(content).unwrap();
        assert_eq!(map.areas[0].label, "Blekinge län");
        assert_eq!(map.areas[0].shown, "");
    }
}
