//! What works beside the gRPC server: the relay, the search index, and hearing
//! from identity.

use anyhow::Context;
use eventlog::{projector::Projector, relay::Relay};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::follower::{FollowError, Follower};

/// The tasks, which end after the server: its last calls still find them at
/// work.
pub(crate) struct Background {
    working: CancellationToken,
    relay: JoinHandle<()>,
    hearing: JoinHandle<()>,
    follower: JoinHandle<Result<(), FollowError>>,
}

impl Background {
    /// Starts the tasks. When the index breaks, `serving` is cancelled: a
    /// restart builds it anew.
    pub(crate) fn start(
        relay: Relay,
        (projector, client): (Projector, async_nats::Client),
        follower: Follower,
        serving: CancellationToken,
    ) -> Self {
        let working = CancellationToken::new();
        let relay = tokio::spawn(relay.run(working.clone()));
        let hearing = tokio::spawn(projector.run(client, working.clone()));
        let until = working.clone();
        let follower = tokio::spawn(async move {
            let _ends_the_server = serving.drop_guard();
            follower.run(until).await
        });
        Self {
            working,
            relay,
            hearing,
            follower,
        }
    }

    /// Ends the tasks and says how they ended.
    pub(crate) async fn stop(self) -> anyhow::Result<()> {
        self.working.cancel();
        self.relay.await.context("the relay broke")?;
        self.hearing.await.context("hearing from identity broke")?;
        self.follower.await.context("the index broke")??;
        Ok(())
    }
}
