//! What the parts of the service share, opened once and put together.

use anyhow::Context;
use chassis::{clock::Clock, outbound};
use eventlog::projector::Projector;
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;
use tonic::transport::Channel;

use crate::{
    SERVICE,
    config::Config,
    grpc::{AsOf, Claimants, Grpc},
    index_updater::List,
    projection::{
        benefits::Benefits, claims::Claims, directory::Directory, memberships::Memberships,
        reviews::Reviews, revisions::Revisions, shortlists::Shortlists,
        zero_result_searches::ZeroResultSearches,
    },
    public_snapshot::PublicSnapshot,
    publish::Site,
    store::{Store, shortlists::ShortlistStore, webhooks::Notices},
    subscriptions::{IDENTITY, Organisations, memberships},
    timer::{Timer, Wakeup},
    webhooks::{self, Sources, Webhooks},
};

/// The rooms, each with its connection to the database.
pub(crate) struct Rooms {
    pub(crate) store: Store,
    pub(crate) directory: Directory,
    pub(crate) webhooks: Webhooks,
    pool: PgPool,
    clock: Clock,
    site: Site,
    claims: Claims,
    revisions: Revisions,
    shortlists: Shortlists,
    shortlist_store: ShortlistStore,
    wakeup: Wakeup,
}

impl Rooms {
    /// Starts the tasks that commit; they end with the last clone of the store.
    pub(crate) fn open(pool: PgPool, config: &Config, clock: Clock) -> anyhow::Result<Self> {
        let schema = SERVICE.schema()?;
        let site = Site::new(&config.shared.public_url);
        let store = Store::start(pool.clone(), schema.clone(), site.clone());
        let client = outbound::Client::new(webhooks::LIMITS).context("TLS cannot be used")?;
        Ok(Self {
            directory: Directory::new(pool.clone()),
            webhooks: Webhooks::new(pool.clone(), &config.own, client)?,
            claims: Claims::new(pool.clone()),
            revisions: Revisions::new(pool.clone()),
            shortlists: Shortlists::new(pool.clone()),
            shortlist_store: ShortlistStore::start(pool.clone(), &schema, store.feed()),
            wakeup: Wakeup::default(),
            pool,
            clock,
            site,
            store,
        })
    }

    /// What is heard from identity: it is read from there where NATS could not
    /// give it.
    pub(crate) fn hearing(&self, identity: &Channel) -> anyhow::Result<Vec<Projector>> {
        let organisations = Organisations {
            store: self.store.clone(),
            directory: self.directory.clone(),
            claims: self.claims.clone(),
            shortlists: self.shortlists.clone(),
            shortlist_store: self.shortlist_store.clone(),
            webhooks: self.webhooks.clone(),
            clock: self.clock.clone(),
        };
        let members = memberships::Memberships {
            store: self.store.clone(),
            directory: self.directory.clone(),
            days: Memberships::new(self.pool.clone()),
            clock: self.clock.clone(),
        };
        let pool = &self.pool;
        Ok(vec![
            SERVICE.projector(pool, IDENTITY, identity, organisations)?,
            SERVICE.projector(pool, IDENTITY, identity, members)?,
        ])
    }

    pub(crate) fn timer(&self) -> Timer {
        Timer {
            store: self.store.clone(),
            directory: self.directory.clone(),
            memberships: Memberships::new(self.pool.clone()),
            clock: self.clock.clone(),
            wakeup: self.wakeup.clone(),
        }
    }

    /// What webhooks are made from.
    pub(crate) fn sources(&self) -> anyhow::Result<Sources> {
        let feed = self.store.feed();
        Ok(Sources {
            notices: Notices::start(self.pool.clone(), &SERVICE.schema()?, feed.clone()),
            feed,
            revisions: self.revisions.clone(),
            clock: self.clock.clone(),
        })
    }

    /// The services; streams end with `shutdown`.
    pub(crate) fn grpc(
        self,
        list: List,
        claimants: Claimants,
        zero_result_searches: ZeroResultSearches,
        shutdown: CancellationToken,
    ) -> Grpc {
        Grpc {
            benefits: Benefits::new(self.pool.clone(), self.store.feed()),
            reviews: Reviews::new(self.pool),
            as_of: AsOf::new(
                self.revisions.clone(),
                self.store.feed(),
                self.clock.clone(),
            ),
            public_snapshot: PublicSnapshot::new(self.store.feed()),
            store: self.store,
            directory: self.directory,
            claims: self.claims,
            claimants,
            zero_result_searches,
            shortlists: self.shortlists,
            shortlist_store: self.shortlist_store,
            webhooks: self.webhooks,
            revisions: self.revisions,
            list,
            wakeup: self.wakeup,
            site: self.site,
            clock: self.clock,
            shutdown,
        }
    }
}
