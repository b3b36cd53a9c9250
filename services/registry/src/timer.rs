//! What time does to enterprises: certifications end, reminders are due,
//! memberships begin and end. Looks for what is due, in the tables, so that
//! what came due while nobody ran is found as well; several replicas find the
//! same, and the aggregate lets it happen once.

use std::{sync::Arc, time::Duration};

use chassis::clock::Clock;
use futures::{StreamExt, stream};
use host::context::CommandContext;
use kernel::stockholm;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    domain::enterprise::command::Command,
    projection::{directory::Directory, memberships::Memberships},
    store::Store,
};

/// Between two looks.
const EVERY: Duration = Duration::from_secs(60);
/// Enterprises in one look at a table.
const BATCH: u32 = 500;
/// Commands at the same time: they are committed in groups.
const AT_ONCE: usize = 32;
/// Who gives the commands.
const ACTOR: &str = "timer";

/// Makes the timer look at once; clones ring the same.
#[derive(Clone, Default)]
pub(crate) struct Wakeup(Arc<Notify>);

impl Wakeup {
    pub(crate) fn ring(&self) {
        self.0.notify_one();
    }
}

pub(crate) struct Timer {
    pub(crate) store: Store,
    pub(crate) directory: Directory,
    pub(crate) memberships: Memberships,
    pub(crate) clock: Clock,
    pub(crate) wakeup: Wakeup,
}

impl Timer {
    /// Looks again and again until the token is cancelled. A database that is
    /// away is waited for.
    pub(crate) async fn run(self, shutdown: CancellationToken) {
        shutdown.run_until_cancelled(self.look_for_ever()).await;
    }

    async fn look_for_ever(&self) {
        let mut is_away = false;
        loop {
            match self.look().await {
                Ok(()) => is_away = false,
                Err(error) => {
                    if !std::mem::replace(&mut is_away, true) {
                        tracing::warn!(%error, "the timer waits for the database");
                    }
                }
            }
            // Either wakes it.
            let _ = tokio::time::timeout(EVERY, self.wakeup.0.notified()).await;
        }
    }

    async fn look(&self) -> Result<(), sqlx::Error> {
        self.settle_memberships().await?;
        self.pass_time().await
    }

    async fn settle_memberships(&self) -> Result<(), sqlx::Error> {
        let today = stockholm::today(self.clock.now());
        let mut after = Uuid::nil();
        loop {
            let page = self.memberships.unsettled(today, after, BATCH).await?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            after = last.enterprise;
            let commands = page
                .iter()
                .map(|it| (it.enterprise, Command::SetMember(it.member)));
            self.give(commands.collect()).await;
        }
    }

    async fn pass_time(&self) -> Result<(), sqlx::Error> {
        let now = self.clock.now();
        let mut after = Uuid::nil();
        loop {
            let due = self.directory.due(now, after, BATCH).await?;
            let Some(last) = due.last() else {
                return Ok(());
            };
            after = *last;
            let commands = due.into_iter().map(|id| (id, Command::PassTime));
            self.give(commands.collect()).await;
        }
    }

    /// One that fails is tried again at the next look, and keeps no other back.
    async fn give(&self, commands: Vec<(Uuid, Command)>) {
        let given = stream::iter(commands);
        given
            .for_each_concurrent(AT_ONCE, |(id, command)| async move {
                let by = CommandContext::of(ACTOR, self.clock.now());
                if let Err(error) = self.store.execute(id, command, by).await {
                    tracing::warn!(%error, enterprise.id = %id, "time did not pass");
                }
            })
            .await;
    }
}
