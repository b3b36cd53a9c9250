//! The rooms of the service, opened once and handed to whatever works in
//! them. Clones share everything.

use std::sync::Arc;

use anyhow::Context;
use chassis::clock::Clock;
use sqlx::PgPool;

use crate::{
    SERVICE,
    behind::Behind,
    config::Config,
    erasure::Ledger,
    factors::Factors,
    grpc::listed::List,
    join_messages::JoinMessages,
    kept_forms::KeptForms,
    links::Links,
    login::Challenges,
    mail::outbox::Outbox,
    password::Passwords,
    projection::{
        accounts::Accounts, audit::Audit, invitations::Invitations, join_requests::JoinRequests,
        members::Members, organisations::Organisations, revocations::Revocations,
    },
    sessions::Sessions,
    signups::Signups,
    standing::Standings,
    store::Store,
    throttle::Throttle,
    tokens::Tokens,
    vault::Vault,
};

/// What RPCs, mails and subscriptions work with.
#[derive(Clone)]
pub(crate) struct Rooms {
    pub(crate) clock: Clock,
    pub(crate) pool: PgPool,
    pub(crate) config: Arc<Config>,
    pub(crate) vault: Vault,
    pub(crate) store: Store,
    pub(crate) accounts: Accounts,
    pub(crate) organisations: Organisations,
    pub(crate) members: Members,
    pub(crate) invitations: Invitations,
    pub(crate) join_requests: JoinRequests,
    pub(crate) audit: Audit,
    pub(crate) revocations: Revocations,
    pub(crate) passwords: Passwords,
    pub(crate) signups: Signups,
    pub(crate) links: Links,
    pub(crate) sessions: Sessions,
    pub(crate) tokens: Tokens,
    pub(crate) challenges: Challenges,
    pub(crate) throttle: Throttle,
    pub(crate) outbox: Outbox,
    pub(crate) factors: Factors,
    pub(crate) behind: Behind,
    pub(crate) join_messages: JoinMessages,
    pub(crate) kept_forms: KeptForms,
    pub(crate) ledger: Ledger,
    pub(crate) list: List,
}

impl Rooms {
    /// Opens the rooms on the service's pool.
    ///
    /// # Errors
    /// A setting cannot be used.
    pub(crate) fn open(config: Config, clock: Clock, pool: PgPool) -> anyhow::Result<Self> {
        let vault = Vault::new(pool.clone(), &config.own.vault_key)?;
        let accounts = Accounts::new(pool.clone());
        let members = Members::new(pool.clone());
        let standings = Standings::new(accounts.clone(), members.clone());
        let revocations = Revocations::new(pool.clone());
        let outbox = Outbox::new(clock.clone(), vault.clone());
        let store = Store::start(pool.clone(), &SERVICE.schema()?, &outbox);
        let settings = &config.own;
        let registry = SERVICE.channel("registry", &settings.registry_url, &config.shared)?;
        Ok(Self {
            list: List::new(registry),
            passwords: Passwords::new(pool.clone(), settings.password_hashes)?,
            kept_forms: KeptForms::new(pool.clone(), vault.clone()),
            signups: Signups::new(pool.clone(), vault.clone()),
            links: Links::new(pool.clone(), vault.clone()),
            sessions: Sessions::new(pool.clone(), clock.clone(), vault.clone()),
            tokens: Tokens::new(
                pool.clone(),
                vault.clone(),
                standings,
                revocations.clone(),
                &config.shared.public_url,
            ),
            challenges: Challenges::new(pool.clone()),
            throttle: Throttle::new(pool.clone(), vault.clone(), settings.failed_logins_a_minute),
            outbox,
            factors: Factors::open(pool.clone(), vault.clone(), store.clone(), &config)?,
            behind: Behind::new(),
            ledger: Ledger::open(&settings.erasure_ledger)
                .context("ASF_IDENTITY_ERASURE_LEDGER cannot be written")?,
            join_messages: JoinMessages::new(pool.clone(), vault.clone()),
            store,
            organisations: Organisations::new(pool.clone()),
            invitations: Invitations::new(pool.clone()),
            join_requests: JoinRequests::new(pool.clone()),
            audit: Audit::new(pool.clone()),
            revocations,
            accounts,
            members,
            vault,
            clock,
            pool,
            config: Arc::new(config),
        })
    }
}
