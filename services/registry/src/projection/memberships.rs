//! `registry.memberships`: the days on which organisations belong to Skoopi,
//! as identity's events tell them.

use eventlog::limit::in_time;
use sqlx::{FromRow, PgPool};
use time::Date;
use uuid::Uuid;

/// The queries; clones share the pool.
#[derive(Clone)]
pub(crate) struct Memberships {
    pool: PgPool,
}

/// An enterprise of which another thing is known than what is true today.
#[derive(Clone, Copy, Debug, PartialEq, FromRow)]
pub(crate) struct Unsettled {
    pub(crate) enterprise: Uuid,
    pub(crate) member: bool,
}

impl Memberships {
    pub(crate) fn new(pool: PgPool) -> Self {
        Self { pool }
    }

    /// At most `limit` enterprises whose membership begins or ends by today,
    /// after an id.
    pub(crate) async fn unsettled(
        &self,
        today: Date,
        after: Uuid,
        limit: u32,
    ) -> Result<Vec<Unsettled>, sqlx::Error> {
        let query = sqlx::query_as::<_, Unsettled>(
            "SELECT directory.id AS enterprise,
                    memberships.organisation_id IS NOT NULL AS member
             FROM registry.directory AS directory
             LEFT JOIN registry.memberships AS memberships
               ON memberships.organisation_id = directory.organisation_id
              AND memberships.from_date <= $1
              AND (memberships.to_date IS NULL OR memberships.to_date >= $1)
             WHERE directory.member <> (memberships.organisation_id IS NOT NULL)
               AND directory.state <> 'closed' AND directory.id > $2
             ORDER BY directory.id LIMIT $3",
        )
        .bind(today)
        .bind(after)
        .bind(i64::from(limit));
        in_time(query.fetch_all(&self.pool)).await
    }

    /// Writes what an organisation's membership is from now on; no days: it
    /// has none.
    pub(crate) async fn set(
        &self,
        organisation: Uuid,
        days: Option<(Date, Option<Date>)>,
    ) -> Result<(), sqlx::Error> {
        let query = match days {
            None => sqlx::query("DELETE FROM registry.memberships WHERE organisation_id = $1")
                .bind(organisation),
            Some((from, to)) => sqlx::query(
                "INSERT INTO registry.memberships (organisation_id, from_date, to_date)
                 VALUES ($1, $2, $3)
                 ON CONFLICT (organisation_id) DO UPDATE
                 SET from_date = excluded.from_date, to_date = excluded.to_date",
            )
            .bind(organisation)
            .bind(from)
            .bind(to),
        };
        in_time(query.execute(&self.pool)).await?;
        Ok(())
    }
}
