//! Reading what was not found.

use eventlog::limit::in_time;
use sqlx::{FromRow, PgPool};
use time::{Date, Duration, OffsetDateTime};
use tokio::sync::mpsc;

use crate::projection::zero_result_searches::recorder::ZeroResultSearch;

/// For so long they are kept.
pub(super) const DAYS: Duration = Duration::days(90);
/// What was asked once may be anything; what is asked again is missed.
const OFTEN: i64 = 2;
const MOST: i64 = 50;

/// Counting and reading; clones share both.
#[derive(Clone)]
pub(crate) struct ZeroResultSearches {
    pool: PgPool,
    pub(super) sender: mpsc::Sender<ZeroResultSearch>,
}

/// A text with how often it found nothing.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub(crate) struct Counted {
    pub(crate) text: String,
    pub(crate) count: i64,
    pub(crate) last_at: OffsetDateTime,
}

impl ZeroResultSearches {
    pub(super) fn new(pool: PgPool, sender: mpsc::Sender<ZeroResultSearch>) -> Self {
        Self { pool, sender }
    }

    /// The most frequent first. Of the counties where some are given, and what
    /// named no county: it is missing in each.
    pub(crate) async fn most(
        &self,
        counties: Option<&[String]>,
        today: Date,
    ) -> Result<Vec<Counted>, sqlx::Error> {
        let query = sqlx::query_as(
            "SELECT text, sum(count)::BIGINT AS count, max(last_at) AS last_at
             FROM registry.misses
             WHERE day >= $1
               AND ($2::TEXT[] IS NULL OR county_code = ANY($2) OR county_code = '')
             GROUP BY text
             HAVING sum(count) >= $3
             ORDER BY sum(count) DESC, max(last_at) DESC, text
             LIMIT $4",
        )
        .bind(today - DAYS)
        .bind(counties)
        .bind(OFTEN)
        .bind(MOST);
        in_time(query.fetch_all(&self.pool)).await
    }
}
