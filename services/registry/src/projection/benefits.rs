//! `registry.benefits`: one row a report of social benefit that stands.

mod read;
mod write;

use eventlog::{journal::Change, rebuild::Projection};
use futures::future::BoxFuture;
use sqlx::PgConnection;

use crate::domain::enterprise::Enterprise;

pub(crate) use read::Benefits;

/// The table as its events make it.
pub(crate) struct Table;

impl Table {
    /// Where the service reads and writes.
    pub(crate) const LIVE: &'static str = "registry.benefits";
}

impl Projection for Table {
    type Aggregate = Enterprise;
    const TABLE: &'static str = "benefits";

    fn apply<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        table: &'a str,
        changes: &'a [Change<Enterprise>],
    ) -> BoxFuture<'a, Result<(), sqlx::Error>> {
        Box::pin(write::write(tx, table, changes))
    }
}
