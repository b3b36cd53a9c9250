//! `identity.invited`: when which address was invited. The row goes with the
//! invitation's key.

use eventlog::limit::{LOCK_LIMIT, in_time, within};
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

/// Enough for one sweep; the next one goes on.
const MOST: i64 = 500;

pub(super) async fn insert(
    conn: &mut PgConnection,
    invitation: Uuid,
    organisation: Uuid,
    now: OffsetDateTime,
) -> Result<(), sqlx::Error> {
    let query = sqlx::query(
        "INSERT INTO identity.invited (subject_id, organisation_id, made_at) VALUES ($1, $2, $3)
         ON CONFLICT (subject_id) DO NOTHING",
    )
    .bind(invitation)
    .bind(organisation)
    .bind(now);
    within(LOCK_LIMIT, query.execute(conn)).await?;
    Ok(())
}

/// The invitation and its organisation, the oldest first.
pub(super) async fn made_before(
    pool: &PgPool,
    moment: OffsetDateTime,
) -> Result<Vec<(Uuid, Uuid)>, sqlx::Error> {
    let query = sqlx::query_as(
        "SELECT subject_id, organisation_id FROM identity.invited
         WHERE made_at < $1 ORDER BY made_at LIMIT $2",
    )
    .bind(moment)
    .bind(MOST);
    in_time(query.fetch_all(pool)).await
}
