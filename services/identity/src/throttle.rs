//! Slows guessers down, and nobody else. A try is counted as a failure before
//! it is made, so that many at the same time do not slip through, and is taken
//! back when it was right.

mod client;
mod rows;
mod rules;

use std::num::NonZeroU32;

use sqlx::PgPool;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    throttle::{
        rows::Failed,
        rules::{Counts, Next},
    },
    vault::Vault,
};

pub(crate) use rules::{Guess, Wait};

const PURPOSE: &str = "throttle";
/// An account that logs in from an address is known there for so long.
const KNOWN_FOR: Duration = Duration::days(90);
/// Tries after a password was reset that wait for nobody.
const FREE_AFTER_RESET: u32 = 5;
const GRACE: Duration = Duration::minutes(15);
/// Mails that one client may cause in an hour, and one address may get.
const MAILS_BY_CLIENT: u32 = 60;
const MAILS_TO_ADDRESS: u32 = 5;

/// Counts tries for all replicas. Clones share the tables.
#[derive(Clone)]
pub(crate) struct Throttle {
    pool: PgPool,
    vault: Vault,
    most_a_minute: u32,
}

/// Who tries what.
pub(crate) struct Try<'a> {
    pub(crate) guess: Guess,
    /// What is tried at: the hash of an address, or of a subject.
    pub(crate) account: [u8; 32],
    /// The account behind it, if there is one.
    pub(crate) subject: Option<Uuid>,
    /// The client's address as the proxies tell it; empty where nobody does.
    pub(crate) client: &'a str,
    /// A browser that the account has had a session in.
    pub(crate) device: Option<[u8; 32]>,
}

/// A try that may be made; it counts as failed until it is said to be right.
#[derive(Debug)]
pub(crate) struct Attempt(Keys);

#[derive(Clone, Copy, Debug)]
struct Keys {
    here: [u8; 32],
    /// Nothing where nobody tells the client's address.
    client: Option<[u8; 32]>,
    account: [u8; 32],
    everywhere: [u8; 32],
    grace: [u8; 32],
}

/// Why a try may not be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refused {
    #[error("too many tries")]
    Wait(Wait),
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
}

impl Throttle {
    pub(crate) fn new(pool: PgPool, vault: Vault, most_a_minute: NonZeroU32) -> Self {
        Self {
            pool,
            vault,
            most_a_minute: most_a_minute.get(),
        }
    }

    /// Lets a try through, or says until when to wait.
    pub(crate) async fn admit(
        &self,
        tried: &Try<'_>,
        now: OffsetDateTime,
    ) -> Result<Attempt, Refused> {
        let keys = self.keys(tried, now);
        let mut tx = self.pool.begin().await?;
        let subject = tried.subject.unwrap_or_default();
        let from = keys.client.unwrap_or_default();
        let has_been_here = rows::is_known(&mut tx, subject, from).await?;
        let counted = rows::counts(&mut tx, keys.counted(), now).await?;
        let counts = Counts {
            here: counted.get(&keys.here).copied(),
            client: keys.client.and_then(|it| counted.get(&it).copied()),
            account: counted.get(&keys.account).copied(),
            everywhere: counted.get(&keys.everywhere).copied(),
            is_known: has_been_here || tried.device.is_some(),
        };
        let next = match rules::decide(tried.guess, &counts, self.most_a_minute, now) {
            Ok(next) => next,
            // The grace ends when its last try is used.
            Err(_) if rows::use_grace(&mut tx, keys.grace, now).await? => Next {
                here: now,
                client: now,
                account: now,
            },
            Err(wait) => return Err(Refused::Wait(wait)),
        };
        rows::add(&mut tx, keys.failed(next, now), now).await?;
        tx.commit().await?;
        Ok(Attempt(keys))
    }

    /// The try was right: what it was counted as is taken back, and the client
    /// is known from now on.
    pub(crate) async fn right(
        &self,
        attempt: Attempt,
        subject: Uuid,
        now: OffsetDateTime,
    ) -> Result<(), sqlx::Error> {
        let Attempt(keys) = attempt;
        let mut tx = self.pool.begin().await?;
        rows::take_back(&mut tx, keys.counted()).await?;
        rows::forget(&mut tx, keys.here).await?;
        if let Some(client) = keys.client {
            rows::know(&mut tx, subject, client, now).await?;
        }
        tx.commit().await
    }

    /// The try was not made after all, or came from somebody who is logged in
    /// and was right.
    pub(crate) async fn undo(&self, attempt: Attempt) -> Result<(), sqlx::Error> {
        let Attempt(keys) = attempt;
        let mut tx = self.pool.begin().await?;
        rows::take_back(&mut tx, keys.counted()).await?;
        rows::unblock(&mut tx, keys.here).await?;
        tx.commit().await
    }

    /// After a reset the owner is let through, whoever guesses meanwhile.
    pub(crate) async fn forgive(
        &self,
        account: [u8; 32],
        now: OffsetDateTime,
    ) -> Result<(), sqlx::Error> {
        let mut conn = self.pool.acquire().await?;
        let grace = self.key("grace", &[&account]);
        rows::set_grace(&mut conn, grace, FREE_AFTER_RESET, now, now + GRACE).await
    }

    /// Whether a client may cause one more mail; told to the client, since it
    /// says nothing of anybody's address.
    pub(crate) async fn admit_mail(
        &self,
        client: &str,
        now: OffsetDateTime,
    ) -> Result<(), Refused> {
        let Some(client) = client::network(client) else {
            return Ok(());
        };
        let key = self.key("mails of", &[client.as_bytes()]);
        match self.count(key, MAILS_BY_CLIENT, now).await? {
            None => Ok(()),
            Some(until) => Err(Refused::Wait(Wait(until))),
        }
    }

    /// Whether an address may get one more mail; told to nobody.
    pub(crate) async fn may_get_mail(
        &self,
        address: [u8; 32],
        now: OffsetDateTime,
    ) -> Result<bool, sqlx::Error> {
        let key = self.key("mails to", &[&address]);
        let until = self.count(key, MAILS_TO_ADDRESS, now).await?;
        Ok(until.is_none())
    }

    /// Removes what no decision needs any more.
    pub(crate) async fn clean(&self, now: OffsetDateTime) -> Result<(), sqlx::Error> {
        rows::clean(&self.pool, now - Duration::days(1), now - KNOWN_FOR).await
    }

    /// Counts one under the key; when there were too many within the hour,
    /// says until when to wait.
    async fn count(
        &self,
        key: [u8; 32],
        most: u32,
        now: OffsetDateTime,
    ) -> Result<Option<OffsetDateTime>, sqlx::Error> {
        let mut tx = self.pool.begin().await?;
        let counted = rows::counts(&mut tx, vec![key], now).await?;
        if let Some(count) = counted.get(&key) {
            let until = count.last_at + rules::FORGOTTEN_AFTER;
            if count.failures >= most && until > now {
                return Ok(Some(until));
            }
        }
        rows::add(&mut tx, vec![Failed { key, until: now }], now).await?;
        tx.commit().await?;
        Ok(None)
    }

    fn keys(&self, tried: &Try<'_>, now: OffsetDateTime) -> Keys {
        let client = client::network(tried.client).map(|it| self.key("client", &[it.as_bytes()]));
        let guess: &[u8] = match tried.guess {
            Guess::Password => b"password",
            Guess::Code => b"code",
        };
        // A browser that is known is told from others at the same address.
        let place = tried.device.or(client).unwrap_or_default();
        let minute = now.unix_timestamp().div_euclid(60);
        Keys {
            here: self.key("here", &[guess, &tried.account, &place]),
            client,
            account: self.key("account", &[guess, &tried.account]),
            everywhere: self.key("everywhere", &[&minute.to_be_bytes()]),
            grace: self.key("grace", &[&tried.account]),
        }
    }

    fn key(&self, kind: &str, parts: &[&[u8]]) -> [u8; 32] {
        let parts = parts.concat();
        self.vault
            .hash(PURPOSE, &[kind.as_bytes(), &[0], &parts].concat())
    }
}

impl Keys {
    /// What a failure counts under.
    fn counted(&self) -> Vec<[u8; 32]> {
        let all = [self.here, self.account, self.everywhere];
        all.into_iter().chain(self.client).collect()
    }

    fn failed(&self, next: Next, now: OffsetDateTime) -> Vec<Failed> {
        let failed = |key, until| Failed { key, until };
        let all = [
            failed(self.here, next.here),
            failed(self.account, next.account),
            failed(self.everywhere, now),
        ];
        let client = self.client.map(|client| failed(client, next.client));
        all.into_iter().chain(client).collect()
    }
}
