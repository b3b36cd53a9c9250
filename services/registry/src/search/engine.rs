//! The engine: a snapshot that searches read, and one writer that replaces it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use arc_swap::ArcSwap;
use uuid::Uuid;

use crate::search::{
    Finder, IndexChange, IndexFault,
    analysis::Analyzer,
    bits::Bits,
    columns::Columns,
    document::postings,
    listing::Listing,
    query::{Found, Query},
    snapshot::Snapshot,
    terms::{
        TermId, Terms,
        postings::{Posting, SLOTS_MAX},
    },
};

/// The list in the memory of this process.
#[derive(Debug, Default)]
pub struct Engine {
    current: ArcSwap<Snapshot>,
    writer: Mutex<Writer>,
}

/// What only the writer needs.
#[derive(Debug, Default)]
struct Writer {
    analyzer: Analyzer,
    /// Slots below the end of the columns that hold nothing.
    free: Vec<u32>,
}

/// The next snapshot while it is made.
struct Draft<'a> {
    columns: Columns,
    terms: Terms,
    writer: &'a mut Writer,
    /// Slots that were put or emptied.
    changed: Bits,
    /// For each term the slots that it leaves and the postings that it gets.
    moved: HashMap<TermId, (Vec<u32>, Vec<Posting>)>,
}

impl Engine {
    /// An empty list at position 0.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Finder for Engine {
    fn find(&self, query: &Query) -> Found {
        self.current.load().find(query)
    }

    fn apply(&self, changes: Vec<IndexChange>, position: u64) -> Result<(), IndexFault> {
        let mut writer = self
            .writer
            .lock()
            .map_err(|_| IndexFault("an earlier change broke off".to_owned()))?;
        let current = self.current.load_full();
        let changes = last_of_each(changes);
        let needed = current.columns.slots as usize + changes.len();
        if needed > SLOTS_MAX as usize {
            return Err(IndexFault(format!("more than {SLOTS_MAX} listings")));
        }
        let mut draft = Draft {
            columns: current.columns.clone(),
            terms: current.terms.clone(),
            writer: &mut writer,
            changed: Bits::default(),
            moved: HashMap::new(),
        };
        for (id, listing) in changes {
            draft.take(id, listing);
        }
        self.current.store(Arc::new(draft.finish(position)));
        Ok(())
    }

    fn ids(&self) -> Vec<Uuid> {
        self.current.load().ids()
    }

    fn get(&self, id: Uuid) -> Option<Arc<Listing>> {
        self.current.load().get(id)
    }

    fn by_slug(&self, slug: &str) -> Option<Arc<Listing>> {
        self.current.load().by_slug(slug)
    }

    fn position(&self) -> u64 {
        self.current.load().position
    }
}

/// The last change of each listing, in the order of the first ones.
fn last_of_each(changes: Vec<IndexChange>) -> Vec<(Uuid, Option<Arc<Listing>>)> {
    let mut places: HashMap<Uuid, usize> = HashMap::with_capacity(changes.len());
    let mut last: Vec<(Uuid, Option<Arc<Listing>>)> = Vec::with_capacity(changes.len());
    for change in changes {
        let (id, listing) = match change {
            IndexChange::Put(listing) => (listing.id, Some(Arc::from(listing))),
            IndexChange::Remove(id) => (id, None),
        };
        let place = *places.entry(id).or_insert(last.len());
        match last.get_mut(place) {
            Some(earlier) => earlier.1 = listing,
            None => last.push((id, listing)),
        }
    }
    last
}

impl Draft<'_> {
    fn take(&mut self, id: Uuid, listing: Option<Arc<Listing>>) {
        let slot = match (self.columns.by_id.get(&id), &listing) {
            (Some(slot), _) => slot,
            (None, Some(_)) => self.writer.free.pop().unwrap_or(self.columns.slots),
            (None, None) => return,
        };
        let old = self.columns.listings.get(slot).cloned();
        let before = old.map_or_else(Vec::new, |old| self.postings(&old, slot));
        let after = listing
            .as_ref()
            .map_or_else(Vec::new, |new| self.postings(new, slot));
        self.move_postings(slot, &before, &after);
        if listing.is_none() {
            self.writer.free.push(slot);
        }
        self.columns.set(slot, listing);
        self.changed.insert(slot);
    }

    fn postings(&mut self, listing: &Listing, slot: u32) -> Vec<(TermId, Posting)> {
        postings(listing, slot, &mut self.writer.analyzer, &mut self.terms)
    }

    /// Notes where the postings of a slot differ; both lists are in order.
    fn move_postings(
        &mut self,
        slot: u32,
        before: &[(TermId, Posting)],
        after: &[(TermId, Posting)],
    ) {
        for (term, posting) in before {
            if after.binary_search(&(*term, *posting)).is_err() {
                self.moved.entry(*term).or_default().0.push(slot);
            }
        }
        for (term, posting) in after {
            if before.binary_search(&(*term, *posting)).is_err() {
                self.moved.entry(*term).or_default().1.push(*posting);
            }
        }
    }

    fn finish(mut self, position: u64) -> Snapshot {
        for (term, (mut removed, mut added)) in self.moved {
            removed.sort_unstable();
            added.sort_unstable();
            self.terms.change(term, &removed, &added);
        }
        self.columns.reorder(&self.changed);
        Snapshot::new(self.columns, self.terms, position)
    }
}
