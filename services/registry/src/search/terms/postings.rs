//! The listings that have a token, each with how much it says there.

use crate::search::bits::Bits;

const IMPACT_BITS: u32 = 7;
const NAME_BIT: u32 = 1 << IMPACT_BITS;
const SLOT_SHIFT: u32 = IMPACT_BITS + 1;

/// The most that a token can say about a listing.
pub(crate) const IMPACT_MAX: u32 = NAME_BIT - 1;
/// Slots have to be below this.
pub(crate) const SLOTS_MAX: u32 = 1 << (u32::BITS - SLOT_SHIFT);

/// A slot, an impact of at most [`IMPACT_MAX`] and whether the token stands in
/// the name, in one number that sorts by slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Posting(u32);

impl Posting {
    pub(crate) fn new(slot: u32, impact: u32, in_name: bool) -> Self {
        let name = if in_name { NAME_BIT } else { 0 };
        Self(slot << SLOT_SHIFT | name | impact.min(IMPACT_MAX))
    }

    pub(crate) fn slot(self) -> u32 {
        self.0 >> SLOT_SHIFT
    }

    pub(crate) fn impact(self) -> u32 {
        self.0 & IMPACT_MAX
    }

    pub(crate) fn in_name(self) -> bool {
        self.0 & NAME_BIT != 0
    }
}

/// The postings of a token, in slot order, each slot once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Postings(Vec<Posting>);

/// One in how many postings has to be asked for to make walking all of them
/// cheaper than looking each up.
const WALK_FROM: usize = 12;

impl Postings {
    /// Of postings in slot order.
    pub(crate) fn of(postings: &[Posting]) -> Self {
        Self(postings.to_vec())
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Posting> + '_ {
        self.0.iter().copied()
    }

    /// Without the postings of some slots, and with others.
    pub(crate) fn changed(&self, removed: &[u32], added: &[Posting]) -> Self {
        let mut all = Vec::with_capacity(self.0.len() + added.len());
        let mut from = 0;
        let mut removed = removed.iter().peekable();
        let mut added = added.iter().peekable();
        loop {
            let next = match (removed.peek(), added.peek()) {
                (Some(slot), Some(posting)) => (**slot).min(posting.slot()),
                (Some(slot), None) => **slot,
                (None, Some(posting)) => posting.slot(),
                (None, None) => break,
            };
            let before = self.0[from..].partition_point(|posting| posting.slot() < next);
            all.extend_from_slice(&self.0[from..from + before]);
            from += before;
            if removed.next_if(|slot| **slot == next).is_some() {
                from += usize::from(self.0.get(from).is_some_and(|old| old.slot() == next));
            }
            all.extend(added.next_if(|posting| posting.slot() == next));
        }
        all.extend_from_slice(&self.0[from..]);
        Self(all)
    }

    /// Does something with each posting whose slot is among `slots`, of which
    /// there are `count`.
    pub(crate) fn each_of(&self, slots: &Bits, count: usize, mut with: impl FnMut(Posting)) {
        if count * WALK_FROM >= self.0.len() {
            let asked = self
                .0
                .iter()
                .filter(|posting| slots.contains(posting.slot()));
            return asked.for_each(|posting| with(*posting));
        }
        let mut rest = self.0.as_slice();
        for slot in slots.iter() {
            rest = &rest[rest.partition_point(|posting| posting.slot() < slot)..];
            match rest.first() {
                Some(posting) if posting.slot() == slot => with(*posting),
                Some(_) => {}
                None => return,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    fn postings(impacts: &BTreeMap<u32, u32>) -> Vec<Posting> {
        let impacts = impacts.iter();
        impacts
            .map(|(slot, impact)| Posting::new(*slot, *impact, false))
            .collect()
    }

    proptest! {
        #[test]
        fn changed_postings_are_those_of_a_changed_map(
            old in proptest::collection::btree_map(0u32..60, 0u32..90, 0..40),
            removed in proptest::collection::btree_set(0u32..60, 0..20),
            new in proptest::collection::btree_map(0u32..70, 0u32..90, 0..20),
        ) {
            let mut wanted = old.clone();
            wanted.retain(|slot, _| !removed.contains(slot));
            let new: BTreeMap<u32, u32> = new
                .into_iter()
                .filter(|(slot, _)| !wanted.contains_key(slot))
                .collect();
            wanted.extend(new.clone());
            let removed: Vec<u32> = removed.into_iter().collect();
            let changed = Postings::of(&postings(&old)).changed(&removed, &postings(&new));
            prop_assert_eq!(changed.iter().collect::<Vec<_>>(), postings(&wanted));
        }

        #[test]
        fn each_asked_slot_is_met_once_by_either_way(
            all in proptest::collection::btree_map(0u32..4000, 0u32..90, 0..300),
            asked in proptest::collection::btree_set(0u32..4000, 0..20),
        ) {
            let mut slots = Bits::default();
            slots.extend(asked.iter().copied());
            let wanted: BTreeSet<u32> = all.keys().filter(|slot| asked.contains(slot)).copied().collect();
            for count in [slots.count(), 4000] {
                let mut met = Vec::new();
                Postings::of(&postings(&all)).each_of(&slots, count, |posting| met.push(posting.slot()));
                prop_assert_eq!(&met, &wanted.iter().copied().collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn a_posting_keeps_its_three_values() {
        let posting = Posting::new(SLOTS_MAX - 1, 400, true);
        assert_eq!(posting.slot(), SLOTS_MAX - 1);
        assert_eq!((posting.impact(), posting.in_name()), (IMPACT_MAX, true));
    }
}
