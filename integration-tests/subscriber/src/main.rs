//! Runs the subscriber beside a platform: `ASF_DATABASE_URL` of its own
//! database, `ASF_NATS_URL` and `ASF_NATS_PASSWORD` of the user `subscriber`,
//! and for reading the registry's feed when NATS has lost something,
//! `ASF_REGISTRY_URL` and a certificate with the name `subscriber`.

use std::{env, sync::Arc};

use anyhow::Context;
use chassis::{
    client::channel,
    config::{Shared, load},
};
use eventlog::{broker, pool, projector::Producer};
use proto::asf::feed::v1::feed_service_client::FeedServiceClient;
use secrecy::ExposeSecret;
use tokio_util::sync::CancellationToken;

/// Of the certificate and of the NATS user.
const NAME: &str = "subscriber";

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let shared: Shared = load("ASF_")?;
    let database = shared.database_url.expose_secret();
    subscriber::migrate(&pool::connect_owner(database).await?).await?;
    let pool = pool::connect(database, &subscriber::schema()?, 4).await?;

    let registry = env::var("ASF_REGISTRY_URL").context("ASF_REGISTRY_URL")?;
    let owner = FeedServiceClient::new(channel(&registry, "registry", &shared)?);
    let password = shared
        .nats_password
        .as_ref()
        .map(ExposeSecret::expose_secret);
    let nats = broker::connect(NAME, &shared.nats_url, password).await?;

    let shutdown = CancellationToken::new();
    let stopping = shutdown.clone();
    tokio::spawn(async move {
        // Without a way to be told, it runs until it is killed.
        if tokio::signal::ctrl_c().await.is_ok() {
            stopping.cancel();
        }
    });
    subscriber::run(
        pool,
        Producer::of("registry"),
        Arc::new(owner),
        nats,
        shutdown,
    )
    .await
}
