//! What works beside the gRPC server: the relay, the search index, hearing from
//! identity, and the timer.

use anyhow::Context;
use eventlog::{projector::Projector, relay::Relay};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::{
    follower::{FollowError, Follower},
    timer::Timer,
};

/// What is to be done.
pub(crate) struct Work {
    pub(crate) relay: Relay,
    /// What is heard from identity, and over which connection.
    pub(crate) hearing: (Vec<Projector>, async_nats::Client),
    pub(crate) follower: Follower,
    pub(crate) timer: Timer,
}

/// The tasks, which end after the server: its last calls still find them at
/// work.
pub(crate) struct Background {
    working: CancellationToken,
    relay: JoinHandle<()>,
    hearing: Vec<JoinHandle<()>>,
    follower: JoinHandle<Result<(), FollowError>>,
    timer: JoinHandle<()>,
}

impl Background {
    /// Starts the tasks. When the index breaks, `serving` is cancelled: a
    /// restart builds it anew.
    pub(crate) fn start(work: Work, serving: CancellationToken) -> Self {
        let working = CancellationToken::new();
        let relay = tokio::spawn(work.relay.run(working.clone()));
        let (projectors, client) = work.hearing;
        let hear = |it: Projector| tokio::spawn(it.run(client.clone(), working.clone()));
        let hearing = projectors.into_iter().map(hear).collect();
        let timer = tokio::spawn(work.timer.run(working.clone()));
        let (follower, until) = (work.follower, working.clone());
        let follower = tokio::spawn(async move {
            let _ends_the_server = serving.drop_guard();
            follower.run(until).await
        });
        Self {
            working,
            relay,
            hearing,
            follower,
            timer,
        }
    }

    /// Ends the tasks and says how they ended.
    pub(crate) async fn stop(self) -> anyhow::Result<()> {
        self.working.cancel();
        self.relay.await.context("the relay broke")?;
        for hearing in self.hearing {
            hearing.await.context("hearing from identity broke")?;
        }
        self.timer.await.context("the timer broke")?;
        self.follower.await.context("the index broke")??;
        Ok(())
    }
}
