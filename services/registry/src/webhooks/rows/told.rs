//! Which organisations have to be told that a webhook is disabled.

use eventlog::limit::in_time;
use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::Rows;

/// A webhook that was disabled, whose organisation does not know.
#[derive(FromRow)]
pub(in crate::webhooks) struct Untold {
    pub(in crate::webhooks) id: Uuid,
    pub(in crate::webhooks) organisation_id: Uuid,
    pub(in crate::webhooks) url: String,
    pub(in crate::webhooks) disabled_at: OffsetDateTime,
    pub(in crate::webhooks) disabled_reason: String,
}

impl Rows {
    pub(in crate::webhooks) async fn untold(&self) -> Result<Vec<Untold>, sqlx::Error> {
        let query = sqlx::query_as(
            "SELECT id, organisation_id, url, disabled_at, disabled_reason
             FROM registry.webhooks
             WHERE disabled_at IS NOT NULL AND told_at IS NULL
             ORDER BY disabled_at
             LIMIT 100",
        );
        in_time(query.fetch_all(&self.pool)).await
    }

    /// It may be enabled, and even disabled again, in the meantime.
    pub(in crate::webhooks) async fn told(&self, untold: &Untold) -> Result<(), sqlx::Error> {
        let query = sqlx::query(
            "UPDATE registry.webhooks SET told_at = disabled_at
             WHERE id = $1 AND disabled_at = $2",
        );
        let query = query.bind(untold.id).bind(untold.disabled_at);
        in_time(query.execute(&self.pool)).await?;
        Ok(())
    }
}
