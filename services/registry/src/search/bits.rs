//! Sets of slots as bits, for filters and counts.
//!
//! A set may be shorter than another: what lies beyond its end is not in it.

const WORD: usize = u64::BITS as usize;

/// A set of slots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bits(Vec<u64>);

impl Bits {
    /// An empty set with room for `slots`.
    pub(crate) fn with_room(slots: usize) -> Self {
        Self(vec![0; slots.div_ceil(WORD)])
    }

    pub(crate) fn insert(&mut self, slot: u32) {
        let (word, bit) = place(slot);
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= bit;
    }

    pub(crate) fn remove(&mut self, slot: u32) {
        let (word, bit) = place(slot);
        if let Some(word) = self.0.get_mut(word) {
            *word &= !bit;
        }
    }

    /// Removes a slot and says whether it was there.
    pub(crate) fn take(&mut self, slot: u32) -> bool {
        let there = self.contains(slot);
        self.remove(slot);
        there
    }

    pub(crate) fn contains(&self, slot: u32) -> bool {
        let (word, bit) = place(slot);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    pub(crate) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// How many are in both.
    pub(crate) fn count_common(&self, other: &Self) -> usize {
        let pairs = self.0.iter().zip(&other.0);
        pairs.map(|(a, b)| (a & b).count_ones() as usize).sum()
    }

    /// How many of `slots` are in the set.
    pub(crate) fn count_of(&self, slots: &[u32]) -> usize {
        slots.iter().filter(|slot| self.contains(**slot)).count()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Keeps what is in `other` too.
    pub(crate) fn retain(&mut self, other: &Self) {
        self.0.truncate(other.0.len());
        for (word, kept) in self.0.iter_mut().zip(&other.0) {
            *word &= kept;
        }
    }

    /// Adds what is in `other`.
    pub(crate) fn add(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (word, added) in self.0.iter_mut().zip(&other.0) {
            *word |= added;
        }
    }

    /// What is in both.
    pub(crate) fn common(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| a & b).collect())
    }

    /// The slots, smallest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        slots(self.0.iter().copied())
    }

    /// The slots that are in both, smallest first.
    pub(crate) fn iter_common<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = u32> + 'a {
        slots(self.0.iter().zip(&other.0).map(|(a, b)| a & b))
    }

    /// All slots of the set are below this.
    pub(crate) fn room(&self) -> usize {
        self.0.len() * WORD
    }
}

impl Extend<u32> for Bits {
    fn extend<I: IntoIterator<Item = u32>>(&mut self, slots: I) {
        for slot in slots {
            self.insert(slot);
        }
    }
}

fn slots(words: impl Iterator<Item = u64>) -> impl Iterator<Item = u32> {
    words.enumerate().flat_map(|(at, mut rest)| {
        std::iter::from_fn(move || {
            (rest != 0).then(|| {
                let bit = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                (at * WORD + bit) as u32
            })
        })
    })
}

fn place(slot: u32) -> (usize, u64) {
    let slot = slot as usize;
    (slot / WORD, 1 << (slot % WORD))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn bits(slots: &BTreeSet<u32>) -> Bits {
        let mut bits = Bits::default();
        bits.extend(slots.iter().copied());
        bits
    }

    proptest! {
        #[test]
        fn sets_of_bits_are_sets(
            a in proptest::collection::btree_set(0u32..300, 0..60),
            b in proptest::collection::btree_set(0u32..200, 0..60),
        ) {
            let (left, right) = (bits(&a), bits(&b));
            let common: Vec<u32> = a.intersection(&b).copied().collect();
            prop_assert_eq!(left.count_common(&right), common.len());
            prop_assert_eq!(left.common(&right).iter().collect::<Vec<_>>(), common.clone());
            prop_assert_eq!(left.iter_common(&right).collect::<Vec<_>>(), common.clone());
            let mut kept = left.clone();
            kept.retain(&right);
            prop_assert_eq!(kept.iter().collect::<Vec<_>>(), common);
            let mut both = right.clone();
            both.add(&left);
            prop_assert_eq!(both.iter().collect::<Vec<_>>(), a.union(&b).copied().collect::<Vec<_>>());
            prop_assert_eq!(both.count(), a.union(&b).count());
            let asked: Vec<u32> = b.iter().copied().collect();
            prop_assert_eq!(left.count_of(&asked), left.count_common(&right));
            prop_assert_eq!(left.is_empty(), a.is_empty());
        }
    }

    #[test]
    fn a_removed_slot_is_gone() {
        let mut set = bits(&BTreeSet::from([3, 64]));
        set.remove(64);
        set.remove(9000);
        assert!(set.contains(3) && !set.contains(64) && !set.contains(9000));
    }
}
