//! Writing the directory: any number of changes in one statement.

use eventlog::journal::Change;
use sqlx::{AssertSqlSafe, PgConnection};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{domain::enterprise::Enterprise, projection::directory::Entry};

/// The rows as arrays.
#[derive(Default)]
struct Columns {
    id: Vec<Uuid>,
    version: Vec<i64>,
    state: Vec<&'static str>,
    slug: Vec<String>,
    org_number: Vec<Option<String>>,
    profile: Vec<String>,
    return_reasons: Vec<String>,
    created_at: Vec<OffsetDateTime>,
    updated_at: Vec<OffsetDateTime>,
    listed_at: Vec<Option<OffsetDateTime>>,
    organisation_id: Vec<Option<Uuid>>,
}

/// Writes the rows that the changes leave into `table`, a qualified name.
/// Writing a change twice leaves the same row.
pub(super) async fn write(
    tx: &mut PgConnection,
    table: &str,
    changes: &[Change<Enterprise>],
) -> Result<(), sqlx::Error> {
    let mut rows = Columns::default();
    for entry in changes.iter().filter_map(Entry::after) {
        rows.push(entry)?;
    }
    sqlx::query(AssertSqlSafe(upsert(table)))
        .bind(rows.id)
        .bind(rows.version)
        .bind(rows.state)
        .bind(rows.slug)
        .bind(rows.org_number)
        .bind(rows.profile)
        .bind(rows.return_reasons)
        .bind(rows.created_at)
        .bind(rows.updated_at)
        .bind(rows.listed_at)
        .bind(rows.organisation_id)
        .execute(tx)
        .await?;
    Ok(())
}

fn upsert(table: &str) -> String {
    format!(
        "INSERT INTO {table} AS kept
             (id, version, state, slug, org_number, profile, return_reasons,
              created_at, updated_at, listed_at, organisation_id)
         SELECT id, version, state, slug, org_number, profile::JSONB, return_reasons::JSONB,
                created_at, updated_at, listed_at, organisation_id
         FROM unnest($1::UUID[], $2::BIGINT[], $3::TEXT[], $4::TEXT[], $5::TEXT[], $6::TEXT[],
                     $7::TEXT[], $8::TIMESTAMPTZ[], $9::TIMESTAMPTZ[], $10::TIMESTAMPTZ[],
                     $11::UUID[])
             AS row (id, version, state, slug, org_number, profile, return_reasons,
                     created_at, updated_at, listed_at, organisation_id)
         ON CONFLICT (id) DO UPDATE
         SET version = excluded.version,
             state = excluded.state,
             slug = excluded.slug,
             org_number = excluded.org_number,
             profile = excluded.profile,
             return_reasons = excluded.return_reasons,
             updated_at = excluded.updated_at,
             listed_at = COALESCE(excluded.listed_at, kept.listed_at),
             organisation_id = excluded.organisation_id"
    )
}

impl Columns {
    fn push(&mut self, entry: Entry) -> Result<(), sqlx::Error> {
        self.id.push(entry.id);
        self.version
            .push(i64::try_from(entry.version).unwrap_or(i64::MAX));
        self.state.push(entry.stage.name());
        self.slug.push(entry.slug.as_str().to_owned());
        let number = entry.profile.org_number;
        self.org_number
            .push(number.map(|number| number.to_string()));
        self.profile.push(json(&entry.profile)?);
        self.return_reasons.push(json(&entry.return_reasons)?);
        self.created_at.push(entry.created_at);
        self.updated_at.push(entry.updated_at);
        self.listed_at.push(entry.listed_at);
        self.organisation_id.push(entry.organisation);
        Ok(())
    }
}

fn json(value: &impl serde::Serialize) -> Result<String, sqlx::Error> {
    serde_json::to_string(value).map_err(|error| sqlx::Error::Encode(error.into()))
}
