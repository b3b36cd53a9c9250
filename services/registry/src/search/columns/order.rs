//! A standing order of the slots, so that a page needs no sorting of all hits.

use std::sync::Arc;

use crate::search::bits::Bits;

/// Slots in an order, and the rank of each in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Order {
    slots: Arc<Vec<u32>>,
    ranks: Arc<Vec<u32>>,
}

/// One in how many slots has to be a hit for walking the order to be cheaper
/// than sorting the hits.
const WALK_FROM: usize = 16;

impl Order {
    /// Takes out all of `changed` and puts those of `put` in by their keys.
    pub(crate) fn change<K: Ord>(&mut self, changed: &Bits, put: Vec<u32>, key: impl Fn(u32) -> K) {
        let mut slots: Vec<u32> = Vec::with_capacity(self.slots.len() + put.len());
        slots.extend(self.slots.iter().filter(|slot| !changed.contains(**slot)));
        let mut keyed: Vec<(K, u32)> = put.into_iter().map(|slot| (key(slot), slot)).collect();
        keyed.sort_unstable();
        self.slots = Arc::new(merged(&slots, &keyed, &key));
        self.ranks = Arc::new(ranks(&self.slots));
    }

    /// The place of a slot in the order, from 0.
    pub(crate) fn rank(&self, slot: u32) -> u32 {
        self.ranks.get(slot as usize).copied().unwrap_or(u32::MAX)
    }

    /// The slot at a place in the order.
    pub(crate) fn slot(&self, rank: u32) -> Option<u32> {
        self.slots.get(rank as usize).copied()
    }

    /// The hits from `offset` on, at most `limit`, in order; `total` is how
    /// many hits there are.
    pub(crate) fn page(&self, hits: &Bits, total: usize, offset: usize, limit: usize) -> Vec<u32> {
        if total * WALK_FROM >= self.slots.len() {
            let hits = self.slots.iter().filter(|slot| hits.contains(**slot));
            return hits.skip(offset).take(limit).copied().collect();
        }
        let mut slots: Vec<u32> = hits.iter().collect();
        slots.sort_unstable_by_key(|slot| self.rank(*slot));
        slots.into_iter().skip(offset).take(limit).collect()
    }
}

fn merged<K: Ord>(kept: &[u32], put: &[(K, u32)], key: impl Fn(u32) -> K) -> Vec<u32> {
    let mut slots = Vec::with_capacity(kept.len() + put.len());
    let mut from = 0;
    for (new_key, slot) in put {
        let smaller = kept[from..].partition_point(|other| key(*other) < *new_key);
        slots.extend_from_slice(&kept[from..from + smaller]);
        slots.push(*slot);
        from += smaller;
    }
    slots.extend_from_slice(&kept[from..]);
    slots
}

fn ranks(slots: &[u32]) -> Vec<u32> {
    let room = slots.iter().max().map_or(0, |most| *most as usize + 1);
    let mut ranks = vec![u32::MAX; room];
    for (rank, slot) in (0..).zip(slots) {
        ranks[*slot as usize] = rank;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_order_changed_in_steps_is_the_sorted_one(
            keys in proptest::collection::vec(0u32..50, 1..80),
            cut in 0usize..80,
            again in proptest::collection::vec(0u32..80, 0..10),
        ) {
            let cut = cut.min(keys.len());
            let key = |slot: u32| (keys[slot as usize], slot);
            let all: Vec<u32> = (0..keys.len() as u32).collect();
            let mut order = Order::default();
            order.change(&Bits::default(), all[..cut].to_vec(), key);
            let mut changed = Bits::default();
            changed.extend(again.iter().copied().filter(|slot| (*slot as usize) < cut));
            let put = changed.iter().chain(all[cut..].iter().copied()).collect();
            order.change(&changed, put, key);
            let mut sorted = all.clone();
            sorted.sort_by_key(|slot| key(*slot));
            prop_assert_eq!(&*order.slots, &sorted);
            let mut hits = Bits::default();
            hits.extend(all.iter().copied().filter(|slot| slot % 3 == 0));
            let total = hits.count();
            let wanted: Vec<u32> = sorted.iter().copied().filter(|slot| slot % 3 == 0).skip(1).take(4).collect();
            prop_assert_eq!(order.page(&hits, total, 1, 4), wanted);
        }
    }
}
