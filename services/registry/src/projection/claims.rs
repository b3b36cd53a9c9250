//! `registry.claims`: one row a claim that waits for a decision.

mod read;
mod write;

use eventlog::{journal::Change, rebuild::Projection};
use futures::future::BoxFuture;
use sqlx::PgConnection;

use crate::domain::enterprise::Enterprise;

pub(crate) use read::{Claims, Place, Waiting};

/// The table as its events make it.
pub(crate) struct Table;

impl Table {
    /// Where the service reads and writes.
    pub(crate) const LIVE: &'static str = "registry.claims";
}

impl Projection for Table {
    type Aggregate = Enterprise;
    const TABLE: &'static str = "claims";

    fn apply<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        table: &'a str,
        changes: &'a [Change<Enterprise>],
    ) -> BoxFuture<'a, Result<(), sqlx::Error>> {
        Box::pin(write::write(tx, table, changes))
    }
}
