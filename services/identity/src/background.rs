//! What works beside the gRPC server: the relay of the feed, hearing from the
//! registry, the mails of the outbox, the keys of tokens, and cleaning up.

mod rounds;

use std::sync::Arc;

use anyhow::Context;
use chassis::{caller::TokenVerifier, client};
use eventlog::{
    broker,
    projector::{Producer, Projector, Subscription},
    relay::{Relay, StreamSettings},
};
use proto::asf::feed::v1::feed_service_client::FeedServiceClient;
use secrecy::ExposeSecret;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tonic::transport::Channel;

use crate::{
    mail::sender::{Sender, Tools},
    notices::Notices,
    rooms::Rooms,
    store,
    subscriptions::Claims,
};

const REGISTRY: &str = "registry";

/// The tasks, which end after the server: its last calls still find them at
/// work.
pub(crate) struct Background {
    working: CancellationToken,
    tasks: JoinSet<()>,
}

impl Background {
    /// Starts the tasks; `verifier` is told what is valid from now on.
    ///
    /// # Errors
    /// A setting cannot be used.
    pub(crate) async fn start(rooms: &Rooms, verifier: TokenVerifier) -> anyhow::Result<Self> {
        let working = CancellationToken::new();
        let client = nats(rooms).await?;
        let relay = relay(rooms, client.clone());
        let sender = sender(rooms)?;
        let mut tasks = JoinSet::new();
        for projector in projectors(rooms)? {
            tasks.spawn(projector.run(client.clone(), working.clone()));
        }
        tasks.spawn(relay.run(working.clone()));
        tasks.spawn(sender.run(working.clone()));
        for round in rounds::all(rooms, &verifier) {
            let working = working.clone();
            tasks.spawn(async move {
                working.run_until_cancelled(round).await;
            });
        }
        Ok(Self { working, tasks })
    }

    /// Ends the tasks.
    ///
    /// # Errors
    /// One of them broke.
    pub(crate) async fn stop(mut self) -> anyhow::Result<()> {
        self.working.cancel();
        while let Some(ended) = self.tasks.join_next().await {
            ended.context("work beside the server broke")?;
        }
        Ok(())
    }
}

async fn nats(rooms: &Rooms) -> anyhow::Result<async_nats::Client> {
    let shared = &rooms.config.shared;
    let password = shared.nats_password.as_ref();
    let password = password.map(ExposeSecret::expose_secret);
    broker::connect("identity", &shared.nats_url, password)
        .await
        .context("ASF_NATS_URL cannot be used")
}

fn relay(rooms: &Rooms, client: async_nats::Client) -> Relay {
    let settings = StreamSettings {
        replicas: rooms.config.identity.stream_replicas,
        ..StreamSettings::of("identity")
    };
    Relay::new(rooms.store.feed(), client, settings)
}

fn sender(rooms: &Rooms) -> anyhow::Result<Sender> {
    let tools = Tools {
        pool: rooms.pool.clone(),
        clock: rooms.clock.clone(),
        vault: rooms.vault.clone(),
        accounts: rooms.accounts.clone(),
        outbox: rooms.outbox.clone(),
    };
    let public_url = &rooms.config.shared.public_url;
    Sender::new(tools, &rooms.config.identity, public_url)
}

/// What the registry's events change here, each with a checkpoint of its own.
fn projectors(rooms: &Rooms) -> anyhow::Result<Vec<Projector>> {
    let url = &rooms.config.identity.registry_url;
    let registry = client::channel(url, REGISTRY, &rooms.config.shared)
        .context("ASF_IDENTITY_REGISTRY_URL cannot be used")?;
    let notices = Notices {
        clock: rooms.clock.clone(),
        outbox: rooms.outbox.clone(),
        members: rooms.members.clone(),
    };
    let claims = Claims::new(rooms);
    Ok(vec![
        projector(rooms, &registry, Arc::new(notices))?,
        projector(rooms, &registry, Arc::new(claims))?,
    ])
}

fn projector(
    rooms: &Rooms,
    registry: &Channel,
    subscription: Arc<dyn Subscription>,
) -> anyhow::Result<Projector> {
    Ok(Projector::new(
        rooms.pool.clone(),
        &store::schema()?,
        Producer::of(REGISTRY),
        Arc::new(FeedServiceClient::new(registry.clone())),
        subscription,
    ))
}
