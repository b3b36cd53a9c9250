//! The webhooks of an organisation. Those of others are not found.

use eventlog::limit::in_time;
use sqlx::{AssertSqlSafe, FromRow, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Endpoint, Rows, Wanted, signed};

/// A webhook that is to be made.
pub(crate) struct NewEndpoint<'a> {
    pub(crate) id: Uuid,
    pub(crate) organisation: Uuid,
    pub(crate) url: &'a str,
    pub(crate) wanted: &'a Wanted,
    pub(crate) secret: &'a [u8],
    /// What comes after it in the feed is sent.
    pub(crate) position: u64,
    pub(crate) at: OffsetDateTime,
    /// Where it was asked for under an idempotency key.
    pub(crate) request_hash: Option<[u8; 32]>,
}

/// How a webhook was made.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(crate) struct Made {
    pub(crate) request_hash: Option<Vec<u8>>,
    pub(crate) secret: Vec<u8>,
}

/// After `FROM registry.webhooks AS webhook`, or what an `UPDATE` returns.
const COLUMNS: &str = "
    webhook.id, webhook.url, webhook.event_types, webhook.counties, webhook.industries,
    webhook.disabled_at, webhook.disabled_reason, webhook.created_at,
    webhook.last_delivered_at, webhook.old_secret_until,
    (SELECT count(*) FROM registry.webhook_deliveries AS delivery
     WHERE delivery.webhook_id = webhook.id AND delivery.state = 'waiting') AS waiting";

impl Rows {
    /// The oldest first.
    pub(crate) async fn endpoints(&self, organisation: Uuid) -> Result<Vec<Endpoint>, sqlx::Error> {
        let words = format!(
            "SELECT {COLUMNS} FROM registry.webhooks AS webhook
             WHERE webhook.organisation_id = $1
             ORDER BY webhook.created_at, webhook.id"
        );
        let query = sqlx::query_as(AssertSqlSafe(words)).bind(organisation);
        in_time(query.fetch_all(&self.pool)).await
    }

    pub(crate) async fn endpoint(
        &self,
        organisation: Uuid,
        id: Uuid,
    ) -> Result<Option<Endpoint>, sqlx::Error> {
        let words = format!(
            "SELECT {COLUMNS} FROM registry.webhooks AS webhook
             WHERE webhook.organisation_id = $1 AND webhook.id = $2"
        );
        let query = sqlx::query_as(AssertSqlSafe(words)).bind(organisation);
        in_time(query.bind(id).fetch_optional(&self.pool)).await
    }

    pub(crate) async fn made(
        &self,
        organisation: Uuid,
        id: Uuid,
    ) -> Result<Option<Made>, sqlx::Error> {
        let query = sqlx::query_as(
            "SELECT request_hash, secret FROM registry.webhooks
             WHERE organisation_id = $1 AND id = $2",
        );
        let query = query.bind(organisation).bind(id);
        in_time(query.fetch_optional(&self.pool)).await
    }

    /// Whether it was made: the organisation may have `most`, and each once.
    pub(crate) async fn insert(
        &self,
        new: &NewEndpoint<'_>,
        most: i64,
    ) -> Result<bool, sqlx::Error> {
        in_time(insert(&self.pool, new, most)).await
    }

    /// Changes where it is sent, and what. Another server has asked for no
    /// pause.
    pub(crate) async fn change(
        &self,
        (organisation, id): (Uuid, Uuid),
        url: &str,
        wanted: &Wanted,
    ) -> Result<Option<Endpoint>, sqlx::Error> {
        let words = format!(
            "UPDATE registry.webhooks AS webhook
             SET url = $3, event_types = $4, counties = $5, industries = $6,
                 paused_until = CASE WHEN url = $3 THEN paused_until END
             WHERE webhook.organisation_id = $1 AND webhook.id = $2
             RETURNING {COLUMNS}"
        );
        let query = sqlx::query_as(AssertSqlSafe(words))
            .bind(organisation)
            .bind(id)
            .bind(url)
            .bind(&wanted.event_types)
            .bind(&wanted.counties)
            .bind(&wanted.industries);
        in_time(query.fetch_optional(&self.pool)).await
    }

    /// Puts a new secret before the one that there is.
    pub(crate) async fn rotate(
        &self,
        (organisation, id): (Uuid, Uuid),
        secret: &[u8],
        old_until: OffsetDateTime,
    ) -> Result<Option<Endpoint>, sqlx::Error> {
        let words = format!(
            "UPDATE registry.webhooks AS webhook
             SET old_secret = secret, old_secret_until = $4, secret = $3
             WHERE webhook.organisation_id = $1 AND webhook.id = $2
             RETURNING {COLUMNS}"
        );
        let query = sqlx::query_as(AssertSqlSafe(words))
            .bind(organisation)
            .bind(id)
            .bind(secret)
            .bind(old_until);
        in_time(query.fetch_optional(&self.pool)).await
    }

    /// Begins anew with what waits; one that is enabled goes on as it does.
    pub(crate) async fn enable(
        &self,
        (organisation, id): (Uuid, Uuid),
        now: OffsetDateTime,
    ) -> Result<Option<Endpoint>, sqlx::Error> {
        let words = format!(
            "WITH enabled AS (
                 UPDATE registry.webhooks
                 SET disabled_at = NULL, disabled_reason = NULL, told_at = NULL,
                     failing_since = NULL, paused_until = NULL
                 WHERE organisation_id = $1 AND id = $2 AND disabled_at IS NOT NULL
                 RETURNING id
             ), again AS (
                 UPDATE registry.webhook_deliveries AS delivery
                 SET tries = 0, next_attempt_at = $3
                 FROM enabled
                 WHERE delivery.webhook_id = enabled.id AND delivery.state = 'waiting'
             )
             SELECT {COLUMNS} FROM registry.webhooks AS webhook
             WHERE webhook.organisation_id = $1 AND webhook.id = $2"
        );
        let query = sqlx::query_as(AssertSqlSafe(words))
            .bind(organisation)
            .bind(id)
            .bind(now);
        let before: Option<Endpoint> = in_time(query.fetch_optional(&self.pool)).await?;
        // The statement saw the row as it was before.
        Ok(before.map(|endpoint| Endpoint {
            disabled_at: None,
            disabled_reason: None,
            ..endpoint
        }))
    }

    /// Whether it was there.
    pub(crate) async fn delete(&self, organisation: Uuid, id: Uuid) -> Result<bool, sqlx::Error> {
        let query =
            sqlx::query("DELETE FROM registry.webhooks WHERE organisation_id = $1 AND id = $2");
        let query = query.bind(organisation).bind(id);
        let done = in_time(query.execute(&self.pool)).await?;
        Ok(done.rows_affected() > 0)
    }

    /// Forgets the webhooks of an organisation that is closed.
    pub(crate) async fn delete_all(&self, organisation: Uuid) -> Result<(), sqlx::Error> {
        let query = sqlx::query("DELETE FROM registry.webhooks WHERE organisation_id = $1");
        in_time(query.bind(organisation).execute(&self.pool)).await?;
        Ok(())
    }
}

async fn insert(pool: &PgPool, new: &NewEndpoint<'_>, most: i64) -> Result<bool, sqlx::Error> {
    let mut tx = pool.begin().await?;
    // Two at once would both find room for one.
    sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
        .bind(format!("webhooks of {}", new.organisation))
        .execute(&mut *tx)
        .await?;
    let inserted = sqlx::query(
        "INSERT INTO registry.webhooks (id, organisation_id, url, event_types, counties,
             industries, secret, position, created_at, request_hash)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $11
         WHERE (SELECT count(*) FROM registry.webhooks WHERE organisation_id = $2) < $10
         ON CONFLICT (id) DO NOTHING",
    )
    .bind(new.id)
    .bind(new.organisation)
    .bind(new.url)
    .bind(&new.wanted.event_types)
    .bind(&new.wanted.counties)
    .bind(&new.wanted.industries)
    .bind(new.secret)
    .bind(signed(new.position))
    .bind(new.at)
    .bind(most)
    .bind(new.request_hash)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(inserted.rows_affected() > 0)
}
