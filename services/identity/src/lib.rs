//! People and organisations: accounts, sessions and tokens, roles, all
//! outgoing mail, and personal data that can be erased.

pub mod cli;
pub mod config;

mod address;
mod background;
mod behind;
mod domain;
mod erasure;
mod export;
mod factors;
mod grpc;
mod invites;
mod join_messages;
mod joining;
mod kept_forms;
mod links;
mod login;
mod mail;
mod notices;
mod password;
mod projection;
mod publish;
mod rooms;
mod secret;
mod sessions;
mod signups;
mod standing;
mod store;
mod subscriptions;
mod throttle;
mod tokens;
mod vault;

use std::ops::RangeInclusive;

use anyhow::Context;
use chassis::{
    caller::{TokenState, TokenVerifier},
    clock::Clock,
    server::Server,
    tls::Tls,
};
use host::{database, service::Service};
use secrecy::{ExposeSecret, SecretString};
use sqlx::{PgPool, migrate::Migrator};
use tokio_util::sync::CancellationToken;

use crate::{
    address::EmailAddress,
    config::Config,
    projection::{accounts, members, organisations},
    rooms::Rooms,
};

/// Identity's own tables; `sqlx.toml` says where their history stands.
static MIGRATIONS: Migrator = sqlx::migrate!();

/// Identity as its program and the all-in-one know it.
pub static SERVICE: Service = Service {
    name: "identity",
    migrations: &MIGRATIONS,
    read_models: &[
        ("accounts", &accounts::Table),
        ("organisations", &organisations::Table),
        ("members", &members::Table),
    ],
};

/// Characters of a password; the rules of the protos say the same.
const PASSWORD: RangeInclusive<usize> = 12..=200;

/// The services by their full proto names.
pub const SERVICES: &[&str] = &[
    "asf.identity.v1.AccountService",
    "asf.identity.v1.ClaimantService",
    "asf.identity.v1.FactorService",
    "asf.identity.v1.OrganisationService",
    "asf.identity.v1.SessionService",
    "asf.identity.v1.StaffService",
    "asf.feed.v1.FeedService",
];

/// Serves until the shutdown: gRPC, the relay of the feed to NATS, the mails
/// of the outbox, and what the registry's events change here. NATS, the
/// registry and the mail server may come later or go; Postgres with today's
/// tables has to be there.
///
/// # Errors
/// The settings, the database or the address cannot be used.
pub async fn run(config: Config, clock: Clock, shutdown: CancellationToken) -> anyhow::Result<()> {
    let pool = connect(&config).await?;
    let tls = Tls::of(&config.shared)?;
    let rooms = Rooms::open(config, clock.clone(), pool.clone())?;
    erasure::replay(&rooms)
        .await
        .context("the ledger of erasures cannot be replayed")?;
    rooms.tokens.renew(clock.now()).await?;
    let verifier = TokenVerifier::new();
    verifier.replace(TokenState::read(&grpc::token_state(&rooms).await?));
    let server = Server::new(SERVICES, verifier.clone(), tls, clock);
    let listener = SERVICE.listen(rooms.config.own.grpc_addr).await?;

    let serving = shutdown.child_token();
    let mut background = background::start(&rooms, verifier, server.health()).await?;
    background.start_endless(database::watch(pool.clone(), server.health()));
    let routes = grpc::routes(&rooms, serving.clone());
    let served = server.serve(listener, routes, serving).await;
    rooms.behind.done().await;
    background.stop().await?;
    pool.close().await;
    Ok(served?)
}

/// Makes one of the staff of the account with this address, and opens it where
/// there is none; one that is there keeps its password. May be done beside a
/// serving identity.
///
/// # Errors
/// The address or the password cannot be used, or the database fails.
pub async fn make_staff(
    config: &Config,
    clock: &Clock,
    email: &str,
    password: &SecretString,
) -> anyhow::Result<()> {
    let email = EmailAddress::parse(email)?;
    let password = password.expose_secret();
    let length = password.chars().count();
    anyhow::ensure!(
        (PASSWORD.contains(&length)) && !password::is_weak(password, email.as_str()),
        "give a password of 12 to 200 characters that is not one of those that everybody tries"
    );
    let pool = connect(config).await?;
    let rooms = Rooms::open(config.clone(), clock.clone(), pool.clone())?;
    let password = rooms.passwords.hash(password).await?;
    let made = joining::make_staff(&rooms, &email, &password).await;
    pool.close().await;
    made.map_err(anyhow::Error::from_boxed)
}

async fn connect(config: &Config) -> anyhow::Result<PgPool> {
    let connections = config.own.database_connections;
    SERVICE.connect(&config.shared, connections).await
}
