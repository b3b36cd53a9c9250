//! Chosen filters, each a link that takes it away.

use crate::{
    list::{
        filters::{Field, Filters},
        label,
    },
    page::lang::Lang,
};

/// Kilometres where no distance is given; the registry's own.
const USUAL_RADIUS: &str = "30";

pub(crate) struct Chip {
    pub(crate) label: String,
    /// What the link does, in words.
    pub(crate) remove: String,
    pub(crate) href: String,
}

pub(crate) fn all(lang: Lang, filters: &Filters) -> Vec<Chip> {
    filters
        .iter()
        .filter_map(|(field, value)| chip(lang, filters, field, value))
        .collect()
}

fn chip(lang: Lang, filters: &Filters, field: Field, value: &str) -> Option<Chip> {
    let t = lang.texts();
    let place = label(lang, field, value);
    let label = match field {
        Field::Q | Field::RadiusKm | Field::Sort | Field::PageToken => return None,
        Field::Near => {
            let radius = filters.first(Field::RadiusKm);
            t.chip_near(
                if radius.is_empty() {
                    USUAL_RADIUS
                } else {
                    radius
                },
                &place,
            )
        }
        Field::Serves => t.chip_serves(&place),
        Field::AsOf => t.chip_as_of(place),
        Field::County
        | Field::Municipality
        | Field::Industry
        | Field::Service
        | Field::Benefit
        | Field::Certified
        | Field::Member
        | Field::Fresh => place,
    };
    Some(Chip {
        remove: t.chip_remove(&label),
        href: without(filters, field, value).href(lang.root()),
        label,
    })
}

/// The search without one value, and without what has no meaning then.
pub(crate) fn without(filters: &Filters, field: Field, value: &str) -> Filters {
    let mut rest = filters.clone();
    rest.clear(Field::PageToken);
    match field {
        Field::Near => {
            rest.clear(Field::Near);
            rest.clear(Field::RadiusKm);
        }
        Field::County => {
            rest.remove(Field::County, value);
            let inside = |code: &&str| code.starts_with(value);
            let inside: Vec<String> = filters
                .all(Field::Municipality)
                .filter(inside)
                .map(ToOwned::to_owned)
                .collect();
            for code in inside {
                rest.remove(Field::Municipality, &code);
            }
        }
        Field::Q
        | Field::Municipality
        | Field::Industry
        | Field::Service
        | Field::Benefit
        | Field::Certified
        | Field::Member
        | Field::Fresh
        | Field::RadiusKm
        | Field::Serves
        | Field::AsOf
        | Field::Sort
        | Field::PageToken => rest.remove(field, value),
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chip_takes_its_own_filter_away_and_the_page_with_it() {
        let filters = Filters::parse("q=mat&industry=catering&industry=bageri&page_token=x");
        let chips = all(Lang::Sv, &filters);
        assert_eq!(chips.len(), 2);
        assert_eq!(chips[0].label, "Catering");
        assert_eq!(chips[0].href, "/asf-listan?q=mat&industry=bageri");
        assert_eq!(chips[0].remove, "Ta bort Catering");
    }

    #[test]
    fn a_county_takes_its_municipalities_along() {
        let filters = Filters::parse("county=14&county=12&municipality=1480&municipality=1280");
        assert_eq!(
            all(Lang::En, &filters)[0].href,
            "/en/asf-listan?county=12&municipality=1280"
        );
    }

    #[test]
    fn a_day_of_the_past_is_a_chip_in_words() {
        let filters = Filters::parse("member=true&as_of=2026-05-01");
        let chips = all(Lang::Sv, &filters);
        assert_eq!(chips[0].label, "Bara medlemmar i Skoopi");
        assert_eq!(chips[1].label, "Listan den 1 maj 2026");
        assert_eq!(chips[1].href, "/asf-listan?member=true");
    }

    #[test]
    fn nearness_is_one_chip_with_its_distance() {
        let chips = all(
            Lang::Sv,
            &Filters::parse("near=goteborg&radius_km=20&serves=1480"),
        );
        assert_eq!(chips[0].label, "Inom 20 km från Göteborg");
        assert_eq!(chips[0].href, "/asf-listan?serves=1480");
        assert_eq!(chips[1].label, "Levererar till Göteborg");
        assert_eq!(
            all(Lang::En, &Filters::parse("near=1480"))[0].label,
            "Within 30 km of Göteborg"
        );
    }
}
