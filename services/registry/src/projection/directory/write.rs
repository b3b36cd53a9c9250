//! Writing the directory: any number of changes in one statement.

use eventlog::journal::Change;
use sqlx::{AssertSqlSafe, PgConnection};
use time::{Date, OffsetDateTime};
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
    attestations: Vec<String>,
    pending: Vec<Option<String>>,
    approved: Vec<Option<String>>,
    rejection_reason: Vec<Option<String>>,
    certified_from: Vec<Option<Date>>,
    certified_until: Vec<Option<Date>>,
    member: Vec<bool>,
    waiting_since: Vec<Option<OffsetDateTime>>,
    capacity_confirmed_at: Vec<Option<OffsetDateTime>>,
    due_at: Vec<Option<OffsetDateTime>>,
    relists_at_once: Vec<bool>,
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
        .bind(rows.attestations)
        .bind(rows.pending)
        .bind(rows.approved)
        .bind(rows.rejection_reason)
        .bind(rows.certified_from)
        .bind(rows.certified_until)
        .bind(rows.member)
        .bind(rows.waiting_since)
        .bind(rows.capacity_confirmed_at)
        .bind(rows.due_at)
        .bind(rows.relists_at_once)
        .execute(tx)
        .await?;
    Ok(())
}

fn upsert(table: &str) -> String {
    format!(
        "INSERT INTO {table} AS kept
             (id, version, state, slug, org_number, profile, return_reasons,
              created_at, updated_at, listed_at, organisation_id, attestations, pending,
              approved, rejection_reason, certified_from, certified_until, member,
              waiting_since, capacity_confirmed_at, due_at, relists_at_once)
         SELECT id, version, state, slug, org_number, profile::JSONB, return_reasons::JSONB,
                created_at, updated_at, listed_at, organisation_id, attestations::JSONB,
                pending::JSONB, approved::JSONB, rejection_reason, certified_from,
                certified_until, member, waiting_since, capacity_confirmed_at,
                due_at, relists_at_once
         FROM unnest($1::UUID[], $2::BIGINT[], $3::TEXT[], $4::TEXT[], $5::TEXT[], $6::TEXT[],
                     $7::TEXT[], $8::TIMESTAMPTZ[], $9::TIMESTAMPTZ[], $10::TIMESTAMPTZ[],
                     $11::UUID[], $12::TEXT[], $13::TEXT[], $14::TEXT[], $15::TEXT[],
                     $16::DATE[], $17::DATE[], $18::BOOLEAN[], $19::TIMESTAMPTZ[],
                     $20::TIMESTAMPTZ[], $21::TIMESTAMPTZ[], $22::BOOLEAN[])
             AS row (id, version, state, slug, org_number, profile, return_reasons,
                     created_at, updated_at, listed_at, organisation_id, attestations, pending,
                     approved, rejection_reason, certified_from, certified_until, member,
                     waiting_since, capacity_confirmed_at, due_at, relists_at_once)
         ON CONFLICT (id) DO UPDATE
         SET version = excluded.version,
             state = excluded.state,
             slug = excluded.slug,
             org_number = excluded.org_number,
             profile = excluded.profile,
             return_reasons = excluded.return_reasons,
             updated_at = excluded.updated_at,
             listed_at = COALESCE(excluded.listed_at, kept.listed_at),
             organisation_id = excluded.organisation_id,
             attestations = excluded.attestations,
             pending = excluded.pending,
             approved = excluded.approved,
             rejection_reason = excluded.rejection_reason,
             certified_from = excluded.certified_from,
             certified_until = excluded.certified_until,
             member = excluded.member,
             waiting_since = CASE WHEN excluded.state = 'submitted'
                 THEN COALESCE(excluded.waiting_since, kept.waiting_since)
                 ELSE excluded.waiting_since END,
             capacity_confirmed_at = excluded.capacity_confirmed_at,
             due_at = excluded.due_at,
             relists_at_once = excluded.relists_at_once"
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
        self.attestations.push(json(&entry.attestations)?);
        self.pending.push(optional_json(entry.pending.as_ref())?);
        self.approved.push(optional_json(entry.approved.as_ref())?);
        let rejection = entry.rejection.as_ref();
        self.rejection_reason
            .push(rejection.map(|it| it.as_str().to_owned()));
        let certification = entry.certification;
        self.certified_from
            .push(certification.map(|it| it.issued_on));
        self.certified_until
            .push(certification.map(|it| it.expires_on));
        self.member.push(entry.member);
        self.waiting_since.push(entry.waiting_since);
        self.capacity_confirmed_at.push(entry.capacity_confirmed_at);
        self.due_at.push(entry.due_at);
        self.relists_at_once.push(entry.relists_at_once);
        Ok(())
    }
}

fn json(value: &impl serde::Serialize) -> Result<String, sqlx::Error> {
    serde_json::to_string(value).map_err(|error| sqlx::Error::Encode(error.into()))
}

fn optional_json(value: Option<&impl serde::Serialize>) -> Result<Option<String>, sqlx::Error> {
    value.map(json).transpose()
}
