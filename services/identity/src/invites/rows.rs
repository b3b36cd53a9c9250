//! `identity.invited`: when which address was invited. The row goes with the
//! invitation's key.

use eventlog::limit::{LOCK_LIMIT, in_time, within};
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

/// Enough for one sweep; the next one goes on.
const MOST: i64 = 500;

pub(super) struct Invited {
    pub(super) invitation: Uuid,
    pub(super) organisation: Uuid,
    pub(super) address_hash: [u8; 32],
}

/// Whether it is written: an organisation has one invitation for an address.
pub(super) async fn insert(
    conn: &mut PgConnection,
    row: &Invited,
    now: OffsetDateTime,
) -> Result<bool, sqlx::Error> {
    let query = sqlx::query_scalar(
        "WITH added AS (
             INSERT INTO identity.invited (subject_id, organisation_id, made_at, address_hash)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT DO NOTHING
             RETURNING subject_id
         )
         SELECT EXISTS (SELECT 1 FROM added)
             OR EXISTS (SELECT 1 FROM identity.invited WHERE subject_id = $1)",
    )
    .bind(row.invitation)
    .bind(row.organisation)
    .bind(now)
    .bind(row.address_hash);
    within(LOCK_LIMIT, query.fetch_one(conn)).await
}

/// The invitation of the organisation for an address, if it was made before.
pub(super) async fn find(
    pool: &PgPool,
    organisation: Uuid,
    address_hash: [u8; 32],
    before: OffsetDateTime,
) -> Result<Option<Uuid>, sqlx::Error> {
    let query = sqlx::query_scalar(
        "SELECT subject_id FROM identity.invited
         WHERE organisation_id = $1 AND address_hash = $2 AND made_at < $3",
    )
    .bind(organisation)
    .bind(address_hash)
    .bind(before);
    in_time(query.fetch_optional(pool)).await
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
