//! Who is who at the sign-in services. A link counts only while the account's
//! events name the service; a row alone lets nobody in.

use eventlog::limit::{LOCK_LIMIT, in_time, within};
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

/// A person at a sign-in service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Remote {
    pub(crate) provider: String,
    hash: [u8; 32],
}

impl Remote {
    /// The service's own name for a person is opaque and never given to
    /// another one (OpenID Connect Core, section 2), so its hash is enough.
    pub(super) fn of(provider: &str, issuer: &str, name: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in [issuer, name] {
            hasher.update(&(part.len() as u64).to_be_bytes());
            hasher.update(part.as_bytes());
        }
        Self {
            provider: provider.to_owned(),
            hash: *hasher.finalize().as_bytes(),
        }
    }
}

/// The links; clones share the pool.
#[derive(Clone)]
pub(crate) struct Links {
    pool: PgPool,
}

impl Links {
    pub(super) fn new(pool: PgPool) -> Self {
        Self { pool }
    }

    pub(crate) async fn owner(&self, remote: &Remote) -> Result<Option<Uuid>, sqlx::Error> {
        let sql = "SELECT subject_id FROM identity.provider_links
                   WHERE provider = $1 AND remote_hash = $2";
        let query = sqlx::query_scalar(sql)
            .bind(&remote.provider)
            .bind(&remote.hash[..]);
        in_time(query.fetch_optional(&self.pool)).await
    }

    /// Ties them together, in place of what either was tied to: the caller has
    /// seen that neither counts.
    pub(crate) async fn put_in(
        &self,
        conn: &mut PgConnection,
        remote: &Remote,
        subject: Uuid,
        now: OffsetDateTime,
    ) -> Result<(), sqlx::Error> {
        let sql = "DELETE FROM identity.provider_links
                   WHERE provider = $1 AND (remote_hash = $2 OR subject_id = $3)";
        let query = sqlx::query(sql)
            .bind(&remote.provider)
            .bind(&remote.hash[..])
            .bind(subject);
        within(LOCK_LIMIT, query.execute(&mut *conn)).await?;
        let sql = "INSERT INTO identity.provider_links
                       (provider, remote_hash, subject_id, linked_at)
                   VALUES ($1, $2, $3, $4)";
        let query = sqlx::query(sql)
            .bind(&remote.provider)
            .bind(&remote.hash[..])
            .bind(subject)
            .bind(now);
        within(LOCK_LIMIT, query.execute(conn)).await.map(drop)
    }

    pub(crate) async fn put(
        &self,
        remote: &Remote,
        subject: Uuid,
        now: OffsetDateTime,
    ) -> Result<(), sqlx::Error> {
        let mut tx = self.pool.begin().await?;
        self.put_in(&mut tx, remote, subject, now).await?;
        tx.commit().await
    }

    pub(crate) async fn remove(&self, provider: &str, subject: Uuid) -> Result<(), sqlx::Error> {
        let sql = "DELETE FROM identity.provider_links
                   WHERE provider = $1 AND subject_id = $2";
        let query = sqlx::query(sql).bind(provider).bind(subject);
        in_time(query.execute(&self.pool)).await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_one_at_one_issuer_only() {
        let one = Remote::of("city", "https://a.example", "7");
        assert_eq!(one, Remote::of("city", "https://a.example", "7"));
        assert_ne!(one, Remote::of("city", "https://b.example", "7"));
        assert_ne!(one, Remote::of("city", "https://a.example", "8"));
        assert_ne!(
            Remote::of("city", "https://a.example", "7").hash,
            Remote::of("city", "https://a.example7", "").hash
        );
    }
}
