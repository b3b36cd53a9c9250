//! Reading the revisions.

use std::time::Duration;

use eventlog::limit::{in_time, within};
use sqlx::{FromRow, PgPool, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    domain::enterprise::Stage,
    projection::{
        directory::Entry,
        revisions::row::{FieldChange, Kind, Shown},
    },
};

/// Around reading the list of a day.
const LIST_LIMIT: Duration = Duration::from_secs(20);

/// The queries; clones share the pool.
#[derive(Clone)]
pub(crate) struct Revisions {
    pool: PgPool,
}

/// One thing that happened to a public profile.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub(crate) struct Revision {
    pub(crate) version: i64,
    pub(crate) at: OffsetDateTime,
    pub(crate) kind: Json<Kind>,
    pub(crate) changes: Json<Vec<FieldChange>>,
}

/// Where an enterprise was and what it did after one public event; nowhere
/// where it was off the list.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub(crate) struct Trace {
    pub(crate) enterprise_id: Uuid,
    pub(crate) version: i64,
    pub(crate) county_code: Option<String>,
    pub(crate) industries: Json<Vec<String>>,
}

/// A row of the list of a day.
#[derive(FromRow)]
struct Row {
    enterprise_id: Uuid,
    version: i64,
    at: OffsetDateTime,
    listed_at: Option<OffsetDateTime>,
    created_at: OffsetDateTime,
    shown: Json<Shown>,
}

impl Revisions {
    pub(crate) fn new(pool: PgPool) -> Self {
        Self { pool }
    }

    /// At most `limit` revisions of an enterprise, the latest first, before a
    /// version where one is given.
    pub(crate) async fn page(
        &self,
        id: Uuid,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<Revision>, sqlx::Error> {
        let query = sqlx::query_as(
            "SELECT version, at, to_jsonb(kind) AS kind, changes
             FROM registry.revisions
             WHERE enterprise_id = $1 AND ($2::BIGINT IS NULL OR version < $2)
             ORDER BY version DESC
             LIMIT $3",
        )
        .bind(id)
        .bind(before.map(|it| i64::try_from(it).unwrap_or(i64::MAX)))
        .bind(i64::from(limit));
        in_time(query.fetch_all(&self.pool)).await
    }

    /// The traces of these enterprises, in the order of ids and versions.
    pub(crate) async fn traces(&self, ids: &[Uuid]) -> Result<Vec<Trace>, sqlx::Error> {
        let query = sqlx::query_as(
            "SELECT enterprise_id, version, county_code,
                    COALESCE(industries, '[]'::JSONB) AS industries
             FROM registry.revisions
             WHERE enterprise_id = ANY($1)
             ORDER BY enterprise_id, version",
        )
        .bind(ids);
        in_time(query.fetch_all(&self.pool)).await
    }

    /// What stood on the list right before a time.
    pub(crate) async fn as_of(&self, end: OffsetDateTime) -> Result<Vec<Entry>, sqlx::Error> {
        let query = sqlx::query_as::<_, Row>(
            "SELECT revisions.enterprise_id, revisions.version, revisions.at,
                    revisions.listed_at, directory.created_at, revisions.shown
             FROM (
                 SELECT DISTINCT ON (enterprise_id) enterprise_id, version
                 FROM registry.revisions
                 WHERE at < $1
                 ORDER BY enterprise_id, version DESC
             ) AS latest
             JOIN registry.revisions AS revisions
                 ON revisions.enterprise_id = latest.enterprise_id
                    AND revisions.version = latest.version
             JOIN registry.directory AS directory ON directory.id = revisions.enterprise_id
             WHERE revisions.shown IS NOT NULL",
        )
        .bind(end);
        let rows = within(LIST_LIMIT, query.fetch_all(&self.pool)).await?;
        Ok(rows.into_iter().map(Row::entry).collect())
    }
}

impl Row {
    fn entry(self) -> Entry {
        let shown = self.shown.0;
        let draft = Entry::draft(
            self.enterprise_id,
            shown.slug,
            shown.profile,
            self.created_at,
        );
        Entry {
            version: self.version.unsigned_abs(),
            stage: Stage::Listed,
            updated_at: self.at,
            listed_at: self.listed_at,
            certification: shown.certification,
            member: shown.member,
            ..draft
        }
    }
}
