//! What works beside the gRPC server: the relay of the feed, hearing from the
//! registry, the mails of the outbox, the keys of tokens, and cleaning up.

mod rounds;

use chassis::{caller::TokenVerifier, server::Health};
use eventlog::projector::Projector;
use host::background::Background;

use crate::{
    SERVICE,
    mail::sender::{Sender, Tools},
    notices::Notices,
    rooms::Rooms,
    subscriptions::Claims,
};

const REGISTRY: &str = "registry";

/// Starts the tasks; `verifier` is told what is valid from now on, `health`
/// whether events arrive.
///
/// # Errors
/// A setting cannot be used.
pub(crate) async fn start(
    rooms: &Rooms,
    verifier: TokenVerifier,
    health: Health,
) -> anyhow::Result<Background> {
    let nats = SERVICE.nats(&rooms.config.shared).await?;
    let replicas = rooms.config.own.stream_replicas;
    let sender = sender(rooms)?;
    let mut background = Background::new();
    for projector in projectors(rooms)? {
        background.start(|working| projector.run(nats.clone(), working));
    }
    SERVICE.relay(&mut background, rooms.store.feed(), nats, replicas, health);
    background.start(|working| sender.run(working));
    for round in rounds::all(rooms, &verifier) {
        background.start_endless(round);
    }
    Ok(background)
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
    Sender::new(tools, &rooms.config.own, public_url)
}

/// What the registry's events change here, each with a checkpoint of its own.
fn projectors(rooms: &Rooms) -> anyhow::Result<[Projector; 2]> {
    let (pool, url) = (&rooms.pool, &rooms.config.own.registry_url);
    let registry = SERVICE.channel(REGISTRY, url, &rooms.config.shared)?;
    let notices = Notices {
        clock: rooms.clock.clone(),
        outbox: rooms.outbox.clone(),
        members: rooms.members.clone(),
    };
    let claims = Claims::new(rooms);
    Ok([
        SERVICE.projector(pool, REGISTRY, &registry, notices)?,
        SERVICE.projector(pool, REGISTRY, &registry, claims)?,
    ])
}
