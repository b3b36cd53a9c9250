//! How far a projection has read, and waiting for it.

use std::time::Duration;

use sqlx::{AssertSqlSafe, PgPool};
use tokio::time::Instant;

use crate::{limit, schema::Schema};

/// How often a waiting read looks.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// Whether a read sees what it asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    Fresh,
    /// The time limit passed; answer what there is, and say that it is stale.
    Stale,
}

/// The position up to which a projection has applied a producer's feed.
///
/// # Errors
/// The database fails.
pub async fn position(
    pool: &PgPool,
    schema: &Schema,
    projection: &str,
    producer: &str,
) -> Result<u64, sqlx::Error> {
    let sql = schema
        .fill("SELECT position FROM {schema}.checkpoint WHERE projection = $1 AND producer = $2");
    let position: Option<i64> = sqlx::query_scalar(AssertSqlSafe(sql))
        .bind(projection)
        .bind(producer)
        .fetch_optional(pool)
        .await?;
    Ok(position.unwrap_or_default().unsigned_abs())
}

/// Waits until a projection has applied a position, but no longer than `limit`.
///
/// # Errors
/// The database fails.
pub async fn wait_for(
    pool: &PgPool,
    schema: &Schema,
    (projection, producer): (&str, &str),
    wanted: u64,
    limit: Duration,
) -> Result<Freshness, sqlx::Error> {
    let deadline = Instant::now() + limit;
    loop {
        let look = position(pool, schema, projection, producer);
        if limit::in_time(look).await? >= wanted {
            return Ok(Freshness::Fresh);
        }
        if Instant::now() + LOOK_EVERY > deadline {
            return Ok(Freshness::Stale);
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
