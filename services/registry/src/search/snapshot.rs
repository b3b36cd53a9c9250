//! The list at one position of the feed, as searches see it.

use std::sync::Arc;

use arc_swap::ArcSwapOption;
use time::Date;
use uuid::Uuid;

use crate::search::{
    bits::Bits,
    columns::Columns,
    day::Day,
    facets::facets,
    filters::Filters,
    geography::whole_km,
    listing::Listing,
    matching::Matcher,
    query::{Facet, Filter, Found, Hit, Query},
    ranking::page,
    repairs::repairs,
    terms::Terms,
    text::Text,
};

/// The list at one position; never changes.
#[derive(Debug, Default)]
pub(crate) struct Snapshot {
    pub(crate) columns: Columns,
    pub(crate) terms: Terms,
    pub(crate) position: u64,
    /// The day that was asked for last.
    day: ArcSwapOption<Day>,
}

impl Snapshot {
    pub(crate) fn new(columns: Columns, terms: Terms, position: u64) -> Self {
        Self {
            columns,
            terms,
            position,
            day: ArcSwapOption::empty(),
        }
    }

    pub(crate) fn find(&self, query: &Query) -> Found {
        let day = self.day(query.today);
        let matcher = Matcher {
            terms: &self.terms,
            columns: &self.columns,
            certified: &day.certified,
        };
        let text = Text::of(&query.text, &matcher);
        let mut filters = Filters::of(query, &self.columns, &day);
        filters.add(Filter::Text, text.slots());
        let hits = filters.hits(&self.columns);
        let total = hits.count();
        let slots = page(&self.columns, query, &text, &hits, total);
        let repairs = match total {
            0 => repairs(&self.columns, &filters, &text),
            _ => Vec::new(),
        };
        Found {
            hits: slots
                .into_iter()
                .filter_map(|slot| self.hit(slot, query))
                .collect(),
            total,
            facets: self.facets(query, &day, &filters, &hits, total),
            interpretation: text.interpretation(),
            repairs,
            position: self.position,
        }
    }

    pub(crate) fn ids(&self) -> Vec<Uuid> {
        let slots = self.columns.live.iter();
        let listings = slots.filter_map(|slot| self.columns.listings.get(slot));
        listings.map(|listing| listing.id).collect()
    }

    pub(crate) fn get(&self, id: Uuid) -> Option<Arc<Listing>> {
        self.columns
            .listings
            .get(self.columns.by_id.get(&id)?)
            .cloned()
    }

    pub(crate) fn by_slug(&self, slug: &str) -> Option<Arc<Listing>> {
        let slot = self.columns.by_slug.get(slug)?;
        self.columns.listings.get(slot).cloned()
    }

    fn hit(&self, slot: u32, query: &Query) -> Option<Hit> {
        let listing = self.columns.listings.get(slot)?.clone();
        let distance_km = query.near.and_then(|near| {
            let places = listing.places().into_iter();
            places.map(|place| whole_km(near.municipality, place)).min()
        });
        Some(Hit {
            listing,
            distance_km,
        })
    }

    /// The day, kept from the last search where that asked for the same.
    fn day(&self, today: Date) -> Arc<Day> {
        let last = self.day.load_full().filter(|day| day.today == today);
        last.unwrap_or_else(|| {
            let day = Arc::new(Day::of(&self.columns, today));
            self.day.store(Some(day.clone()));
            day
        })
    }

    fn facets(
        &self,
        query: &Query,
        day: &Day,
        filters: &Filters,
        hits: &Bits,
        total: usize,
    ) -> Vec<Facet> {
        if !query.facets {
            return Vec::new();
        }
        let count = || facets(&self.columns, day, query, filters, hits, total);
        if filters.used().next().is_some() {
            return count();
        }
        day.unfiltered.get_or_init(count).clone()
    }
}
