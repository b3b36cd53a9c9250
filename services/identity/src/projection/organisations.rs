//! `identity.organisations`: one row for each organisation. Its unique indexes
//! are the rules that no single organisation can keep.

mod read;
mod write;

use eventlog::{journal::Change, rebuild::Projection};
use futures::future::BoxFuture;
use sqlx::PgConnection;

use crate::domain::organisation::{Organisation, refusal::Refusal};

pub(crate) use read::{ClaimRow, Filter, OrganisationRow, Organisations, State};

/// The table as its events make it.
pub(crate) struct Table;

impl Table {
    /// Where the service reads and writes.
    pub(crate) const LIVE: &'static str = "identity.organisations";

    /// The refusal that a broken constraint stands for.
    pub(crate) fn refusal_of(constraint: &str) -> Option<Refusal> {
        match constraint {
            "organisations_org_number" => Some(Refusal::OrgNumberTaken),
            "organisations_proven_domain" => Some(Refusal::DomainTaken),
            _ => None,
        }
    }
}

impl Projection for Table {
    type Aggregate = Organisation;
    const TABLE: &'static str = "organisations";

    fn apply<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        table: &'a str,
        changes: &'a [Change<Organisation>],
    ) -> BoxFuture<'a, Result<(), sqlx::Error>> {
        Box::pin(async move {
            for change in changes {
                write::write(tx, table, change).await?;
            }
            Ok(())
        })
    }
}
