//! The queue: applications, and changes of listed enterprises.

use eventlog::limit::in_time;
use sqlx::{FromRow, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{domain::enterprise::Stage, projection::reviews::Reviews};

/// An enterprise that waits.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub(crate) struct Waiting {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) org_number: Option<String>,
    pub(crate) county_code: Option<String>,
    pub(crate) state: Json<Stage>,
    pub(crate) waiting_since: OffsetDateTime,
}

/// Where one stands in the queue: the longest wait first, then by id.
pub(crate) type Place = (OffsetDateTime, Uuid);

/// One page of the queue.
pub(crate) struct Page {
    pub(crate) waiting: Vec<Waiting>,
    /// All, on this page or not.
    pub(crate) total: u64,
}

impl Reviews {
    /// At most `limit` that wait, with their seat in one of the counties where
    /// some are given, after a place.
    pub(crate) async fn page(
        &self,
        counties: Option<&[String]>,
        after: Option<Place>,
        limit: u32,
    ) -> Result<Page, sqlx::Error> {
        let (after_time, after_id) = after.unzip();
        let page = sqlx::query_as::<_, Waiting>(
            "SELECT id, profile->>'name' AS name, org_number, county_code,
                    to_jsonb(state) AS state, waiting_since
             FROM registry.directory
             WHERE waiting_since IS NOT NULL
               AND ($1::TEXT[] IS NULL OR county_code = ANY($1))
               AND ($2::TIMESTAMPTZ IS NULL OR (waiting_since, id) > ($2, $3))
             ORDER BY waiting_since, id
             LIMIT $4",
        )
        .bind(counties)
        .bind(after_time)
        .bind(after_id)
        .bind(i64::from(limit));
        let waiting = in_time(page.fetch_all(&self.pool)).await?;
        let count = sqlx::query_scalar::<_, i64>(
            "SELECT count(*) FROM registry.directory
             WHERE waiting_since IS NOT NULL
               AND ($1::TEXT[] IS NULL OR county_code = ANY($1))",
        )
        .bind(counties);
        let total = in_time(count.fetch_one(&self.pool)).await?;
        Ok(Page {
            waiting,
            total: total.unsigned_abs(),
        })
    }
}
