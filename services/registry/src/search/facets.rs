//! Counting what each value of each filter would find.

use std::sync::{Arc, LazyLock};

use kernel::{
    place::{counties, municipalities},
    terms::{BenefitArea, Industry, IntegrationService},
};

use crate::search::{
    bits::Bits,
    columns::{Columns, tags::Tags},
    day::Day,
    filters::Filters,
    query::{Facet, FacetValue, Filter, Query},
};

/// What counting one hit by its tags costs, in words of a set of bits.
const HIT_COST: usize = 6;

/// The value of a filter that is on or off.
const ON: &str = "true";

/// The facets with their values, in the order of the answer.
static VALUES: LazyLock<[(Filter, Vec<&'static str>); 8]> = LazyLock::new(|| {
    let counties = counties().iter().map(|county| county.code);
    let municipalities = municipalities().iter().map(|place| place.code);
    let industries = Industry::all().map(Industry::slug);
    let services = IntegrationService::all().map(IntegrationService::slug);
    let benefits = BenefitArea::all().map(BenefitArea::slug);
    [
        (Filter::County, counties.collect()),
        (Filter::Municipality, municipalities.collect()),
        (Filter::Industry, industries.collect()),
        (Filter::Service, services.collect()),
        (Filter::Benefit, benefits.collect()),
        (Filter::Certified, vec![ON]),
        (Filter::Member, vec![ON]),
        (Filter::Fresh, vec![ON]),
    ]
});

/// The facets of a search with these hits.
pub(crate) fn facets(
    columns: &Columns,
    day: &Day,
    query: &Query,
    filters: &Filters,
    hits: &Bits,
    total: usize,
) -> Vec<Facet> {
    let facet = |(filter, values): &(Filter, Vec<&'static str>)| {
        let counts = if filters.has(*filter) {
            let hits = filters.hits_without(*filter, columns);
            counts(columns, day, *filter, &hits, hits.count())
        } else {
            counts(columns, day, *filter, hits, total)
        };
        Facet {
            filter: *filter,
            values: counted(values, counts, &chosen(query, *filter)),
        }
    };
    VALUES.iter().map(facet).collect()
}

fn counted(values: &[&'static str], counts: Vec<u32>, chosen: &[&str]) -> Vec<FacetValue> {
    let counted = values.iter().zip(counts);
    counted
        .map(|(value, count)| FacetValue {
            value,
            count,
            selected: chosen.contains(value),
        })
        .collect()
}

fn chosen(query: &Query, filter: Filter) -> Vec<&'static str> {
    match filter {
        Filter::County => query.counties.iter().map(|code| code.as_str()).collect(),
        Filter::Municipality => query
            .municipalities
            .iter()
            .map(|code| code.as_str())
            .collect(),
        Filter::Industry => query.industries.iter().map(|entry| entry.slug()).collect(),
        Filter::Service => query.services.iter().map(|entry| entry.slug()).collect(),
        Filter::Benefit => query.benefits.iter().map(|entry| entry.slug()).collect(),
        Filter::Certified => on(query.certified),
        Filter::Member => on(query.member),
        Filter::Fresh => on(query.fresh),
        Filter::Text | Filter::Near | Filter::Serves => Vec::new(),
    }
}

fn on(is_on: bool) -> Vec<&'static str> {
    is_on.then_some(ON).into_iter().collect()
}

/// How many of the hits have each value of a filter.
fn counts(columns: &Columns, day: &Day, filter: Filter, hits: &Bits, total: usize) -> Vec<u32> {
    let list = |sets: &[Arc<Bits>], mask: fn(&Tags) -> u32| {
        if total * HIT_COST < sets.len() * columns.slots as usize / u64::BITS as usize {
            counted_by_tags(columns, sets.len(), hits, mask)
        } else {
            sets.iter()
                .map(|set| hits.count_common(set) as u32)
                .collect()
        }
    };
    match filter {
        Filter::County => list(&columns.counties, |tags| tags.counties),
        Filter::Municipality => counted_places(columns, hits, total),
        Filter::Industry => list(&columns.industries, |tags| tags.industries),
        Filter::Service => list(&columns.services, |tags| tags.services),
        Filter::Benefit => list(&columns.benefits, |tags| tags.benefits),
        Filter::Certified => vec![hits.count_common(&day.certified) as u32],
        Filter::Member => vec![hits.count_common(&columns.members) as u32],
        Filter::Fresh => vec![hits.count_common(&day.fresh) as u32],
        Filter::Text | Filter::Near | Filter::Serves => Vec::new(),
    }
}

fn counted_by_tags(
    columns: &Columns,
    values: usize,
    hits: &Bits,
    mask: fn(&Tags) -> u32,
) -> Vec<u32> {
    let mut counts = vec![0; values];
    for tags in hits.iter().filter_map(|slot| columns.tags.get(slot)) {
        let mut rest = mask(tags);
        while rest != 0 {
            counts[rest.trailing_zeros() as usize] += 1;
            rest &= rest - 1;
        }
    }
    counts
}

fn counted_places(columns: &Columns, hits: &Bits, total: usize) -> Vec<u32> {
    let places = &columns.municipalities;
    if total * HIT_COST >= columns.slots as usize {
        return places
            .iter()
            .map(|slots| hits.count_of(slots) as u32)
            .collect();
    }
    let mut counts = vec![0; places.len()];
    for tags in hits.iter().filter_map(|slot| columns.tags.get(slot)) {
        for place in tags.places() {
            counts[place] += 1;
        }
    }
    counts
}
