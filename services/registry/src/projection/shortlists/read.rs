//! Reading the shortlists of an organisation.

use eventlog::limit::in_time;
use sqlx::{FromRow, PgPool, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::shortlist::Item;

/// The queries; clones share the pool.
#[derive(Clone)]
pub(crate) struct Shortlists {
    pool: PgPool,
}

/// A shortlist with all that is on it.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub(crate) struct Row {
    pub(crate) id: Uuid,
    pub(crate) version: i64,
    pub(crate) name: String,
    pub(crate) items: Json<Vec<Item>>,
    pub(crate) updated_at: OffsetDateTime,
}

/// A shortlist as one of several.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub(crate) struct Overview {
    pub(crate) id: Uuid,
    pub(crate) version: i64,
    pub(crate) name: String,
    pub(crate) item_count: i32,
    /// The enterprise that was asked about, where it is on it.
    pub(crate) item: Option<Json<Item>>,
    pub(crate) updated_at: OffsetDateTime,
}

impl Shortlists {
    pub(crate) fn new(pool: PgPool) -> Self {
        Self { pool }
    }

    /// Nothing also for one of another organisation.
    pub(crate) async fn get(
        &self,
        id: Uuid,
        organisation: Uuid,
    ) -> Result<Option<Row>, sqlx::Error> {
        let query = sqlx::query_as(
            "SELECT id, version, name, items, updated_at
             FROM registry.shortlists WHERE id = $1 AND organisation_id = $2",
        )
        .bind(id)
        .bind(organisation);
        in_time(query.fetch_optional(&self.pool)).await
    }

    /// Those of an organisation by name, and whether `enterprise` is on them.
    pub(crate) async fn overview(
        &self,
        organisation: Uuid,
        enterprise: Option<Uuid>,
    ) -> Result<Vec<Overview>, sqlx::Error> {
        let query = sqlx::query_as(
            "SELECT id, version, name, jsonb_array_length(items) AS item_count, updated_at,
                    (SELECT item.item FROM jsonb_array_elements(items) AS item (item)
                     WHERE item.item->>'enterprise' = $2 LIMIT 1) AS item
             FROM registry.shortlists WHERE organisation_id = $1
             ORDER BY name_key, id",
        )
        .bind(organisation)
        .bind(enterprise.map(|id| id.to_string()));
        in_time(query.fetch_all(&self.pool)).await
    }

    pub(crate) async fn of_organisation(&self, id: Uuid) -> Result<Vec<Uuid>, sqlx::Error> {
        let query = sqlx::query_scalar(
            "SELECT id FROM registry.shortlists WHERE organisation_id = $1 ORDER BY id",
        )
        .bind(id);
        in_time(query.fetch_all(&self.pool)).await
    }
}
