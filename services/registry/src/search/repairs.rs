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

/// What finds something, most hits first.
pub(crate) fn repairs(columns: &Columns, filters: &Filters, text: &Text) -> Vec<Repair> {
    let mut repairs = Vec::new();
    for without in filters.used().filter(|filter| *filter != Filter::Text) {
        push(
            &mut repairs,
            without,
            "",
            &filters.hits_without(without, columns),
        );
    }
    let all = filters.hits_without(Filter::Text, columns);
    for (part, typed) in text.parts().enumerate() {
        let slots = text.slots_without(part);
        let hits = slots.map_or_else(|| all.clone(), |slots| Arc::new(slots.common(&all)));
        push(&mut repairs, Filter::Text, typed, &hits);
    }
    if repairs.is_empty() && filters.has(Filter::Text) {
        push(&mut repairs, Filter::Text, "", &all);
    }
    repairs.sort_by_key(|repair| Reverse(repair.total));
    repairs.truncate(REPAIRS_MAX);
    repairs
}

fn push(repairs: &mut Vec<Repair>, without: Filter, value: &str, hits: &Bits) {
    let total = hits.count();
    if total > 0 {
        repairs.push(Repair {
            without,
            value: value.to_owned(),
            total,
        });
    }
}
