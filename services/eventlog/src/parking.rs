//! Events that could not be applied: listed, counted, and tried again by
//! command.

use std::sync::Arc;

use sqlx::{AssertSqlSafe, FromRow, PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    feed::{FeedRow, Row, signed},
    limit::{self, TRANSACTION_LIMIT},
    projector::{
        Subscription,
        apply::{self, Applier},
    },
    schema::Schema,
};

/// An event that waits.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Parked {
    pub projection: String,
    pub producer: String,
    pub position: i64,
    pub event_id: Uuid,
    pub r#type: String,
    /// Later events of the same resource are parked behind this one.
    pub resource: String,
    /// Why it was not applied.
    pub reason: String,
    /// 0 when it only waits for an earlier one.
    pub attempts: i32,
    pub parked_at: OffsetDateTime,
}

/// What trying again did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retried {
    pub applied: u64,
    pub left: u64,
    /// Why the first of those that are left was not applied.
    pub reason: Option<String>,
}

/// All parked events of a service, the oldest first.
///
/// # Errors
/// The database fails.
pub async fn list(pool: &PgPool, schema: &Schema) -> Result<Vec<Parked>, sqlx::Error> {
    let sql = schema.fill(
        "SELECT projection, producer, position, event_id, type, resource, reason, attempts,
                parked_at
         FROM {schema}.parked
         ORDER BY projection, producer, position",
    );
    limit::in_time(sqlx::query_as(AssertSqlSafe(sql)).fetch_all(pool)).await
}

/// How many events of a service are parked.
///
/// # Errors
/// The database fails.
pub async fn count(pool: &PgPool, schema: &Schema) -> Result<u64, sqlx::Error> {
    let sql = schema.fill("SELECT count(*) FROM {schema}.parked");
    let count: i64 = limit::in_time(sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(pool)).await?;
    Ok(count.unsigned_abs())
}

/// Applies the parked events of one resource in order, up to the first that
/// still cannot be applied. When none is left, the resource is followed again.
///
/// # Errors
/// The database fails; then nothing has changed.
pub async fn retry(
    pool: &PgPool,
    schema: &Schema,
    producer: &str,
    subscription: Arc<dyn Subscription>,
    resource: &str,
) -> Result<Retried, sqlx::Error> {
    let work = retry_all(pool, schema, producer, subscription, resource);
    limit::within(TRANSACTION_LIMIT, work).await
}

async fn retry_all(
    pool: &PgPool,
    schema: &Schema,
    producer: &str,
    subscription: Arc<dyn Subscription>,
    resource: &str,
) -> Result<Retried, sqlx::Error> {
    let key = (subscription.projection(), producer, resource);
    let applier = Applier::new(pool.clone(), schema, producer, Arc::clone(&subscription));
    let mut tx = pool.begin().await?;
    // The projector waits meanwhile, so no later event slips past.
    applier.lock(&mut tx).await?;
    let rows = waiting(&mut tx, schema, key).await?;
    let mut retried = Retried {
        applied: 0,
        left: rows.len() as u64,
        reason: None,
    };
    for row in rows {
        retried.reason = apply::in_savepoint(subscription.as_ref(), &mut tx, &row).await?;
        if let Some(reason) = &retried.reason {
            note(&mut tx, schema, key, row.position, reason).await?;
            break;
        }
        remove(&mut tx, schema, key, row.position).await?;
        retried.applied += 1;
        retried.left -= 1;
    }
    tx.commit().await?;
    Ok(retried)
}

/// Projection, producer and resource.
type Key<'a> = (&'a str, &'a str, &'a str);

async fn waiting(
    tx: &mut PgConnection,
    schema: &Schema,
    (projection, producer, resource): Key<'_>,
) -> Result<Vec<FeedRow>, sqlx::Error> {
    let sql = schema.fill(
        "SELECT position, event_id, type, subject, resource, data::TEXT AS data, traceparent,
                recorded_at
         FROM {schema}.parked
         WHERE projection = $1 AND producer = $2 AND resource = $3
         ORDER BY position",
    );
    let rows: Vec<Row> = sqlx::query_as(AssertSqlSafe(sql))
        .bind(projection)
        .bind(producer)
        .bind(resource)
        .fetch_all(tx)
        .await?;
    Ok(rows.into_iter().map(FeedRow::from).collect())
}

async fn note(
    tx: &mut PgConnection,
    schema: &Schema,
    (projection, producer, _): Key<'_>,
    position: u64,
    reason: &str,
) -> Result<(), sqlx::Error> {
    let sql = schema.fill(
        "UPDATE {schema}.parked SET reason = $4, attempts = attempts + 1
         WHERE projection = $1 AND producer = $2 AND position = $3",
    );
    sqlx::query(AssertSqlSafe(sql))
        .bind(projection)
        .bind(producer)
        .bind(signed(position))
        .bind(reason)
        .execute(tx)
        .await?;
    Ok(())
}

async fn remove(
    tx: &mut PgConnection,
    schema: &Schema,
    (projection, producer, _): Key<'_>,
    position: u64,
) -> Result<(), sqlx::Error> {
    let sql = schema.fill(
        "DELETE FROM {schema}.parked
         WHERE projection = $1 AND producer = $2 AND position = $3",
    );
    sqlx::query(AssertSqlSafe(sql))
        .bind(projection)
        .bind(producer)
        .bind(signed(position))
        .execute(tx)
        .await?;
    Ok(())
}
