//! `registry.directory`: one row an enterprise, with everything to search it,
//! list it as a draft and serve it. Its unique constraints are the rules of
//! the list that no single enterprise can keep.

mod domains;
mod due;
mod entry;
mod read;
mod write;

use eventlog::{journal::Change, rebuild::Projection};
use futures::future::BoxFuture;
use sqlx::PgConnection;

use crate::domain::enterprise::{Enterprise, refusal::Refusal};

pub(crate) use domains::domains;
pub(crate) use entry::Entry;
pub(crate) use read::Directory;

/// The table as its events make it.
pub(crate) struct Table;

impl Table {
    /// Where the service reads and writes.
    pub(crate) const LIVE: &'static str = "registry.directory";

    /// The refusal that a broken constraint stands for.
    pub(crate) fn refusal_of(constraint: &str) -> Option<Refusal> {
        match constraint {
            "directory_org_number" => Some(Refusal::OrgNumberTaken),
            "directory_slug" => Some(Refusal::SlugTaken),
            "directory_organisation" => Some(Refusal::OrganisationTied),
            _ => None,
        }
    }
}

impl Projection for Table {
    type Aggregate = Enterprise;
    const TABLE: &'static str = "directory";

    fn apply<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        table: &'a str,
        changes: &'a [Change<Enterprise>],
    ) -> BoxFuture<'a, Result<(), sqlx::Error>> {
        Box::pin(write::write(tx, table, changes))
    }
}
