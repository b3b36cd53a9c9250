//! Reading the directory.

use std::time::Duration;

use eventlog::limit::{in_time, within};
use kernel::org_number::OrgNumber;
use sqlx::PgPool;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    domain::{enterprise::Stage, values::slug::Slug},
    projection::directory::{Entry, entry::Row},
};

/// Around reading the whole list, once at the start.
const LOAD_LIMIT: Duration = Duration::from_secs(60);

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, version, to_jsonb(state) AS state, to_jsonb(slug) AS slug, profile,
                    return_reasons, created_at, updated_at, listed_at, organisation_id,
                    attestations, pending, approved,
                    to_jsonb(rejection_reason) AS rejection_reason, certified_from,
                    certified_until, member, waiting_since, capacity_confirmed_at,
                    due_at, relists_at_once
             FROM registry.directory ",
            $rest
        )
    };
}

/// The queries; clones share the pool.
#[derive(Clone)]
pub(crate) struct Directory {
    pub(super) pool: PgPool,
}

/// One page of enterprises that are on their way.
pub(crate) struct Drafts {
    pub(crate) entries: Vec<Entry>,
    /// All in these states, on this page or not.
    pub(crate) total: u64,
}

impl Directory {
    pub(crate) fn new(pool: PgPool) -> Self {
        Self { pool }
    }

    pub(crate) async fn get(&self, id: Uuid) -> Result<Option<Entry>, sqlx::Error> {
        let query = sqlx::query_as::<_, Row>(select!("WHERE id = $1")).bind(id);
        let row = in_time(query.fetch_optional(&self.pool)).await?;
        Ok(row.map(Entry::from))
    }

    pub(crate) async fn by_slug(&self, slug: &str) -> Result<Option<Entry>, sqlx::Error> {
        let query = sqlx::query_as::<_, Row>(select!("WHERE slug = $1")).bind(slug);
        let row = in_time(query.fetch_optional(&self.pool)).await?;
        Ok(row.map(Entry::from))
    }

    pub(crate) async fn by_org_number(
        &self,
        number: OrgNumber,
    ) -> Result<Option<Entry>, sqlx::Error> {
        let query = sqlx::query_as::<_, Row>(select!("WHERE org_number = $1"));
        let query = query.bind(number.to_string());
        let row = in_time(query.fetch_optional(&self.pool)).await?;
        Ok(row.map(Entry::from))
    }

    /// Whether another enterprise has the number that a listed one proposes;
    /// off the list the number's own constraint answers that.
    pub(crate) async fn proposed_number_is_taken(
        &self,
        id: Uuid,
        number: OrgNumber,
    ) -> Result<bool, sqlx::Error> {
        let query = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM registry.directory WHERE org_number = $2 AND id <> $1)
                AND EXISTS (SELECT 1 FROM registry.directory WHERE id = $1 AND state = $3)",
        );
        let query = query.bind(id).bind(number.to_string());
        let query = query.bind(Stage::Listed.name());
        in_time(query.fetch_one(&self.pool)).await
    }

    /// The one that the organisation looks after.
    pub(crate) async fn of_organisation(&self, id: Uuid) -> Result<Option<Entry>, sqlx::Error> {
        let query = sqlx::query_as::<_, Row>(select!("WHERE organisation_id = $1")).bind(id);
        let row = in_time(query.fetch_optional(&self.pool)).await?;
        Ok(row.map(Entry::from))
    }

    /// Those of the ids that there are, in any order.
    pub(crate) async fn by_ids(&self, ids: &[Uuid]) -> Result<Vec<Entry>, sqlx::Error> {
        let query = sqlx::query_as::<_, Row>(select!("WHERE id = ANY($1)")).bind(ids);
        let rows = in_time(query.fetch_all(&self.pool)).await?;
        Ok(rows.into_iter().map(Entry::from).collect())
    }

    /// Those of the slugs that nobody has, in their order. Asking first keeps
    /// the many equal names of an import from failing at the constraint, which
    /// would break up the groups that commands are committed in.
    pub(crate) async fn free_slugs(&self, slugs: Vec<Slug>) -> Result<Vec<Slug>, sqlx::Error> {
        let wanted: Vec<&str> = slugs.iter().map(Slug::as_str).collect();
        let query = sqlx::query_scalar("SELECT slug FROM registry.directory WHERE slug = ANY($1)");
        let query = query.bind(wanted);
        let taken: Vec<String> = in_time(query.fetch_all(&self.pool)).await?;
        let is_free = |slug: &Slug| !taken.iter().any(|it| it == slug.as_str());
        Ok(slugs.into_iter().filter(is_free).collect())
    }

    /// The whole list.
    pub(crate) async fn listed(&self) -> Result<Vec<Entry>, sqlx::Error> {
        let query = sqlx::query_as::<_, Row>(select!("WHERE state = $1"));
        let query = query.bind(Stage::Listed.name());
        let rows = within(LOAD_LIMIT, query.fetch_all(&self.pool)).await?;
        Ok(rows.into_iter().map(Entry::from).collect())
    }

    /// At most `limit` enterprises in these states, and with their seat in one
    /// of the counties where some are given, after a place in the order: the
    /// oldest change first, then by id.
    pub(crate) async fn drafts(
        &self,
        states: &[Stage],
        counties: Option<&[String]>,
        after: Option<(OffsetDateTime, Uuid)>,
        limit: u32,
    ) -> Result<Drafts, sqlx::Error> {
        let states: Vec<&str> = states.iter().map(|state| state.name()).collect();
        let (after_time, after_id) = after.unzip();
        let page = sqlx::query_as::<_, Row>(select!(
            "WHERE state = ANY($1)
               AND ($2::TIMESTAMPTZ IS NULL OR (updated_at, id) > ($2, $3))
               AND ($5::TEXT[] IS NULL OR county_code = ANY($5))
             ORDER BY updated_at, id
             LIMIT $4"
        ))
        .bind(&states)
        .bind(after_time)
        .bind(after_id)
        .bind(i64::from(limit))
        .bind(counties);
        let rows = in_time(page.fetch_all(&self.pool)).await?;
        let count = sqlx::query_scalar::<_, i64>(
            "SELECT count(*) FROM registry.directory
             WHERE state = ANY($1) AND ($2::TEXT[] IS NULL OR county_code = ANY($2))",
        )
        .bind(&states)
        .bind(counties);
        let total = in_time(count.fetch_one(&self.pool)).await?;
        Ok(Drafts {
            entries: rows.into_iter().map(Entry::from).collect(),
            total: total.unsigned_abs(),
        })
    }
}
