//! Runs the subscriber beside a platform: `ASF_DATABASE_URL` of its own
//! database, `ASF_NATS_URL`, `ASF_REGISTRY_URL`, and `ASF_TOKEN` for reading
//! the registry's feed when NATS has lost something.

use std::{env, sync::Arc};

use anyhow::Context;
use async_nats::ConnectOptions;
use eventlog::{pool, projector::Producer};
use proto::asf::feed::v1::feed_service_client::FeedServiceClient;
use tokio_util::sync::CancellationToken;
use tonic::{Request, metadata::AsciiMetadataValue, transport::Endpoint};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let database = setting("ASF_DATABASE_URL")?;
    subscriber::migrate(&pool::connect_owner(&database).await?).await?;
    let pool = pool::connect(&database, &subscriber::schema()?, 4).await?;

    let token: AsciiMetadataValue = format!("Bearer {}", setting("ASF_TOKEN")?).parse()?;
    let registry = Endpoint::new(setting("ASF_REGISTRY_URL")?)?.connect_lazy();
    let owner = FeedServiceClient::with_interceptor(registry, move |mut request: Request<()>| {
        request
            .metadata_mut()
            .insert("authorization", token.clone());
        Ok(request)
    });
    let nats = ConnectOptions::new()
        .retry_on_initial_connect()
        .max_reconnects(None)
        .connect(setting("ASF_NATS_URL")?)
        .await?;

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

fn setting(name: &'static str) -> anyhow::Result<String> {
    env::var(name).context(name)
}
