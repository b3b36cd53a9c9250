//! Sessions: a browser or a program that somebody has logged in with. Only the
//! hash of a session's secret is stored. A session ends 30 days after it began,
//! 14 days after its last use, or when its owner ends it; with it, the tokens
//! that were made of it are revoked.

mod rows;

use chassis::clock::Clock;
use sqlx::{PgConnection, PgPool};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    projection::revocations::{revoke_session_in, revoke_subject_in},
    secret,
    sessions::rows::{Open, Row},
    vault::{Vault, VaultError},
};

const LONGEST: Duration = Duration::days(30);
const LONGEST_IDLE: Duration = Duration::days(14);
/// An ended session's secret still tells whose browser it is.
const KNOWN_FOR: Duration = Duration::days(90);
/// The last use is noted so often.
const NOTED_EVERY: Duration = Duration::minutes(1);
/// What a user agent is sealed as.
const CONTEXT: &str = "user agent";

/// An open session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Session {
    pub(crate) id: Uuid,
    pub(crate) subject: Uuid,
    pub(crate) acting: Acting,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) last_used_at: OffsetDateTime,
    pub(crate) expires_at: OffsetDateTime,
}

/// Whom a session acts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Acting {
    /// Its owner has not chosen: the first organisation, if there is one.
    First,
    For(Uuid),
    /// For the account alone.
    Alone,
}

/// A session as its owner sees it.
pub(crate) struct Listed {
    pub(crate) session: Session,
    pub(crate) user_agent: String,
}

/// Begins, finds and ends sessions. Clones share the table.
#[derive(Clone)]
pub(crate) struct Sessions {
    pool: PgPool,
    clock: Clock,
    vault: Vault,
}

impl Sessions {
    pub(crate) fn new(pool: PgPool, clock: Clock, vault: Vault) -> Self {
        Self { pool, clock, vault }
    }

    /// A new session, with the secret for the cookie. The one that the browser
    /// had before ends, whoever's it was: nobody can make somebody else log in
    /// to a session that is known already.
    pub(crate) async fn begin(
        &self,
        subject: Uuid,
        user_agent: &str,
        before: &str,
    ) -> Result<(String, Session), VaultError> {
        let now = self.clock.now();
        let (secret, hash) = secret::random_token();
        let mut tx = self.pool.begin().await?;
        if let Some(before) = secret::hash_of(before)
            && let Some(ended) = rows::end_by_secret(&mut tx, before, now).await?
        {
            revoke_session_in(&mut tx, ended, now).await?;
        }
        let agent = user_agent.as_bytes();
        let row = Row {
            id: self.clock.new_id(),
            subject_id: subject,
            organisation_id: None,
            alone: false,
            user_agent: self.vault.seal_in(&mut tx, subject, CONTEXT, agent).await?,
            created_at: now,
            last_used_at: now,
            expires_at: now + LONGEST,
        };
        rows::insert(&mut tx, hash, &row).await?;
        tx.commit().await?;
        Ok((secret, row.session()))
    }

    /// The open session of a secret; the use is noted.
    pub(crate) async fn find(&self, secret: &str) -> Result<Option<Session>, sqlx::Error> {
        let Some(hash) = secret::hash_of(secret) else {
            return Ok(None);
        };
        let open = self.open();
        let Some(row) = rows::find(&self.pool, hash, open).await? else {
            return Ok(None);
        };
        if open.now - row.last_used_at >= NOTED_EVERY {
            rows::touch(&self.pool, row.id, open.now).await?;
        }
        Ok(Some(row.session()))
    }

    pub(crate) async fn get(&self, id: Uuid) -> Result<Option<Session>, sqlx::Error> {
        let row = rows::get(&self.pool, id, self.open()).await?;
        Ok(row.map(|row| row.session()))
    }

    /// Whether the subject has had a session by this secret: then the browser
    /// is known, and gets back the secret's hash.
    pub(crate) async fn device(
        &self,
        secret: &str,
        subject: Option<Uuid>,
    ) -> Result<Option<[u8; 32]>, sqlx::Error> {
        let Some(hash) = secret::hash_of(secret) else {
            return Ok(None);
        };
        let owner = rows::owner(&self.pool, hash).await?;
        Ok((owner.is_some() && owner == subject).then_some(hash))
    }

    /// The subject's open sessions, the newest use first.
    pub(crate) async fn list(&self, subject: Uuid) -> Result<Vec<Listed>, VaultError> {
        let rows = rows::list(&self.pool, subject, self.open()).await?;
        let mut listed = Vec::with_capacity(rows.len());
        for row in rows {
            let agent = self.vault.open(subject, CONTEXT, &row.user_agent).await?;
            let agent = agent.unwrap_or_default();
            listed.push(Listed {
                session: row.session(),
                user_agent: String::from_utf8_lossy(&agent).into_owned(),
            });
        }
        Ok(listed)
    }

    /// Whether the subject had that session, and it has ended now.
    pub(crate) async fn end(&self, subject: Uuid, id: Uuid) -> Result<bool, sqlx::Error> {
        let now = self.clock.now();
        let mut tx = self.pool.begin().await?;
        let ended = rows::end(&mut tx, subject, id, now).await?;
        if ended {
            revoke_session_in(&mut tx, id, now).await?;
        }
        tx.commit().await?;
        Ok(ended)
    }

    /// Ends the subject's sessions but one, and says how many those were.
    pub(crate) async fn end_others_in(
        &self,
        conn: &mut PgConnection,
        subject: Uuid,
        keep: Option<Uuid>,
    ) -> Result<usize, sqlx::Error> {
        let open = self.open();
        let ended = rows::end_others(conn, subject, keep, open).await?;
        for id in &ended {
            revoke_session_in(conn, *id, open.now).await?;
        }
        Ok(ended.len())
    }

    /// Ends all sessions of the subject.
    pub(crate) async fn end_all_in(
        &self,
        conn: &mut PgConnection,
        subject: Uuid,
    ) -> Result<usize, sqlx::Error> {
        self.end_others_in(conn, subject, None).await
    }

    /// Chooses whom the session acts for. Tokens that are out say otherwise,
    /// and are revoked: whoever remembers one asks for another.
    pub(crate) async fn act(
        &self,
        session: &Session,
        acting: Acting,
    ) -> Result<Session, sqlx::Error> {
        let mut tx = self.pool.begin().await?;
        let (organisation, alone) = match acting {
            Acting::First => (None, false),
            Acting::For(organisation) => (Some(organisation), false),
            Acting::Alone => (None, true),
        };
        rows::act_for(&mut tx, session.id, organisation, alone).await?;
        let now = self.clock.now();
        revoke_subject_in(&mut tx, session.subject, now).await?;
        tx.commit().await?;
        Ok(Session {
            acting,
            ..session.clone()
        })
    }

    /// Removes those that tell nothing any more.
    pub(crate) async fn clean(&self) -> Result<(), sqlx::Error> {
        rows::clean(&self.pool, self.clock.now() - KNOWN_FOR).await
    }

    fn open(&self) -> Open {
        let now = self.clock.now();
        Open {
            now,
            used_after: now - LONGEST_IDLE,
        }
    }
}

impl Row {
    fn session(&self) -> Session {
        let acting = match (self.organisation_id, self.alone) {
            (_, true) => Acting::Alone,
            (Some(organisation), false) => Acting::For(organisation),
            (None, false) => Acting::First,
        };
        Session {
            id: self.id,
            subject: self.subject_id,
            acting,
            created_at: self.created_at,
            last_used_at: self.last_used_at,
            expires_at: self.expires_at,
        }
    }
}
