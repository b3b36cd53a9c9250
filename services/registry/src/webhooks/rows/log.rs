//! The log of deliveries, as an organisation reads it and acts on it.

use eventlog::limit::in_time;
use sqlx::AssertSqlSafe;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Delivery, Rows};

/// Where a page goes on: behind this delivery.
pub(crate) type Place = (OffsetDateTime, Uuid);

/// A test that is to be sent.
pub(crate) struct NewTest<'a> {
    pub(crate) id: Uuid,
    pub(crate) webhook: Uuid,
    pub(crate) event_id: Uuid,
    pub(crate) event_type: &'a str,
    pub(crate) body: &'a str,
    pub(crate) at: OffsetDateTime,
}

const COLUMNS: &str = "
    delivery.id, delivery.event_id, delivery.event_type, delivery.position, delivery.state,
    delivery.attempts, delivery.created_at, delivery.last_attempt_at,
    delivery.next_attempt_at, delivery.last_status, delivery.last_error,
    webhook.disabled_at IS NOT NULL AS is_held";

impl Rows {
    /// The latest first, from a place on.
    pub(crate) async fn deliveries(
        &self,
        webhook: Uuid,
        after: Option<Place>,
        limit: u32,
    ) -> Result<Vec<Delivery>, sqlx::Error> {
        let (at, id) = after.unzip();
        let words = format!(
            "SELECT {COLUMNS}
             FROM registry.webhook_deliveries AS delivery
             JOIN registry.webhooks AS webhook ON webhook.id = delivery.webhook_id
             WHERE delivery.webhook_id = $1
               AND ($2::TIMESTAMPTZ IS NULL OR (delivery.created_at, delivery.id) < ($2, $3))
             ORDER BY delivery.created_at DESC, delivery.id DESC
             LIMIT $4"
        );
        let query = sqlx::query_as(AssertSqlSafe(words))
            .bind(webhook)
            .bind(at)
            .bind(id)
            .bind(i64::from(limit));
        in_time(query.fetch_all(&self.pool)).await
    }

    pub(crate) async fn delivery(
        &self,
        webhook: Uuid,
        id: Uuid,
    ) -> Result<Option<Delivery>, sqlx::Error> {
        let words = format!(
            "SELECT {COLUMNS}
             FROM registry.webhook_deliveries AS delivery
             JOIN registry.webhooks AS webhook ON webhook.id = delivery.webhook_id
             WHERE delivery.webhook_id = $1 AND delivery.id = $2"
        );
        let query = sqlx::query_as(AssertSqlSafe(words)).bind(webhook).bind(id);
        in_time(query.fetch_optional(&self.pool)).await
    }

    /// Lets a delivery be sent again from the beginning. One that somebody
    /// sends at this moment stays with them.
    pub(crate) async fn resend(
        &self,
        webhook: Uuid,
        id: Uuid,
        now: OffsetDateTime,
    ) -> Result<(), sqlx::Error> {
        let query = sqlx::query(
            "UPDATE registry.webhook_deliveries
             SET state = 'waiting', tries = 0, next_attempt_at = $3, lease_until = NULL
             WHERE webhook_id = $1 AND id = $2
               AND (lease_until IS NULL OR lease_until <= $3)",
        );
        let query = query.bind(webhook).bind(id).bind(now);
        in_time(query.execute(&self.pool)).await?;
        Ok(())
    }

    /// Somebody wants something to be sent now, whatever pause the server asked
    /// for.
    pub(crate) async fn end_pause(&self, webhook: Uuid) -> Result<(), sqlx::Error> {
        let query = sqlx::query("UPDATE registry.webhooks SET paused_until = NULL WHERE id = $1");
        in_time(query.bind(webhook).execute(&self.pool)).await?;
        Ok(())
    }

    pub(crate) async fn insert_test(&self, new: &NewTest<'_>) -> Result<(), sqlx::Error> {
        let query = sqlx::query(
            "INSERT INTO registry.webhook_deliveries (id, webhook_id, event_id, event_type,
                 position, body, state, created_at, next_attempt_at)
             VALUES ($1, $2, $3, $4, 0, $5, 'waiting', $6, $6)",
        )
        .bind(new.id)
        .bind(new.webhook)
        .bind(new.event_id)
        .bind(new.event_type)
        .bind(new.body)
        .bind(new.at);
        in_time(query.execute(&self.pool)).await?;
        Ok(())
    }

    /// Forgets what is settled and older; what waits is kept.
    pub(in crate::webhooks) async fn forget(
        &self,
        before: OffsetDateTime,
    ) -> Result<u64, sqlx::Error> {
        let query = sqlx::query(
            "DELETE FROM registry.webhook_deliveries
             WHERE created_at < $1 AND state <> 'waiting'",
        );
        let done = in_time(query.bind(before).execute(&self.pool)).await?;
        Ok(done.rows_affected())
    }
}
