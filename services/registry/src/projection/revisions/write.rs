//! Writing the revisions: any number of changes in one statement.

use eventlog::journal::Change;
use sqlx::{AssertSqlSafe, PgConnection};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    domain::enterprise::Enterprise,
    projection::revisions::fold::{self, Row},
};

/// The rows as arrays.
#[derive(Default)]
struct Columns {
    enterprise_id: Vec<Uuid>,
    version: Vec<i64>,
    at: Vec<OffsetDateTime>,
    kind: Vec<&'static str>,
    changes: Vec<String>,
    shown: Vec<Option<String>>,
    listed_at: Vec<Option<OffsetDateTime>>,
}

/// Writes the rows that the changes add into `table`, a qualified name.
/// Writing a change twice leaves the same rows.
pub(super) async fn write(
    tx: &mut PgConnection,
    table: &str,
    changes: &[Change<Enterprise>],
) -> Result<(), sqlx::Error> {
    let mut rows = Columns::default();
    for row in changes.iter().flat_map(fold::rows) {
        rows.push(&row)?;
    }
    // What happens before the list costs no statement.
    if rows.enterprise_id.is_empty() {
        return Ok(());
    }
    sqlx::query(AssertSqlSafe(insert(table)))
        .bind(rows.enterprise_id)
        .bind(rows.version)
        .bind(rows.at)
        .bind(rows.kind)
        .bind(rows.changes)
        .bind(rows.shown)
        .bind(rows.listed_at)
        .execute(tx)
        .await?;
    Ok(())
}

/// A row whose change did not list it keeps the listing's time of the row
/// before it.
fn insert(table: &str) -> String {
    format!(
        "INSERT INTO {table} (enterprise_id, version, at, kind, changes, shown, listed_at)
         SELECT row.enterprise_id, row.version, row.at, row.kind, row.changes::JSONB,
                row.shown::JSONB,
                COALESCE(row.listed_at, (
                    SELECT earlier.listed_at FROM {table} AS earlier
                    WHERE earlier.enterprise_id = row.enterprise_id
                      AND earlier.version < row.version
                    ORDER BY earlier.version DESC
                    LIMIT 1
                ))
         FROM unnest($1::UUID[], $2::BIGINT[], $3::TIMESTAMPTZ[], $4::TEXT[], $5::TEXT[],
                     $6::TEXT[], $7::TIMESTAMPTZ[])
             AS row (enterprise_id, version, at, kind, changes, shown, listed_at)
         ON CONFLICT (enterprise_id, version) DO NOTHING"
    )
}

impl Columns {
    fn push(&mut self, row: &Row) -> Result<(), sqlx::Error> {
        self.enterprise_id.push(row.enterprise_id);
        self.version
            .push(i64::try_from(row.version).unwrap_or(i64::MAX));
        self.at.push(row.at);
        self.kind.push(row.kind.name());
        self.changes.push(json(&row.changes)?);
        self.shown.push(row.shown.as_ref().map(json).transpose()?);
        self.listed_at.push(row.listed_at);
        Ok(())
    }
}

fn json(value: &impl serde::Serialize) -> Result<String, sqlx::Error> {
    serde_json::to_string(value).map_err(|error| sqlx::Error::Encode(error.into()))
}
