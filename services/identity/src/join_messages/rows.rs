//! `identity.join_messages`, row by row; they go with the person's key.

use eventlog::limit::{LOCK_LIMIT, in_time, within};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

pub(super) async fn put(
    conn: &mut PgConnection,
    organisation: Uuid,
    subject: Uuid,
    sealed: &[u8],
) -> Result<(), sqlx::Error> {
    let query = sqlx::query(
        "INSERT INTO identity.join_messages (organisation_id, subject_id, sealed)
         VALUES ($1, $2, $3)
         ON CONFLICT (organisation_id, subject_id) DO UPDATE SET sealed = excluded.sealed",
    )
    .bind(organisation)
    .bind(subject)
    .bind(sealed);
    within(LOCK_LIMIT, query.execute(conn)).await?;
    Ok(())
}

pub(super) async fn of_organisation(
    pool: &PgPool,
    organisation: Uuid,
) -> Result<Vec<(Uuid, Vec<u8>)>, sqlx::Error> {
    let query = sqlx::query_as(
        "SELECT subject_id, sealed FROM identity.join_messages WHERE organisation_id = $1",
    )
    .bind(organisation);
    in_time(query.fetch_all(pool)).await
}

pub(super) async fn of_subject(
    pool: &PgPool,
    subject: Uuid,
) -> Result<Vec<(Uuid, Vec<u8>)>, sqlx::Error> {
    let query = sqlx::query_as(
        "SELECT organisation_id, sealed FROM identity.join_messages
         WHERE subject_id = $1 ORDER BY organisation_id",
    )
    .bind(subject);
    in_time(query.fetch_all(pool)).await
}

pub(super) async fn remove(
    pool: &PgPool,
    organisation: Uuid,
    subject: Uuid,
) -> Result<(), sqlx::Error> {
    let query = sqlx::query(
        "DELETE FROM identity.join_messages WHERE organisation_id = $1 AND subject_id = $2",
    )
    .bind(organisation)
    .bind(subject);
    within(LOCK_LIMIT, query.execute(pool)).await?;
    Ok(())
}
