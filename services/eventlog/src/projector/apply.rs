//! One transaction: events, their checkpoint, and what has to be parked.

use std::{collections::HashSet, panic::AssertUnwindSafe, sync::Arc};

use futures::FutureExt;
use sqlx::{AssertSqlSafe, Connection, PgConnection, PgPool};

use crate::{
    checkpoint,
    failure::{self, Kind},
    feed::{FeedRow, signed},
    limit::{TRANSACTION_LIMIT, in_time, within},
    projector::{ApplyError, Subscription},
    schema::Schema,
    telemetry,
};

/// How far a batch of events came.
pub(crate) enum Applied {
    All(u64),
    /// The next event of the batch is not the next position.
    UpToGap(u64),
}

impl Applied {
    pub(crate) fn position(&self) -> u64 {
        match self {
            Self::All(position) | Self::UpToGap(position) => *position,
        }
    }
}

pub(crate) struct Applier {
    pool: PgPool,
    schema: Schema,
    producer: String,
    subscription: Arc<dyn Subscription>,
    statements: Statements,
}

struct Statements {
    first: Arc<str>,
    lock: Arc<str>,
    advance: Arc<str>,
    parked: Arc<str>,
    park: Arc<str>,
}

/// Why a batch has to be done again, event by event.
enum Fault {
    Poison,
    Database(sqlx::Error),
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl Applier {
    pub(crate) fn new(
        pool: PgPool,
        schema: &Schema,
        producer: &str,
        subscription: Arc<dyn Subscription>,
    ) -> Self {
        Self {
            pool,
            schema: schema.clone(),
            producer: producer.to_owned(),
            subscription,
            statements: Statements::new(schema),
        }
    }

    pub(crate) fn projection(&self) -> &str {
        self.subscription.projection()
    }

    /// The checkpoint as it stands.
    pub(crate) async fn position(&self) -> Result<u64, sqlx::Error> {
        let read =
            checkpoint::position(&self.pool, &self.schema, self.projection(), &self.producer);
        in_time(read).await
    }

    /// Applies the events after the checkpoint, up to a hole in their
    /// positions. Events that cannot be applied are parked.
    pub(crate) async fn apply(&self, rows: &[FeedRow]) -> Result<Applied, sqlx::Error> {
        match within(TRANSACTION_LIMIT, self.transact(rows, false)).await {
            Ok(applied) => Ok(applied),
            Err(Fault::Database(error)) => Err(error),
            // Savepoints cost two round trips an event, so they are taken only
            // when something is wrong.
            Err(Fault::Poison) => {
                match within(TRANSACTION_LIMIT, self.transact(rows, true)).await {
                    Ok(applied) => Ok(applied),
                    Err(Fault::Database(error)) => Err(error),
                    Err(Fault::Poison) => Err(sqlx::Error::Protocol(
                        "an event failed outside its savepoint".to_owned(),
                    )),
                }
            }
        }
    }

    async fn transact(&self, rows: &[FeedRow], carefully: bool) -> Result<Applied, Fault> {
        let mut tx = self.pool.begin().await?;
        let before = self.lock(&mut tx).await?;
        let mut parked_resources = self.parked(&mut tx).await?;
        let (mut position, mut parked, mut gap) = (before, 0, false);
        for row in rows.iter().filter(|row| row.position > before) {
            if row.position != position + 1 {
                gap = row.position > position;
                break;
            }
            if parked_resources.contains(&row.resource) {
                let reason = "an earlier event of the resource is parked";
                self.park(&mut tx, row, reason, 0).await?;
                parked += 1;
            } else if !carefully {
                self.one(&mut tx, row).await?;
            } else if let Some(reason) = self.one_in_savepoint(&mut tx, row).await? {
                self.park(&mut tx, row, &reason, 1).await?;
                parked_resources.insert(row.resource.clone());
                parked += 1;
            }
            position = row.position;
        }
        if position > before {
            self.advance(&mut tx, position).await?;
        }
        tx.commit().await?;
        telemetry::projected(self.projection(), position - before - parked, parked);
        Ok(if gap {
            Applied::UpToGap(position)
        } else {
            Applied::All(position)
        })
    }

    async fn one(&self, tx: &mut PgConnection, row: &FeedRow) -> Result<(), Fault> {
        match attempt(self.subscription.as_ref(), tx, row).await? {
            None => Ok(()),
            Some(_) => Err(Fault::Poison),
        }
    }

    async fn one_in_savepoint(
        &self,
        tx: &mut PgConnection,
        row: &FeedRow,
    ) -> Result<Option<String>, sqlx::Error> {
        let reason = in_savepoint(self.subscription.as_ref(), tx, row).await?;
        if let Some(reason) = &reason {
            tracing::error!(
                projection = self.projection(),
                event.id = %row.event_id,
                event.resource = row.resource,
                position = row.position,
                reason,
                "an event cannot be applied and is parked"
            );
        }
        Ok(reason)
    }

    /// Takes the checkpoint's lock, so that replicas take turns.
    pub(crate) async fn lock(&self, tx: &mut PgConnection) -> Result<u64, sqlx::Error> {
        let lock = sqlx::query_scalar(AssertSqlSafe(Arc::clone(&self.statements.lock)))
            .bind(self.projection())
            .bind(&self.producer)
            .fetch_optional(&mut *tx);
        if let Some(position) = lock.await? {
            return Ok(i64::unsigned_abs(position));
        }
        sqlx::query(AssertSqlSafe(Arc::clone(&self.statements.first)))
            .bind(self.projection())
            .bind(&self.producer)
            .execute(&mut *tx)
            .await?;
        let position: i64 = sqlx::query_scalar(AssertSqlSafe(Arc::clone(&self.statements.lock)))
            .bind(self.projection())
            .bind(&self.producer)
            .fetch_one(tx)
            .await?;
        Ok(position.unsigned_abs())
    }

    async fn advance(&self, tx: &mut PgConnection, position: u64) -> Result<(), sqlx::Error> {
        sqlx::query(AssertSqlSafe(Arc::clone(&self.statements.advance)))
            .bind(self.projection())
            .bind(&self.producer)
            .bind(signed(position))
            .execute(tx)
            .await?;
        Ok(())
    }

    async fn parked(&self, tx: &mut PgConnection) -> Result<HashSet<String>, sqlx::Error> {
        let resources: Vec<String> =
            sqlx::query_scalar(AssertSqlSafe(Arc::clone(&self.statements.parked)))
                .bind(self.projection())
                .bind(&self.producer)
                .fetch_all(tx)
                .await?;
        Ok(resources.into_iter().collect())
    }

    async fn park(
        &self,
        tx: &mut PgConnection,
        row: &FeedRow,
        reason: &str,
        attempts: i32,
    ) -> Result<(), sqlx::Error> {
        sqlx::query(AssertSqlSafe(Arc::clone(&self.statements.park)))
            .bind(self.projection())
            .bind(&self.producer)
            .bind(signed(row.position))
            .bind(row.event_id)
            .bind(&row.r#type)
            .bind(&row.subject)
            .bind(&row.resource)
            .bind(&row.data)
            .bind(&row.traceparent)
            .bind(row.recorded_at)
            .bind(reason)
            .bind(attempts)
            .execute(tx)
            .await?;
        Ok(())
    }
}

impl Statements {
    fn new(schema: &Schema) -> Self {
        Self {
            first: schema.fill(
                "INSERT INTO {schema}.checkpoint (projection, producer, position)
                 VALUES ($1, $2, 0) ON CONFLICT DO NOTHING",
            ),
            lock: schema.fill(
                "SELECT position FROM {schema}.checkpoint
                 WHERE projection = $1 AND producer = $2 FOR UPDATE",
            ),
            advance: schema.fill(
                "UPDATE {schema}.checkpoint SET position = $3
                 WHERE projection = $1 AND producer = $2",
            ),
            parked: schema.fill(
                "SELECT DISTINCT resource FROM {schema}.parked
                 WHERE projection = $1 AND producer = $2",
            ),
            park: schema.fill(
                "INSERT INTO {schema}.parked
                     (projection, producer, position, event_id, type, subject, resource, data,
                      traceparent, recorded_at, reason, attempts)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8::JSONB, $9, $10, $11, $12)",
            ),
        }
    }
}

/// Applies one event; the reason when the event itself cannot be applied, and
/// then nothing of it stays.
pub(crate) async fn in_savepoint(
    subscription: &dyn Subscription,
    tx: &mut PgConnection,
    row: &FeedRow,
) -> Result<Option<String>, sqlx::Error> {
    let mut savepoint = tx.begin().await?;
    let reason = attempt(subscription, &mut savepoint, row).await?;
    match &reason {
        None => savepoint.commit().await?,
        Some(_) => savepoint.rollback().await?,
    }
    Ok(reason)
}

/// Tells poison from trouble with the database.
async fn attempt(
    subscription: &dyn Subscription,
    tx: &mut PgConnection,
    row: &FeedRow,
) -> Result<Option<String>, sqlx::Error> {
    let apply = AssertUnwindSafe(subscription.apply(tx, row)).catch_unwind();
    match apply.await {
        Ok(Ok(())) => Ok(None),
        Ok(Err(ApplyError::Poison(reason))) => Ok(Some(reason)),
        Ok(Err(ApplyError::Database(error))) => match failure::kind(&error) {
            Kind::Constraint(_) | Kind::Values => Ok(Some(error.to_string())),
            Kind::Conflict | Kind::Connection | Kind::Other => Err(error),
        },
        Err(_) => Ok(Some("the projection panicked".to_owned())),
    }
}
