//! What a day decides of the list: whose certification is valid on it, and
//! whose capacity was confirmed lately.

use std::sync::{Arc, OnceLock};

use time::{Date, Duration};

use crate::search::{bits::Bits, columns::Columns, listing::FRESH_DAYS, query::Facet};

/// The list on one day.
#[derive(Debug)]
pub(crate) struct Day {
    pub(crate) today: Date,
    pub(crate) certified: Arc<Bits>,
    pub(crate) fresh: Arc<Bits>,
    /// The facets of a search without text and filters, counted once.
    pub(crate) unfiltered: OnceLock<Vec<Facet>>,
}

impl Day {
    pub(crate) fn of(columns: &Columns, today: Date) -> Self {
        let oldest = today.saturating_sub(Duration::days(FRESH_DAYS));
        Self {
            today,
            certified: Arc::new(columns.certified_until.since(today, columns.slots)),
            fresh: Arc::new(columns.confirmed_on.since(oldest, columns.slots)),
            unfiltered: OnceLock::new(),
        }
    }
}
