//! From the feed to deliveries: a webhook's place in the feed and what was
//! found before it change in one transaction.

use eventlog::limit::in_time;
use sqlx::{FromRow, PgConnection};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Rows, Wanted, signed};

/// A webhook with so many deliveries that wait gets no more of them: its place
/// in the feed stays, and nothing is lost.
const MOST_WAITING: i64 = 1000;
/// So many go on together; the others at their place are the next to do so.
const MOST_AT_ONCE: i64 = 50;

/// A webhook at one place of the feed.
#[derive(FromRow)]
pub(in crate::webhooks) struct Reader {
    pub(in crate::webhooks) id: Uuid,
    #[sqlx(flatten)]
    pub(in crate::webhooks) wanted: Wanted,
}

pub(in crate::webhooks) struct NewDelivery {
    pub(in crate::webhooks) id: Uuid,
    pub(in crate::webhooks) webhook: Uuid,
    pub(in crate::webhooks) event_id: Uuid,
    pub(in crate::webhooks) event_type: String,
    pub(in crate::webhooks) position: u64,
    pub(in crate::webhooks) body: String,
}

impl Rows {
    /// The places that webhooks have before the head of the feed.
    pub(in crate::webhooks) async fn places(&self, head: u64) -> Result<Vec<u64>, sqlx::Error> {
        let query = sqlx::query_scalar::<_, i64>(
            "SELECT DISTINCT position FROM registry.webhooks
             WHERE disabled_at IS NULL AND position < $1
             ORDER BY position",
        );
        let query = query.bind(signed(head));
        let places = in_time(query.fetch_all(&self.pool)).await?;
        Ok(places.into_iter().map(i64::unsigned_abs).collect())
    }

    pub(in crate::webhooks) async fn begin(
        &self,
    ) -> Result<sqlx::Transaction<'static, sqlx::Postgres>, sqlx::Error> {
        in_time(self.pool.begin()).await
    }
}

/// Takes the webhooks at a place; those that another replica has taken, and
/// those that have enough to do, are left out.
pub(in crate::webhooks) async fn take(
    tx: &mut PgConnection,
    place: u64,
) -> Result<Vec<Reader>, sqlx::Error> {
    let query = sqlx::query_as(
        "SELECT webhook.id, webhook.event_types, webhook.counties, webhook.industries
         FROM registry.webhooks AS webhook
         WHERE webhook.disabled_at IS NULL AND webhook.position = $1
           AND (SELECT count(*) FROM registry.webhook_deliveries AS delivery
                WHERE delivery.webhook_id = webhook.id AND delivery.state = 'waiting') < $2
         ORDER BY webhook.id
         LIMIT $3
         FOR UPDATE OF webhook SKIP LOCKED",
    );
    let query = query
        .bind(signed(place))
        .bind(MOST_WAITING)
        .bind(MOST_AT_ONCE);
    in_time(query.fetch_all(tx)).await
}

/// Writes deliveries that are to be sent at once.
pub(in crate::webhooks) async fn insert(
    tx: &mut PgConnection,
    new: &[NewDelivery],
    now: OffsetDateTime,
) -> Result<(), sqlx::Error> {
    let ids: Vec<Uuid> = new.iter().map(|it| it.id).collect();
    let webhooks: Vec<Uuid> = new.iter().map(|it| it.webhook).collect();
    let events: Vec<Uuid> = new.iter().map(|it| it.event_id).collect();
    let types: Vec<&str> = new.iter().map(|it| it.event_type.as_str()).collect();
    let positions: Vec<i64> = new.iter().map(|it| signed(it.position)).collect();
    let bodies: Vec<&str> = new.iter().map(|it| it.body.as_str()).collect();
    let query = sqlx::query(
        "INSERT INTO registry.webhook_deliveries (id, webhook_id, event_id, event_type,
             position, body, state, created_at, next_attempt_at)
         SELECT new.id, new.webhook_id, new.event_id, new.event_type, new.position, new.body,
                'waiting', $7, $7
         FROM unnest($1::UUID[], $2::UUID[], $3::UUID[], $4::TEXT[], $5::BIGINT[], $6::TEXT[])
              AS new (id, webhook_id, event_id, event_type, position, body)
         ON CONFLICT DO NOTHING",
    )
    .bind(ids)
    .bind(webhooks)
    .bind(events)
    .bind(types)
    .bind(positions)
    .bind(bodies)
    .bind(now);
    in_time(query.execute(tx)).await?;
    Ok(())
}

/// Moves webhooks on to a place.
pub(in crate::webhooks) async fn move_on(
    tx: &mut PgConnection,
    ids: &[Uuid],
    place: u64,
) -> Result<(), sqlx::Error> {
    let query = sqlx::query("UPDATE registry.webhooks SET position = $2 WHERE id = ANY($1)");
    in_time(query.bind(ids).bind(signed(place)).execute(tx)).await?;
    Ok(())
}
