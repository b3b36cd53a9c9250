//! Writing the shortlists: any number of changes in two statements.

use eventlog::journal::Change;
use sqlx::{AssertSqlSafe, PgConnection};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::shortlist::{Known, Shortlist};

/// The rows as arrays.
#[derive(Default)]
struct Columns {
    id: Vec<Uuid>,
    version: Vec<i64>,
    organisation_id: Vec<Uuid>,
    name: Vec<String>,
    name_key: Vec<String>,
    items: Vec<String>,
    updated_at: Vec<OffsetDateTime>,
}

/// Writes the rows that the changes leave into `table`, a qualified name.
/// Writing a change twice leaves the same row.
pub(super) async fn write(
    tx: &mut PgConnection,
    table: &str,
    changes: &[Change<Shortlist>],
) -> Result<(), sqlx::Error> {
    let (mut rows, mut deleted) = (Columns::default(), Vec::new());
    for change in changes {
        match &change.state {
            Shortlist::Known(known) => rows.push(change, known)?,
            Shortlist::Deleted => deleted.push(change.id),
            Shortlist::Unknown => {}
        }
    }
    // First what makes names free.
    if !deleted.is_empty() {
        let sql = format!("DELETE FROM {table} WHERE id = ANY($1)");
        sqlx::query(AssertSqlSafe(sql))
            .bind(deleted)
            .execute(&mut *tx)
            .await?;
    }
    if rows.id.is_empty() {
        return Ok(());
    }
    sqlx::query(AssertSqlSafe(upsert(table)))
        .bind(rows.id)
        .bind(rows.version)
        .bind(rows.organisation_id)
        .bind(rows.name)
        .bind(rows.name_key)
        .bind(rows.items)
        .bind(rows.updated_at)
        .execute(tx)
        .await?;
    Ok(())
}

fn upsert(table: &str) -> String {
    format!(
        "INSERT INTO {table}
             (id, version, organisation_id, name, name_key, items, updated_at)
         SELECT id, version, organisation_id, name, name_key, items::JSONB, updated_at
         FROM unnest($1::UUID[], $2::BIGINT[], $3::UUID[], $4::TEXT[], $5::TEXT[], $6::TEXT[],
                     $7::TIMESTAMPTZ[])
             AS row (id, version, organisation_id, name, name_key, items, updated_at)
         ON CONFLICT (id) DO UPDATE
         SET version = excluded.version,
             name = excluded.name,
             name_key = excluded.name_key,
             items = excluded.items,
             updated_at = excluded.updated_at"
    )
}

impl Columns {
    fn push(&mut self, change: &Change<Shortlist>, known: &Known) -> Result<(), sqlx::Error> {
        let Some(last) = change.events.last() else {
            return Ok(());
        };
        let items = serde_json::to_string(&known.items);
        self.id.push(change.id);
        self.version
            .push(i64::try_from(change.version).unwrap_or(i64::MAX));
        self.organisation_id.push(known.organisation);
        self.name.push(known.name.as_str().to_owned());
        self.name_key.push(known.name.as_str().to_lowercase());
        self.items
            .push(items.map_err(|error| sqlx::Error::Encode(error.into()))?);
        self.updated_at.push(last.metadata.at);
        Ok(())
    }
}
