//! Carries the feed to JetStream so that feed position = stream sequence.
//!
//! There is no "published" flag: the stream itself says how far it has come.
//! Every message names the sequence that it expects before it, so that several
//! relays are safe, a lost tail is noticed and sent again with the same
//! sequences, and a deleted stream is filled again.

mod broker;
pub(crate) mod envelope;

use std::time::Duration;

use tokio::{sync::watch, time::Instant};
use tokio_util::sync::CancellationToken;

use crate::{
    feed::{Feed, FeedRow},
    limit,
    relay::broker::{Broker, Trouble},
    telemetry,
};

/// Events that are on their way to the broker at the same time.
const WINDOW: u32 = 256;
/// Between attempts while the broker or the database is away.
const RETRY: Duration = Duration::from_millis(250);
/// After a refused expectation: another relay is at work, or a tail was lost.
const MOVED: Duration = Duration::from_millis(5);
/// A connected broker may fail for so long before it is an alarm: one that has
/// just started needs a moment.
const PATIENCE: Duration = Duration::from_secs(5);
/// Between attempts while a broker takes nothing.
const STALLED: Duration = Duration::from_secs(1);

/// The stream of one service.
#[derive(Clone, Debug)]
pub struct StreamSettings {
    /// E.g. `ASF_REGISTRY`.
    pub name: String,
    /// E.g. `asf.registry.v1.*.*.*`.
    pub subjects: String,
    /// The most bytes that the stream may hold; then it refuses new ones.
    pub max_bytes: i64,
    pub replicas: usize,
    /// The CloudEvents source, e.g. `/asf/registry`.
    pub source: String,
    /// How often an idle relay looks whether the broker lost anything.
    pub recheck: Duration,
}

impl StreamSettings {
    /// The stream of a service by the contract's names, with 1 GiB, one
    /// replica and a look every 10 s.
    #[must_use]
    pub fn of(service: &str) -> Self {
        Self {
            name: format!("ASF_{}", service.to_ascii_uppercase()),
            subjects: format!("asf.{service}.v1.*.*.*"),
            max_bytes: 1 << 30,
            replicas: 1,
            source: format!("/asf/{service}"),
            recheck: Duration::from_secs(10),
        }
    }
}

/// Why a relay waits for an operator. It keeps looking, and goes on by itself
/// once the cause is gone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Alarm {
    /// The database was restored to an older state than the stream's.
    #[error("the stream is at {stream}, ahead of the database at {feed}")]
    StreamAhead { stream: u64, feed: u64 },
    /// The database was restored and has gone another way since.
    #[error("the stream and the database have different events at {position}")]
    Diverged { position: u64 },
    #[error("nats-server {found} is too old: 2.12 or newer is needed")]
    ServerTooOld { found: String },
    /// The stream is full, or the event is too large.
    #[error("the stream refuses position {position}: {reason}")]
    Refused { position: u64, reason: String },
    /// nats-server is there and takes nothing: after a disk that was full it
    /// keeps its write error until it is started again.
    #[error("the broker is connected and takes nothing after position {position}")]
    TakesNothing { position: u64 },
}

/// What can be seen of a relay from outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RelayState {
    /// The stream holds the feed up to here.
    pub position: u64,
    /// The broker answered the last time.
    pub connected: bool,
    /// Stays until the stream has taken all that there is.
    pub alarm: Option<Alarm>,
}

/// Publishes the feed.
pub struct Relay {
    feed: Feed,
    broker: Broker,
    recheck: Duration,
    state: watch::Sender<RelayState>,
}

impl Relay {
    /// The client should retry its first connection
    /// (`retry_on_initial_connect`) and never give up.
    #[must_use]
    pub fn new(feed: Feed, client: async_nats::Client, settings: StreamSettings) -> Self {
        Self {
            feed,
            recheck: settings.recheck,
            broker: Broker::new(client, settings),
            state: watch::Sender::new(RelayState::default()),
        }
    }

    /// The relay's state, as it changes.
    #[must_use]
    pub fn state(&self) -> watch::Receiver<RelayState> {
        self.state.subscribe()
    }

    /// Runs until the token is cancelled. A broker or a database that is away
    /// is waited for without end, with one log line per change.
    pub async fn run(self, shutdown: CancellationToken) {
        shutdown.run_until_cancelled(self.carry()).await;
    }

    async fn carry(&self) {
        let mut newest = self.feed.watch();
        // Unknown until the stream was asked.
        let mut at = None;
        let mut silent_since = None;
        loop {
            newest.mark_unchanged();
            match self.round(&mut at).await {
                Ok(()) => {
                    silent_since = None;
                    let woken = tokio::time::timeout(self.recheck, newest.changed()).await;
                    if woken.is_err() {
                        at = None;
                    }
                }
                Err(trouble) => {
                    let trouble = self.with_patience(trouble, at.take(), &mut silent_since);
                    let pause = self.note(trouble);
                    tokio::time::sleep(pause).await;
                }
            }
        }
    }

    /// Sends what the stream does not have. That the stream answers is not
    /// enough to be settled: one that cannot write still tells where it ends.
    async fn round(&self, at: &mut Option<u64>) -> Result<(), Trouble> {
        let mut last = match *at {
            Some(last) => last,
            None => self.synchronise().await?,
        };
        *at = Some(last);
        loop {
            let rows = limit::in_time(self.feed.read(last, self.window())).await?;
            if rows.is_empty() {
                self.settled(last);
                return Ok(());
            }
            last = self.broker.publish(&rows).await?;
            self.settled(last);
            *at = Some(last);
        }
    }

    /// What is sent at once: a broker that took nothing is tried with one.
    fn window(&self) -> u32 {
        match self.state.borrow().alarm {
            Some(Alarm::TakesNothing { .. } | Alarm::Refused { .. }) => 1,
            _ => WINDOW,
        }
    }

    /// Makes an alarm of what a connected broker fails for too long.
    fn with_patience(
        &self,
        trouble: Trouble,
        at: Option<u64>,
        silent_since: &mut Option<Instant>,
    ) -> Trouble {
        let reason = match trouble {
            Trouble::Silent(reason) => reason,
            Trouble::Away(_) => {
                *silent_since = None;
                return trouble;
            }
            Trouble::Moved | Trouble::Alarm(_) => return trouble,
        };
        if !self.broker.is_connected() {
            *silent_since = None;
            return Trouble::Away(reason);
        }
        if silent_since.get_or_insert_with(Instant::now).elapsed() < PATIENCE {
            return Trouble::Away(reason);
        }
        tracing::debug!(stream = self.broker.name(), reason, "the broker fails");
        let position = at.unwrap_or(self.state.borrow().position);
        Trouble::Alarm(Alarm::TakesNothing { position })
    }

    /// The stream's last sequence, once it is sure that the stream is the
    /// beginning of this feed.
    async fn synchronise(&self) -> Result<u64, Trouble> {
        let tail = self.broker.tail().await?;
        // Read after the stream, which can only hold what was committed.
        let feed = limit::in_time(self.feed.head()).await?;
        if tail.sequence > feed {
            return Err(Trouble::Alarm(Alarm::StreamAhead {
                stream: tail.sequence,
                feed,
            }));
        }
        if let Some(event_id) = tail.event_id {
            let read = self.feed.read(tail.sequence.saturating_sub(1), 1);
            let row: Option<FeedRow> = limit::in_time(read).await?.pop();
            if row.is_none_or(|row| row.event_id.to_string() != event_id) {
                return Err(Trouble::Alarm(Alarm::Diverged {
                    position: tail.sequence,
                }));
            }
        }
        Ok(tail.sequence)
    }

    fn settled(&self, position: u64) {
        let settled = RelayState {
            position,
            connected: true,
            alarm: None,
        };
        let before = self.state.send_replace(settled);
        if !before.connected || before.alarm.is_some() {
            tracing::info!(
                stream = self.broker.name(),
                position,
                "the relay carries the feed"
            );
        }
        if before.position != position || before.alarm.is_some() {
            telemetry::relayed(self.broker.name(), position, false);
        }
    }

    /// Says once what is wrong, and how long to wait.
    fn note(&self, trouble: Trouble) -> Duration {
        let stream = self.broker.name();
        match trouble {
            Trouble::Moved => MOVED,
            Trouble::Alarm(alarm) => {
                let before = self.state.borrow().clone();
                if before.alarm.as_ref() != Some(&alarm) {
                    tracing::error!(stream, %alarm, "the relay has stopped");
                    telemetry::relayed(stream, before.position, true);
                }
                let pause = match alarm {
                    Alarm::TakesNothing { .. } => STALLED.min(self.recheck),
                    _ => self.recheck,
                };
                self.state.send_replace(RelayState {
                    position: before.position,
                    connected: true,
                    alarm: Some(alarm),
                });
                pause
            }
            Trouble::Silent(reason) | Trouble::Away(reason) => {
                let first = self.state.borrow().position == 0 && !self.state.borrow().connected;
                let changed = self
                    .state
                    .send_if_modified(|state| std::mem::replace(&mut state.connected, false));
                if changed {
                    tracing::warn!(stream, reason, "the relay waits");
                } else if first {
                    tracing::debug!(stream, reason, "the relay waits for its first connection");
                }
                RETRY
            }
        }
    }
}
