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

use std::{net::SocketAddr, ops::RangeInclusive};

use anyhow::Context;
use chassis::{
    caller::{TokenState, TokenVerifier},
    clock::Clock,
    server::Server,
    tls::Tls,
};
use eventlog::{
    pool,
    rebuild::{self, Rebuilt, Verified},
};
use secrecy::{ExposeSecret, SecretString};
use sqlx::PgPool;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::{
    address::EmailAddress,
    background::Background,
    config::Config,
    grpc::Grpc,
    projection::{accounts, members, organisations},
    rooms::Rooms,
};

/// Characters of a password; the rules of the protos say the same.
const PASSWORD: RangeInclusive<usize> = 12..=200;

/// The services by their full proto names.
pub const SERVICES: &[&str] = &[
    "asf.identity.v1.AccountService",
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
    let listener = listen(rooms.config.identity.grpc_addr).await?;

    let serving = shutdown.child_token();
    let background = Background::start(&rooms, verifier).await?;
    let grpc = Grpc {
        rooms: rooms.clone(),
        shutdown: serving.clone(),
    };
    let served = server.serve(listener, grpc.routes(), serving).await;
    rooms.behind.done().await;
    background.stop().await?;
    pool.close().await;
    Ok(served?)
}

/// Brings the tables to today's version. Several replicas may do it at once.
///
/// # Errors
/// The database cannot be used, or its login is not the owner.
pub async fn migrate(config: &Config) -> anyhow::Result<()> {
    let owner = connect_owner(config).await?;
    store::tables()?.migrate(&owner).await?;
    owner.close().await;
    Ok(())
}

/// Makes a read model again from the events, while the service runs.
///
/// # Errors
/// There is no such read model, or the rebuild failed: then it is as it was.
pub async fn rebuild(config: &Config, projection: &str) -> anyhow::Result<Rebuilt> {
    let owner = connect_owner(config).await?;
    let schema = store::schema()?;
    match projection {
        "accounts" => Ok(rebuild::rebuild(&owner, &schema, &accounts::Table).await?),
        "organisations" => Ok(rebuild::rebuild(&owner, &schema, &organisations::Table).await?),
        "members" => Ok(rebuild::rebuild(&owner, &schema, &members::Table).await?),
        other => Err(no_such(other)),
    }
}

/// Compares a read model with what the events make of it.
///
/// # Errors
/// There is no such read model, or the database fails.
pub async fn verify(config: &Config, projection: &str) -> anyhow::Result<Verified> {
    let owner = connect_owner(config).await?;
    let schema = store::schema()?;
    match projection {
        "accounts" => Ok(rebuild::verify(&owner, &schema, &accounts::Table).await?),
        "organisations" => Ok(rebuild::verify(&owner, &schema, &organisations::Table).await?),
        "members" => Ok(rebuild::verify(&owner, &schema, &members::Table).await?),
        other => Err(no_such(other)),
    }
}

/// Says which read models there are.
fn no_such(projection: &str) -> anyhow::Error {
    anyhow::anyhow!(
        "there is no read model {projection:?}; there are: accounts, organisations, members"
    )
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

async fn connect_owner(config: &Config) -> anyhow::Result<PgPool> {
    pool::connect_owner(config.shared.database_url.expose_secret())
        .await
        .context("ASF_DATABASE_URL cannot be used")
}

async fn listen(addr: SocketAddr) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::bind(addr)
        .await
        .with_context(|| format!("ASF_IDENTITY_GRPC_ADDR: {addr} cannot be listened on"))?;
    tracing::info!(%addr, "identity serves");
    Ok(listener)
}

/// The service's pool, on a database with the tables that it needs.
async fn connect(config: &Config) -> anyhow::Result<PgPool> {
    let url = config.shared.database_url.expose_secret();
    let connections = config.identity.database_connections;
    let pool = store::tables()?.connect(url, connections).await;
    pool.context("ASF_DATABASE_URL")
}
