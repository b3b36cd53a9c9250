//! Webhooks: the public events, sent to the servers of others as Standard
//! Webhooks says (<https://www.standardwebhooks.com>, version 1.0.0). A webhook
//! has a place in the feed; what comes after it becomes deliveries, and each of
//! these is tried until the server takes it.

pub(crate) mod event;
pub(crate) mod key;
pub(crate) mod rows;
pub(crate) mod secret;

mod attempt;
mod deliver;
mod fan_out;
mod notice;
mod schedule;
mod task;

use std::sync::Arc;

use chassis::{
    clock::Clock,
    outbound::{Client, Guard, OutboundError},
};
use eventlog::feed::Feed;
use http::Uri;
use sqlx::PgPool;
use time::Duration;
use tokio::sync::Notify;

use crate::{
    config::Registry,
    projection::revisions::Revisions,
    store::webhooks::Notices,
    webhooks::{
        key::{Key, WrongKey},
        rows::Rows,
    },
};

pub(crate) use attempt::LIMITS;
pub(crate) use task::Working;

/// An organisation has so many.
pub(crate) const MOST: i64 = 10;
/// How long the log keeps what is settled.
pub(crate) const KEPT: Duration = Duration::days(30);
/// How long an old secret signs beside the new one.
pub(crate) const ROTATION: Duration = Duration::hours(24);

/// What webhooks are made of; clones share it.
#[derive(Clone)]
pub(crate) struct Webhooks {
    pub(crate) rows: Rows,
    pub(crate) key: Key,
    client: Client,
    guard: Guard,
    /// Somebody wants something to be sent now.
    wake: Arc<Notify>,
}

/// What the tasks beside the gRPC server need.
pub(crate) struct Sources {
    pub(crate) feed: Feed,
    pub(crate) revisions: Revisions,
    pub(crate) notices: Notices,
    pub(crate) clock: Clock,
}

impl Webhooks {
    /// # Errors
    /// The setting is no key.
    pub(crate) fn new(pool: PgPool, settings: &Registry, client: Client) -> Result<Self, WrongKey> {
        Ok(Self {
            rows: Rows::new(pool),
            key: Key::parse(&settings.webhook_key)?,
            client,
            guard: Guard::allowing(settings.webhook_allow.iter().copied()),
            wake: Arc::new(Notify::new()),
        })
    }

    /// Whether anything would be sent there at all.
    pub(crate) async fn check(&self, url: &Uri) -> Result<(), OutboundError> {
        self.client.check(&self.guard, url).await
    }

    /// Something was written that is to be sent now.
    pub(crate) fn wake(&self) {
        self.wake.notify_waiters();
    }

    /// Starts to send.
    pub(crate) fn start(&self, sources: Sources) -> Working {
        Working::start(self, sources)
    }
}
