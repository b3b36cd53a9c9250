//! Finding listed enterprises: text, filters, facets with counts.
//!
//! One interface, [`Finder`], stands before the engine, so that the engine
//! can change. Readers never wait for a writer.

mod analysis;
mod bits;
mod columns;
mod day;
mod document;
pub mod engine;
mod facets;
mod filters;
mod geography;
pub mod listing;
mod matching;
mod paged;
pub mod query;
mod ranking;
mod reading;
mod repairs;
mod snapshot;
pub(crate) mod synonyms;
mod terms;
#[cfg(test)]
mod tests;
mod text;

use std::sync::Arc;

use uuid::Uuid;

use crate::search::{
    listing::Listing,
    query::{Found, Query},
};

/// A change of the list as the index takes it.
#[derive(Clone, Debug)]
pub enum IndexChange {
    /// Listed, or changed while listed.
    Put(Box<Listing>),
    /// Left the list.
    Remove(Uuid),
}

/// The index cannot take changes any more; the process has to be restarted,
/// which builds it anew.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the search index failed: {0}")]
pub struct IndexFault(pub String);

/// The list, searchable.
pub trait Finder: Send + Sync + 'static {
    /// Never fails: a text that means nothing finds nothing.
    fn find(&self, query: &Query) -> Found;

    /// Takes changes in feed order; when it returns, every search sees them
    /// and `position()` has moved to `position`. Blocks for some milliseconds:
    /// call it off the async threads.
    ///
    /// # Errors
    /// The index is broken; nothing of the batch can be seen.
    fn apply(&self, changes: Vec<IndexChange>, position: u64) -> Result<(), IndexFault>;

    /// All that are in the index.
    fn ids(&self) -> Vec<Uuid>;

    /// The listed enterprise with this id.
    fn get(&self, id: Uuid) -> Option<Arc<Listing>>;

    /// The listed enterprise with this slug.
    fn by_slug(&self, slug: &str) -> Option<Arc<Listing>>;

    /// The feed position that searches include.
    fn position(&self) -> u64;
}
