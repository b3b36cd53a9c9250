//! Making a read model again from the events, while writers go on.

use futures::future::BoxFuture;
use kernel::aggregate::Aggregate;
use sqlx::{PgConnection, PgPool};

use crate::{journal::Change, schema::Schema};

/// A read model that is one table and follows from events alone.
pub trait Projection: Send + Sync {
    type Aggregate: Aggregate;
    /// The table's name, without the schema.
    const TABLE: &'static str;

    /// Writes the changes into `table`, a qualified name: the live table, or
    /// the one that is to take its place.
    fn apply<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        table: &'a str,
        changes: &'a [Change<Self::Aggregate>],
    ) -> BoxFuture<'a, Result<(), sqlx::Error>>;
}

/// What a rebuild did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// Events that were read.
    pub events: u64,
    /// Rows of the new table.
    pub rows: u64,
}

/// What a check of a read model found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    pub events: u64,
    pub rows: u64,
    /// Hash over all rows as they stand.
    pub live: String,
    /// Hash over all rows as the events make them.
    pub rebuilt: String,
    /// Up to ten rows that differ, `-` as it stands and `+` as it should be.
    pub differences: Vec<String>,
}

impl Verified {
    #[must_use]
    pub fn is_equal(&self) -> bool {
        self.live == self.rebuilt
    }
}

/// Why a rebuild ended; the live table is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RebuildError {
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    #[error("{0}")]
    Corrupt(String),
}

/// Makes the table again and puts it in the place of the live one.
/// Run it with the owner's pool ([`crate::pool::connect_owner`]).
///
/// # Errors
/// The database fails, or a stored event cannot be read.
pub async fn rebuild<P: Projection>(
    pool: &PgPool,
    schema: &Schema,
    projection: &P,
) -> Result<Rebuilt, RebuildError> {
    let _ = (pool, schema, projection);
    Err(RebuildError::Corrupt("not yet".into()))
}

/// Makes the table again beside the live one and compares the two.
///
/// # Errors
/// The database fails, or a stored event cannot be read.
pub async fn verify<P: Projection>(
    pool: &PgPool,
    schema: &Schema,
    projection: &P,
) -> Result<Verified, RebuildError> {
    let _ = (pool, schema, projection);
    Err(RebuildError::Corrupt("not yet".into()))
}
