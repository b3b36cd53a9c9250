//! Sends what is due. Several replicas share the work, by leases: one that
//! dies loses its lease, and its deliveries are made by another.

use std::collections::HashMap;

use chassis::clock::Clock;
use time::{Duration, OffsetDateTime};
use tokio::{
    task::{Id, JoinSet},
    time::timeout,
};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::webhooks::{
    Webhooks, attempt,
    rows::{self, Claim, Claimed, Settled},
    schedule::{self, Ended, Standing, Verdict},
};

/// Attempts at the same time. Servers that hang hold a few each.
const AT_ONCE: usize = 256;
/// To one webhook.
const TO_ONE: i64 = 4;
/// Longer than an attempt can take, with room for writing down how it ended.
const LEASE: Duration = Duration::seconds(25);
/// How soon is noticed what another replica wrote, and what has become due.
const POLL: std::time::Duration = std::time::Duration::from_millis(500);
/// What is under way at the end may still be finished.
const GRACE: std::time::Duration = std::time::Duration::from_secs(2);

#[derive(Clone)]
pub(super) struct Sender {
    pub(super) webhooks: Webhooks,
    pub(super) clock: Clock,
}

/// What this process sends at the moment.
#[derive(Default)]
struct UnderWay {
    attempts: JoinSet<()>,
    /// By attempt: its delivery, and how long that is ours.
    leases: HashMap<Id, (Uuid, OffsetDateTime)>,
}

impl Sender {
    /// Until the token is cancelled.
    pub(super) async fn run(self, until: CancellationToken) {
        let mut under_way = UnderWay::default();
        while !until.is_cancelled() {
            let woken = self.webhooks.wake.notified();
            tokio::pin!(woken);
            // What is written from here on wakes us.
            woken.as_mut().enable();
            for claimed in self.claim(AT_ONCE - under_way.leases.len()).await {
                under_way.start(&self, claimed);
            }
            tokio::select! {
                () = until.cancelled() => {}
                () = woken => {}
                () = under_way.one_ended() => {}
                () = tokio::time::sleep(POLL) => {}
            }
        }
        self.finish(under_way).await;
    }

    async fn claim(&self, room: usize) -> Vec<Claimed> {
        let now = self.clock.now();
        let claim = Claim {
            now,
            lease_until: now + LEASE,
            to_one: TO_ONE,
            in_all: i64::try_from(room).unwrap_or(i64::MAX),
        };
        match self.webhooks.rows.claim(&claim).await {
            Ok(claimed) => claimed,
            Err(error) => {
                tracing::warn!(%error, "webhooks wait for the database");
                Vec::new()
            }
        }
    }

    /// Sends one, and writes down how it ended.
    async fn attempt(self, claimed: Claimed) {
        let ended = attempt::send(&self.webhooks, &claimed, self.clock.now()).await;
        if !ended.is_taken() {
            tracing::info!(
                webhook.id = %claimed.webhook_id,
                delivery.id = %claimed.id,
                status = ended.status,
                error = ended.error,
                "a webhook's delivery failed"
            );
        }
        if let Err(error) = self.settle(&claimed, &ended).await {
            // It is made again when its lease ends: at least once.
            tracing::warn!(delivery.id = %claimed.id, %error, "a delivery's end was not written");
        }
    }

    async fn settle(&self, claimed: &Claimed, ended: &Ended) -> Result<(), sqlx::Error> {
        let now = self.clock.now();
        let mut tx = self.webhooks.rows.begin().await?;
        let webhook = claimed.webhook_id;
        let Some(failing_since) = rows::failing_since(&mut tx, webhook).await? else {
            return Ok(());
        };
        let standing = Standing {
            tries: usize::try_from(claimed.tries).unwrap_or_default(),
            is_test: claimed.position == 0,
            failing_since,
        };
        let verdict = schedule::verdict(ended, &standing, now, rand::random());
        if !rows::settle(&mut tx, claimed, &settled(verdict, ended, now)).await? {
            return Ok(());
        }
        match verdict {
            Verdict::Taken => rows::succeed(&mut tx, webhook, now).await?,
            Verdict::GivenUp if standing.is_test => {}
            Verdict::Again(_) | Verdict::GivenUp => {
                let paused_until = ended.retry_after.map(|pause| now + pause);
                rows::fail(&mut tx, webhook, now, paused_until).await?;
            }
            Verdict::Disable(why) => {
                rows::fail(&mut tx, webhook, now, None).await?;
                rows::disable(&mut tx, webhook, now, why.code()).await?;
            }
        }
        tx.commit().await?;
        if matches!(verdict, Verdict::Disable(_)) {
            self.webhooks.wake();
        }
        Ok(())
    }

    /// Waits a little for what is under way, and gives back the rest.
    async fn finish(&self, mut under_way: UnderWay) {
        let all = async {
            while !under_way.leases.is_empty() {
                under_way.one_ended().await;
            }
        };
        if timeout(GRACE, all).await.is_ok() {
            return;
        }
        under_way.attempts.shutdown().await;
        let leases: Vec<_> = under_way.leases.into_values().collect();
        if let Err(error) = self.webhooks.rows.release(&leases).await {
            tracing::warn!(%error, "deliveries wait for the end of their leases");
        }
    }
}

impl UnderWay {
    fn start(&mut self, sender: &Sender, claimed: Claimed) {
        let lease = (claimed.id, claimed.lease_until);
        let attempt = self.attempts.spawn(sender.clone().attempt(claimed));
        self.leases.insert(attempt.id(), lease);
    }

    /// Never, where there is none.
    async fn one_ended(&mut self) {
        let attempt = match self.attempts.join_next_with_id().await {
            Some(Ok((attempt, ()))) => attempt,
            // Its delivery is made again when the lease ends.
            Some(Err(error)) => {
                tracing::error!(%error, "sending a delivery broke");
                error.id()
            }
            None => std::future::pending().await,
        };
        self.leases.remove(&attempt);
    }
}

fn settled(verdict: Verdict, ended: &Ended, now: OffsetDateTime) -> Settled<'static> {
    let (state, next_attempt_at) = match verdict {
        Verdict::Taken => ("delivered", now),
        Verdict::Again(at) => ("waiting", at),
        Verdict::GivenUp => ("failed", now),
        Verdict::Disable(_) => ("waiting", now),
    };
    Settled {
        state,
        status: ended.status,
        error: ended.error,
        next_attempt_at,
        at: now,
    }
}
