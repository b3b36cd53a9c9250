//! `registry.shortlists`: one row a shortlist. Its unique constraint is the
//! rule of names that no single shortlist can keep.

mod read;
mod write;

use eventlog::{journal::Change, rebuild::Projection};
use futures::future::BoxFuture;
use sqlx::PgConnection;

use crate::domain::shortlist::{Shortlist, refusal::Refusal};

pub(crate) use read::{Overview, Row, Shortlists};

/// The table as its events make it.
pub(crate) struct Table;

impl Table {
    /// Where the service reads and writes.
    pub(crate) const LIVE: &'static str = "registry.shortlists";

    /// The refusal that a broken constraint stands for.
    pub(crate) fn refusal_of(constraint: &str) -> Option<Refusal> {
        (constraint == "shortlists_name").then_some(Refusal::NameTaken)
    }
}

impl Projection for Table {
    type Aggregate = Shortlist;
    const TABLE: &'static str = "shortlists";

    fn apply<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        table: &'a str,
        changes: &'a [Change<Shortlist>],
    ) -> BoxFuture<'a, Result<(), sqlx::Error>> {
        Box::pin(write::write(tx, table, changes))
    }
}
