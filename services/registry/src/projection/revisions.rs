//! `registry.revisions`: one row for each public event of an enterprise, with
//! what changed and what the list shows from then on. The past does not change:
//! rows are only ever added.

mod fold;
mod read;
mod row;
#[cfg(test)]
mod tests;
mod write;

use eventlog::{journal::Change, rebuild::Projection};
use futures::future::BoxFuture;
use sqlx::PgConnection;

use crate::domain::enterprise::Enterprise;

pub(crate) use read::{Revision, Revisions, Trace};
pub(crate) use row::{FieldChange, Kind};

/// The table as its events make it.
pub(crate) struct Table;

impl Table {
    /// Where the service reads and writes.
    pub(crate) const LIVE: &'static str = "registry.revisions";
}

impl Projection for Table {
    type Aggregate = Enterprise;
    const TABLE: &'static str = "revisions";

    fn apply<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        table: &'a str,
        changes: &'a [Change<Enterprise>],
    ) -> BoxFuture<'a, Result<(), sqlx::Error>> {
        Box::pin(write::write(tx, table, changes))
    }
}
