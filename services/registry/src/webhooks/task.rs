//! What works beside the gRPC server.

use std::time::Duration;

use chassis::clock::Clock;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::webhooks::{
    KEPT, Sources, Webhooks, deliver::Sender, fan_out::FanOut, notice::DisabledNotifier,
};

/// How often what is old is forgotten.
const FORGET_EVERY: Duration = Duration::from_secs(3600);

/// The tasks.
pub(crate) struct Working {
    tasks: JoinSet<()>,
    until: CancellationToken,
}

impl Working {
    pub(super) fn start(webhooks: &Webhooks, sources: Sources) -> Self {
        let until = CancellationToken::new();
        let Sources {
            feed,
            revisions,
            notices,
            clock,
        } = sources;
        let mut tasks = JoinSet::new();
        let fan_out = FanOut {
            webhooks: webhooks.clone(),
            feed,
            revisions,
            clock: clock.clone(),
        };
        tasks.spawn(fan_out.run(until.clone()));
        let sender = Sender {
            webhooks: webhooks.clone(),
            clock: clock.clone(),
        };
        tasks.spawn(sender.run(until.clone()));
        let teller = DisabledNotifier {
            webhooks: webhooks.clone(),
            notices,
            clock: clock.clone(),
        };
        tasks.spawn(teller.run(until.clone()));
        tasks.spawn(forget(webhooks.clone(), clock, until.clone()));
        Self { tasks, until }
    }

    /// Ends the tasks, those that send last.
    pub(crate) async fn stop(mut self) {
        self.until.cancel();
        while let Some(ended) = self.tasks.join_next().await {
            if let Err(error) = ended {
                tracing::error!(%error, "a task of the webhooks broke");
            }
        }
    }
}

async fn forget(webhooks: Webhooks, clock: Clock, until: CancellationToken) {
    let mut hours = tokio::time::interval(FORGET_EVERY);
    while until.run_until_cancelled(hours.tick()).await.is_some() {
        match webhooks.rows.forget(clock.now() - KEPT).await {
            Ok(0) => {}
            Ok(deliveries) => tracing::info!(deliveries, "old deliveries are forgotten"),
            Err(error) => tracing::warn!(%error, "old deliveries are not forgotten"),
        }
    }
}
