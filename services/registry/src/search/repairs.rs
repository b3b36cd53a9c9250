//! What to leave out of a search that finds nothing.

use std::{cmp::Reverse, sync::Arc};

use crate::search::{
    bits::Bits,
    columns::Columns,
    filters::Filters,
    query::{Filter, Repair},
    text::Text,
};

/// More are no help.
const REPAIRS_MAX: usize = 6;

/// What finds something. What is wished for stays as long as a place or a state
/// can be left out instead; among equals, most hits come first.
pub(crate) fn repairs(columns: &Columns, filters: &Filters, text: &Text) -> Vec<Repair> {
    let mut repairs = Vec::new();
    for without in filters.used().filter(|filter| *filter != Filter::Text) {
        let hits = filters.hits_without(without, columns);
        repairs.extend(repair(without, "", &hits).map(|repair| (is_wish(without), repair)));
    }
    let all = filters.hits_without(Filter::Text, columns);
    for (part, typed) in text.parts().enumerate() {
        let slots = text.slots_without(part);
        let hits = slots.map_or_else(|| all.clone(), |slots| Arc::new(slots.common(&all)));
        let is_wish = !text.is_place(part);
        repairs.extend(repair(Filter::Text, typed, &hits).map(|repair| (is_wish, repair)));
    }
    if repairs.is_empty() && filters.has(Filter::Text) {
        repairs.extend(repair(Filter::Text, "", &all).map(|repair| (true, repair)));
    }
    repairs.sort_by_key(|(is_wish, repair)| (*is_wish, Reverse(repair.total)));
    let mut repairs: Vec<Repair> = repairs.into_iter().map(|(_, repair)| repair).collect();
    repairs.truncate(REPAIRS_MAX);
    repairs
}

/// Whether a filter says what is looked for, and not only where or of whom.
fn is_wish(filter: Filter) -> bool {
    match filter {
        Filter::Text | Filter::Industry | Filter::Service | Filter::Benefit => true,
        Filter::County
        | Filter::Municipality
        | Filter::Certified
        | Filter::Member
        | Filter::Fresh
        | Filter::Near
        | Filter::Serves => false,
    }
}

fn repair(without: Filter, value: &str, hits: &Bits) -> Option<Repair> {
    let total = hits.count();
    (total > 0).then(|| Repair {
        without,
        value: value.to_owned(),
        total,
    })
}
