//! The filters of a search as sets of slots.

use std::sync::Arc;

use kernel::place::MunicipalityCode;

use crate::search::{
    bits::Bits,
    columns::Columns,
    day::Day,
    geography::{county_index, municipality_index, neighbours},
    query::{Filter, Near, Query},
};

/// The sets of all filters that a search uses, the text's set among them.
pub(crate) struct Filters(Vec<(Filter, Arc<Bits>)>);

impl Filters {
    pub(crate) fn of(query: &Query, columns: &Columns, day: &Day) -> Self {
        let mut sets = Self(Vec::new());
        let chosen = |all: &[Arc<Bits>], values: Vec<usize>| any_of(all, &values);
        let counties = query.counties.iter().map(|code| county_index(*code));
        let industries = query.industries.iter().map(|entry| entry.index());
        let services = query.services.iter().map(|entry| entry.index());
        let benefits = query.benefits.iter().map(|entry| entry.index());
        sets.add(
            Filter::County,
            chosen(&columns.counties, counties.collect()),
        );
        sets.add(Filter::Municipality, within(columns, &query.municipalities));
        sets.add(
            Filter::Industry,
            chosen(&columns.industries, industries.collect()),
        );
        sets.add(
            Filter::Service,
            chosen(&columns.services, services.collect()),
        );
        sets.add(
            Filter::Benefit,
            chosen(&columns.benefits, benefits.collect()),
        );
        let switches = [
            (Filter::Certified, query.certified, &day.certified),
            (Filter::Member, query.member, &columns.members),
            (Filter::Fresh, query.fresh, &day.fresh),
        ];
        for (filter, is_on, set) in switches {
            sets.add(filter, is_on.then(|| set.clone()));
        }
        sets.add(
            Filter::Near,
            query.near.map(|near| Arc::new(around(columns, near))),
        );
        sets.add(
            Filter::Serves,
            query.serves.map(|place| Arc::new(serving(columns, place))),
        );
        sets
    }

    /// One filter more; `None` is none.
    pub(crate) fn add(&mut self, filter: Filter, set: Option<Arc<Bits>>) {
        self.0.extend(set.map(|set| (filter, set)));
    }

    pub(crate) fn has(&self, filter: Filter) -> bool {
        self.0.iter().any(|(other, _)| *other == filter)
    }

    /// The filters that are used.
    pub(crate) fn used(&self) -> impl Iterator<Item = Filter> + '_ {
        self.0.iter().map(|(filter, _)| *filter)
    }

    /// What all of them let through.
    pub(crate) fn hits(&self, columns: &Columns) -> Arc<Bits> {
        self.hits_of(columns, |_| true)
    }

    /// What all but one let through.
    pub(crate) fn hits_without(&self, left_out: Filter, columns: &Columns) -> Arc<Bits> {
        self.hits_of(columns, |filter| filter != left_out)
    }

    fn hits_of(&self, columns: &Columns, used: impl Fn(Filter) -> bool) -> Arc<Bits> {
        let mut sets = self.0.iter().filter(|(filter, _)| used(*filter));
        let Some((_, first)) = sets.next() else {
            return columns.live.clone();
        };
        let mut hits = first.clone();
        for (_, set) in sets {
            Arc::make_mut(&mut hits).retain(set);
        }
        hits
    }
}

/// The union of the chosen sets; `None` when none is chosen.
pub(crate) fn any_of(all: &[Arc<Bits>], chosen: &[usize]) -> Option<Arc<Bits>> {
    let (first, rest) = chosen.split_first()?;
    let mut set = all[*first].clone();
    for other in rest {
        Arc::make_mut(&mut set).add(&all[*other]);
    }
    Some(set)
}

/// Those with a place of activity in one of the municipalities.
pub(crate) fn within(columns: &Columns, places: &[MunicipalityCode]) -> Option<Arc<Bits>> {
    let mut set = (!places.is_empty()).then(|| Bits::with_room(columns.slots as usize))?;
    for place in places {
        let slots = &columns.municipalities[municipality_index(*place)];
        set.extend(slots.iter().copied());
    }
    Some(Arc::new(set))
}

fn around(columns: &Columns, near: Near) -> Bits {
    let mut set = Bits::with_room(columns.slots as usize);
    let inside = neighbours(near.municipality)
        .iter()
        .take_while(|(km, _)| *km <= near.radius_km as f32);
    for (_, place) in inside {
        set.extend(columns.municipalities[usize::from(*place)].iter().copied());
    }
    set
}

fn serving(columns: &Columns, place: MunicipalityCode) -> Bits {
    let serves = &columns.serves;
    let mut set = Bits::clone(&serves.country);
    set.add(&serves.counties[county_index(place.county())]);
    let slots = &serves.municipalities[municipality_index(place)];
    set.extend(slots.iter().copied());
    set
}
