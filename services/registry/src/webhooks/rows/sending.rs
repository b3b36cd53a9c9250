//! Who sends what, and how it ended.

use eventlog::limit::in_time;
use sqlx::{FromRow, PgConnection};
use time::OffsetDateTime;
use uuid::Uuid;

use super::Rows;

/// How much is taken to be sent.
pub(in crate::webhooks) struct Claim {
    pub(in crate::webhooks) now: OffsetDateTime,
    /// Whoever has not told the end by then is believed dead.
    pub(in crate::webhooks) lease_until: OffsetDateTime,
    /// To one webhook at once, in all replicas.
    pub(in crate::webhooks) to_one: i64,
    pub(in crate::webhooks) in_all: i64,
}

/// A delivery that is to be sent now, with what its webhook needs for it.
#[derive(FromRow)]
pub(in crate::webhooks) struct Claimed {
    pub(in crate::webhooks) id: Uuid,
    pub(in crate::webhooks) webhook_id: Uuid,
    pub(in crate::webhooks) event_id: Uuid,
    pub(in crate::webhooks) position: i64,
    pub(in crate::webhooks) body: String,
    pub(in crate::webhooks) tries: i32,
    /// Ours; a later one is somebody else's.
    pub(in crate::webhooks) lease_until: OffsetDateTime,
    pub(in crate::webhooks) url: String,
    pub(in crate::webhooks) secret: Vec<u8>,
    pub(in crate::webhooks) old_secret: Option<Vec<u8>>,
    pub(in crate::webhooks) old_secret_until: Option<OffsetDateTime>,
}

/// How an attempt ended, for its delivery.
pub(in crate::webhooks) struct Settled<'a> {
    pub(in crate::webhooks) state: &'a str,
    pub(in crate::webhooks) status: u16,
    pub(in crate::webhooks) error: &'a str,
    pub(in crate::webhooks) next_attempt_at: OffsetDateTime,
    pub(in crate::webhooks) at: OffsetDateTime,
}

impl Rows {
    /// Takes what is due. A webhook that fails gets one at a time, so that a
    /// server that hangs holds few of our hands.
    pub(in crate::webhooks) async fn claim(
        &self,
        claim: &Claim,
    ) -> Result<Vec<Claimed>, sqlx::Error> {
        let query = sqlx::query_as(
            "WITH due AS (
                 SELECT waiting.id
                 FROM registry.webhooks AS webhook
                 CROSS JOIN LATERAL (
                     SELECT delivery.id
                     FROM registry.webhook_deliveries AS delivery
                     WHERE delivery.webhook_id = webhook.id AND delivery.state = 'waiting'
                       AND delivery.next_attempt_at <= $1
                       AND (delivery.lease_until IS NULL OR delivery.lease_until <= $1)
                     ORDER BY delivery.next_attempt_at, delivery.position
                     LIMIT greatest(0, CASE WHEN webhook.failing_since IS NULL THEN $3 ELSE 1 END
                         - (SELECT count(*) FROM registry.webhook_deliveries AS sent
                            WHERE sent.webhook_id = webhook.id AND sent.state = 'waiting'
                              AND sent.lease_until > $1))
                     FOR UPDATE SKIP LOCKED
                 ) AS waiting
                 WHERE webhook.disabled_at IS NULL
                   AND (webhook.paused_until IS NULL OR webhook.paused_until <= $1)
                 LIMIT $4
             )
             UPDATE registry.webhook_deliveries AS delivery
             SET lease_until = $2
             FROM due, registry.webhooks AS webhook
             WHERE delivery.id = due.id AND webhook.id = delivery.webhook_id
             RETURNING delivery.id, delivery.webhook_id, delivery.event_id, delivery.position,
                       delivery.body, delivery.tries, delivery.lease_until, webhook.url,
                       webhook.secret, webhook.old_secret, webhook.old_secret_until",
        )
        .bind(claim.now)
        .bind(claim.lease_until)
        .bind(claim.to_one)
        .bind(claim.in_all);
        in_time(query.fetch_all(&self.pool)).await
    }

    /// Gives back what was not sent to the end.
    pub(in crate::webhooks) async fn release(
        &self,
        claimed: &[(Uuid, OffsetDateTime)],
    ) -> Result<(), sqlx::Error> {
        let (ids, leases): (Vec<Uuid>, Vec<OffsetDateTime>) = claimed.iter().copied().unzip();
        let query = sqlx::query(
            "UPDATE registry.webhook_deliveries AS delivery
             SET lease_until = NULL
             FROM unnest($1::UUID[], $2::TIMESTAMPTZ[]) AS ours (id, lease_until)
             WHERE delivery.id = ours.id AND delivery.lease_until = ours.lease_until",
        );
        let query = query.bind(ids).bind(leases);
        in_time(query.execute(&self.pool)).await?;
        Ok(())
    }
}

/// Locks the webhook; since when it fails, or nothing where it is deleted.
pub(in crate::webhooks) async fn failing_since(
    tx: &mut PgConnection,
    webhook: Uuid,
) -> Result<Option<Option<OffsetDateTime>>, sqlx::Error> {
    let query =
        sqlx::query_scalar("SELECT failing_since FROM registry.webhooks WHERE id = $1 FOR UPDATE");
    in_time(query.bind(webhook).fetch_optional(tx)).await
}

/// Writes how it ended; whether it was still ours.
pub(in crate::webhooks) async fn settle(
    tx: &mut PgConnection,
    claimed: &Claimed,
    settled: &Settled<'_>,
) -> Result<bool, sqlx::Error> {
    let query = sqlx::query(
        "UPDATE registry.webhook_deliveries
         SET state = $3, last_status = $4, last_error = $5, next_attempt_at = $6,
             last_attempt_at = $7, attempts = attempts + 1, tries = tries + 1,
             lease_until = NULL
         WHERE id = $1 AND lease_until = $2",
    )
    .bind(claimed.id)
    .bind(claimed.lease_until)
    .bind(settled.state)
    .bind(i32::from(settled.status))
    .bind(settled.error)
    .bind(settled.next_attempt_at)
    .bind(settled.at);
    let done = in_time(query.execute(tx)).await?;
    Ok(done.rows_affected() > 0)
}

pub(in crate::webhooks) async fn succeed(
    tx: &mut PgConnection,
    webhook: Uuid,
    at: OffsetDateTime,
) -> Result<(), sqlx::Error> {
    let query = sqlx::query(
        "UPDATE registry.webhooks
         SET last_delivered_at = $2, failing_since = NULL, paused_until = NULL
         WHERE id = $1",
    );
    in_time(query.bind(webhook).bind(at).execute(tx)).await?;
    Ok(())
}

pub(in crate::webhooks) async fn fail(
    tx: &mut PgConnection,
    webhook: Uuid,
    at: OffsetDateTime,
    paused_until: Option<OffsetDateTime>,
) -> Result<(), sqlx::Error> {
    let query = sqlx::query(
        "UPDATE registry.webhooks
         SET failing_since = COALESCE(failing_since, $2),
             paused_until = COALESCE($3, paused_until)
         WHERE id = $1",
    );
    let query = query.bind(webhook).bind(at).bind(paused_until);
    in_time(query.execute(tx)).await?;
    Ok(())
}

pub(in crate::webhooks) async fn disable(
    tx: &mut PgConnection,
    webhook: Uuid,
    at: OffsetDateTime,
    reason: &str,
) -> Result<(), sqlx::Error> {
    let query = sqlx::query(
        "UPDATE registry.webhooks
         SET disabled_at = $2, disabled_reason = $3, told_at = NULL
         WHERE id = $1 AND disabled_at IS NULL",
    );
    let query = query.bind(webhook).bind(at).bind(reason);
    in_time(query.execute(tx)).await?;
    Ok(())
}
