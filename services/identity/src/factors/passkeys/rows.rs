//! The table of the passkeys.

use eventlog::limit::{LOCK_LIMIT, in_time, within};
use sqlx::{PgPool, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;
use webauthn_rs::prelude::{CredentialID, Passkey};

/// A passkey to be kept.
pub(super) struct New<'a> {
    pub(super) id: Uuid,
    pub(super) subject: Uuid,
    pub(super) passkey: &'a Passkey,
    pub(super) name: &'a [u8],
    pub(super) created_at: OffsetDateTime,
}

/// What of a passkey is shown.
#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) name: Vec<u8>,
    pub(super) created_at: OffsetDateTime,
    pub(super) last_used_at: Option<OffsetDateTime>,
}

/// False where somebody has the credential already.
pub(super) async fn insert(pool: &PgPool, new: &New<'_>) -> Result<bool, sqlx::Error> {
    let sql = "INSERT INTO identity.passkeys
                   (id, subject_id, credential_id, credential, name, created_at)
               VALUES ($1, $2, $3, $4, $5, $6)
               ON CONFLICT (credential_id) DO NOTHING";
    let query = sqlx::query(sql)
        .bind(new.id)
        .bind(new.subject)
        .bind(new.passkey.cred_id().to_vec())
        .bind(Json(new.passkey))
        .bind(new.name)
        .bind(new.created_at);
    Ok(in_time(query.execute(pool)).await?.rows_affected() == 1)
}

pub(super) async fn credential_ids(
    pool: &PgPool,
    subject: Uuid,
    ids: &[Uuid],
) -> Result<Vec<CredentialID>, sqlx::Error> {
    let sql = "SELECT credential_id FROM identity.passkeys
               WHERE subject_id = $1 AND id = ANY($2)";
    let query = sqlx::query_scalar(sql).bind(subject).bind(ids);
    in_time(query.fetch_all(pool)).await
}

pub(super) async fn find(
    pool: &PgPool,
    subject: Uuid,
    credential_id: &[u8],
) -> Result<Option<(Uuid, Passkey)>, sqlx::Error> {
    let sql = "SELECT id, credential FROM identity.passkeys
               WHERE credential_id = $1 AND subject_id = $2";
    let query = sqlx::query_as::<_, (Uuid, Json<Passkey>)>(sql);
    let query = query.bind(credential_id).bind(subject);
    let row = in_time(query.fetch_optional(pool)).await?;
    Ok(row.map(|(id, Json(passkey))| (id, passkey)))
}

pub(super) async fn used(
    pool: &PgPool,
    id: Uuid,
    passkey: &Passkey,
    now: OffsetDateTime,
) -> Result<(), sqlx::Error> {
    let sql = "UPDATE identity.passkeys SET credential = $2, last_used_at = $3 WHERE id = $1";
    let query = sqlx::query(sql).bind(id).bind(Json(passkey)).bind(now);
    in_time(query.execute(pool)).await.map(drop)
}

pub(super) async fn list(pool: &PgPool, subject: Uuid) -> Result<Vec<Row>, sqlx::Error> {
    let sql = "SELECT id, name, created_at, last_used_at FROM identity.passkeys
               WHERE subject_id = $1
               ORDER BY created_at DESC, id DESC";
    in_time(sqlx::query_as(sql).bind(subject).fetch_all(pool)).await
}

pub(super) async fn remove(pool: &PgPool, subject: Uuid, id: Uuid) -> Result<(), sqlx::Error> {
    let sql = "DELETE FROM identity.passkeys WHERE id = $1 AND subject_id = $2";
    let query = sqlx::query(sql).bind(id).bind(subject);
    within(LOCK_LIMIT, query.execute(pool)).await.map(drop)
}
