//! A list and a map that are cheap to copy and to change a little: a copy
//! shares all pages, a change copies one page.

use std::{
    collections::HashMap,
    hash::{BuildHasher, Hash, RandomState},
    sync::Arc,
};

const PAGE: usize = 512;
const SHARDS: usize = 256;

/// A list by slot.
#[derive(Clone, Debug)]
pub(crate) struct Paged<T>(Vec<Arc<Vec<Option<T>>>>);

impl<T> Default for Paged<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Clone> Paged<T> {
    pub(crate) fn get(&self, slot: u32) -> Option<&T> {
        let slot = slot as usize;
        self.0.get(slot / PAGE)?.get(slot % PAGE)?.as_ref()
    }

    /// Puts a value at a slot and hands back the one that stood there.
    pub(crate) fn set(&mut self, slot: u32, value: Option<T>) -> Option<T> {
        let slot = slot as usize;
        while self.0.len() <= slot / PAGE {
            self.0.push(Arc::new(vec![None; PAGE]));
        }
        let page = Arc::make_mut(&mut self.0[slot / PAGE]);
        std::mem::replace(&mut page[slot % PAGE], value)
    }

    /// Every value, in slot order.
    #[cfg(test)]
    fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().flat_map(|page| page.iter().flatten())
    }
}

/// A map from a key to a slot.
#[derive(Clone, Debug)]
pub(crate) struct Keyed<K> {
    shards: Vec<Arc<HashMap<K, u32>>>,
    hasher: RandomState,
}

impl<K: Clone + Eq + Hash> Default for Keyed<K> {
    fn default() -> Self {
        Self {
            shards: vec![Arc::default(); SHARDS],
            hasher: RandomState::new(),
        }
    }
}

impl<K: Clone + Eq + Hash> Keyed<K> {
    pub(crate) fn get<Q>(&self, key: &Q) -> Option<u32>
    where
        K: std::borrow::Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        self.shards[self.shard(key)].get(key).copied()
    }

    pub(crate) fn insert(&mut self, key: K, slot: u32) {
        let shard = self.shard(&key);
        Arc::make_mut(&mut self.shards[shard]).insert(key, slot);
    }

    /// Removes the key if it still leads to this slot.
    pub(crate) fn remove<Q>(&mut self, key: &Q, slot: u32)
    where
        K: std::borrow::Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        let shard = self.shard(key);
        if self.shards[shard].get(key) == Some(&slot) {
            Arc::make_mut(&mut self.shards[shard]).remove(key);
        }
    }

    fn shard<Q: Hash + ?Sized>(&self, key: &Q) -> usize {
        self.hasher.hash_one(key) as usize % SHARDS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_does_not_see_a_later_change() {
        let mut list = Paged::default();
        list.set(700, Some("old"));
        let copy = list.clone();
        assert_eq!(list.set(700, Some("new")), Some("old"));
        assert_eq!((copy.get(700), list.get(700)), (Some(&"old"), Some(&"new")));
        assert_eq!((list.get(3), list.get(70_000)), (None, None));
        assert_eq!(list.iter().count(), 1);
    }

    #[test]
    fn a_key_that_moved_on_is_not_removed_by_its_old_slot() {
        let mut map = Keyed::default();
        map.insert("cafe".to_owned(), 1);
        map.insert("cafe".to_owned(), 2);
        map.remove("cafe", 1);
        assert_eq!(map.get("cafe"), Some(2));
        map.remove("cafe", 2);
        assert_eq!(map.get("cafe"), None);
    }
}
