//! Which of the hits come first.

use crate::search::{
    bits::Bits,
    columns::{Columns, order::Order},
    geography::neighbours,
    query::{Query, Sort},
    text::Text,
};

/// The slots of the page that a query asks for, in order.
pub(crate) fn page(
    columns: &Columns,
    query: &Query,
    text: &Text,
    hits: &Bits,
    total: usize,
) -> Vec<u32> {
    let by = |order: &Order| order.page(hits, total, query.offset, query.limit);
    match query.sort {
        None | Some(Sort::Relevance) if text.ranks() => {
            by_relevance(columns, query, text, hits, total)
        }
        None | Some(Sort::Relevance | Sort::Name) => by(&columns.by_name_order),
        Some(Sort::Newest) => by(&columns.newest),
        Some(Sort::Distance) => match query.near {
            Some(_) => by_distance(columns, query, hits),
            None => by(&columns.by_name_order),
        },
    }
}

/// Best fit first, then by name.
fn by_relevance(
    columns: &Columns,
    query: &Query,
    text: &Text,
    hits: &Bits,
    total: usize,
) -> Vec<u32> {
    let names = &columns.by_name_order;
    let wanted = query.offset.saturating_add(query.limit);
    let mut best = Best::new(wanted);
    text.scored(hits, total, |slot, score| {
        // The best score gets the smallest key.
        best.offer(u64::from(u32::MAX - score) << 32 | u64::from(names.rank(slot)));
    });
    let page = best.sorted().into_iter().skip(query.offset);
    page.filter_map(|key| names.slot(key as u32)).collect()
}

/// The smallest keys of many.
struct Best {
    keys: Vec<u64>,
    wanted: usize,
    /// Keys from here on are not among the wanted ones.
    limit: u64,
}

impl Best {
    fn new(wanted: usize) -> Self {
        Self {
            keys: Vec::new(),
            wanted,
            limit: u64::MAX,
        }
    }

    fn offer(&mut self, key: u64) {
        if key >= self.limit {
            return;
        }
        self.keys.push(key);
        if self.keys.len() >= self.wanted.saturating_mul(4).max(64) {
            self.shrink();
        }
    }

    fn shrink(&mut self) {
        if self.wanted > 0 && self.keys.len() > self.wanted {
            let (_, last, _) = self.keys.select_nth_unstable(self.wanted - 1);
            self.limit = *last + 1;
        }
        self.keys.truncate(self.wanted);
    }

    fn sorted(mut self) -> Vec<u64> {
        self.shrink();
        self.keys.sort_unstable();
        self.keys
    }
}

/// Nearest place of activity first, then by name.
fn by_distance(columns: &Columns, query: &Query, hits: &Bits) -> Vec<u32> {
    let Some(near) = query.near else {
        return Vec::new();
    };
    let wanted = query.offset.saturating_add(query.limit);
    let mut slots: Vec<u32> = Vec::new();
    let mut left = hits.clone();
    for same in neighbours(near.municipality).chunk_by(|a, b| a.0 == b.0) {
        if slots.len() >= wanted {
            break;
        }
        let places = same.iter().flat_map(|(_, place)| {
            let slots = &columns.municipalities[usize::from(*place)];
            slots.iter().copied()
        });
        let mut found: Vec<u32> = places.filter(|slot| left.take(*slot)).collect();
        found.sort_unstable_by_key(|slot| columns.by_name_order.rank(*slot));
        slots.extend(found);
    }
    slots
        .into_iter()
        .skip(query.offset)
        .take(query.limit)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_best_keys_are_the_first_of_all_sorted(
            keys in proptest::collection::vec(0u64..500, 0..300),
            wanted in 0usize..40,
        ) {
            let mut best = Best::new(wanted);
            keys.iter().for_each(|key| best.offer(*key));
            let mut sorted = keys;
            sorted.sort_unstable();
            sorted.truncate(wanted);
            prop_assert_eq!(best.sorted(), sorted);
        }
    }
}
