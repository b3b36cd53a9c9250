//! The task that takes commands from the queue and commits them in groups.
//!
//! A group is whatever is queued when the last one is done, and what comes
//! within about a millisecond while more is expected. When a group fails it is
//! halved until the command is alone that made it fail, so that one bad
//! command never hurts its neighbours.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures::FutureExt;
use sqlx::{PgPool, Postgres, pool::PoolConnection};
use tokio::{
    sync::{mpsc, oneshot},
    time::Instant,
};

use crate::{
    command::{ExecuteError, Receipt, Request},
    failure::{self, Kind},
    feed::Feed,
    journal::{Journal, RefusalOf},
    log::{
        Settings,
        group::{Committed, Failure, Transactor, Turn},
    },
    telemetry,
};

/// How often a command is decided again when others keep coming first.
const TRIES: u32 = 20;
/// After so long without a command the connection goes back to the pool.
const IDLE: Duration = Duration::from_millis(500);

type AnswerOf<J> = Result<Receipt, ExecuteError<RefusalOf<J>>>;

/// A command that waits for its answer.
pub(super) struct Job<J: Journal> {
    pub(super) request: Request<J::Aggregate>,
    pub(super) reply: oneshot::Sender<AnswerOf<J>>,
}

impl<J: Journal> Job<J> {
    /// A caller that has gone needs no answer.
    fn answer(self, answer: AnswerOf<J>) {
        let _gone = self.reply.send(answer);
    }
}

pub(super) struct Committer<J: Journal> {
    pub(super) queue: mpsc::Receiver<Job<J>>,
    pub(super) pool: PgPool,
    pub(super) transactor: Arc<Transactor<J>>,
    pub(super) feed: Feed,
    pub(super) settings: Settings,
    /// Kept between groups: taking one from the pool costs a round trip.
    pub(super) connection: Option<PoolConnection<Postgres>>,
    /// How many commands the next group will probably have.
    pub(super) expected: usize,
}

impl<J: Journal> Committer<J> {
    pub(super) async fn run(mut self) {
        while let Some(first) = self.next().await {
            let jobs = self.gather(first).await;
            let size = jobs.len();
            self.settle(jobs).await;
            self.expected = size + self.queue.len();
        }
    }

    async fn next(&mut self) -> Option<Job<J>> {
        if self.connection.is_some() {
            match tokio::time::timeout(IDLE, self.queue.recv()).await {
                Ok(job) => return job,
                Err(_) => self.connection = None,
            }
        }
        self.queue.recv().await
    }

    /// Callers that just got an answer come back within the millisecond, so
    /// waiting for as many as were there before makes the groups large; a
    /// caller that is alone never waits.
    async fn gather(&mut self, first: Job<J>) -> Vec<Job<J>> {
        let most = self.settings.batch.max(1);
        let mut jobs = vec![first];
        let deadline = Instant::now() + self.settings.linger;
        loop {
            while jobs.len() < most
                && let Ok(job) = self.queue.try_recv()
            {
                jobs.push(job);
            }
            if jobs.len() >= self.expected.min(most) {
                break;
            }
            match tokio::time::timeout_at(deadline, self.queue.recv()).await {
                Ok(Some(job)) => jobs.push(job),
                Ok(None) | Err(_) => break,
            }
        }
        jobs.retain(|job| !job.reply.is_closed());
        jobs
    }

    /// Commits the jobs in order, halving groups that fail.
    async fn settle(&mut self, jobs: Vec<Job<J>>) {
        let mut groups = vec![jobs];
        while let Some(mut group) = groups.pop() {
            if group.len() <= 1 {
                if let Some(job) = group.pop() {
                    self.settle_one(job).await;
                }
                continue;
            }
            match self.attempt(&group, Turn::Takes).await {
                Ok(committed) => self.reply(group, committed),
                Err(fault) if fault.is_of_all() => {
                    tracing::error!(group.size = group.len(), %fault, "a group failed");
                    for job in group {
                        job.answer(Err(fault.answer()));
                    }
                }
                Err(_) => {
                    let later = group.split_off(group.len() / 2);
                    groups.push(later);
                    groups.push(group);
                }
            }
        }
    }

    fn reply(&self, group: Vec<Job<J>>, committed: Committed<RefusalOf<J>>) {
        self.feed.announce(committed.position);
        telemetry::committed(group.len());
        for (job, answer) in group.into_iter().zip(committed.answers) {
            job.answer(answer);
        }
    }

    /// A group of one: here a failure becomes an answer.
    async fn settle_one(&mut self, job: Job<J>) {
        let group = [job];
        let mut turn = Turn::Takes;
        for _ in 0..TRIES {
            let fault = match self.attempt(&group, turn).await {
                Ok(committed) => return self.reply(group.into(), committed),
                Err(fault) => fault,
            };
            match fault.kind() {
                // Somebody else came first: read again and decide again.
                Some(Kind::Conflict) => turn = Turn::Waits,
                Some(Kind::Constraint(name)) => {
                    let [job] = group;
                    let answer = self.broken_rule(&job.request, &name, &fault).await;
                    return job.answer(answer);
                }
                _ => {
                    tracing::error!(%fault, "a command failed");
                    let [job] = group;
                    return job.answer(Err(fault.answer()));
                }
            }
        }
        let [job] = group;
        job.answer(Err(ExecuteError::Busy));
    }

    /// The refusal that a constraint stands for, unless the row that is in the
    /// way came from the same request under the same key.
    async fn broken_rule(
        &mut self,
        request: &Request<J::Aggregate>,
        constraint: &str,
        fault: &Fault,
    ) -> AnswerOf<J> {
        match self.given_since(request).await {
            Ok(Some(answer)) => return answer,
            Ok(None) => {}
            Err(error) => return Err(ExecuteError::Database(error)),
        }
        match self.transactor.journal().refusal_of(constraint) {
            Some(refusal) => Err(ExecuteError::Refused(refusal)),
            None => {
                tracing::error!(%fault, constraint, "a command broke a rule that has no refusal");
                Err(fault.answer())
            }
        }
    }

    async fn given_since(
        &mut self,
        request: &Request<J::Aggregate>,
    ) -> Result<Option<AnswerOf<J>>, sqlx::Error> {
        let Some(idempotency) = &request.idempotency else {
            return Ok(None);
        };
        let mut connection = self.pool.acquire().await?;
        let given = self.transactor.given(&mut connection, &[request]).await?;
        Ok(given
            .get(&idempotency.key)
            .map(|given| given.answer_to(idempotency)))
    }

    /// One transaction, with a fresh connection when the kept one has gone bad.
    async fn attempt(
        &mut self,
        jobs: &[Job<J>],
        turn: Turn,
    ) -> Result<Committed<RefusalOf<J>>, Fault> {
        let had_connection = self.connection.is_some();
        let result = self.attempt_once(jobs, turn).await;
        match &result {
            Err(fault) if had_connection && fault.kind() == Some(Kind::Connection) => {
                self.attempt_once(jobs, turn).await
            }
            _ => result,
        }
    }

    async fn attempt_once(
        &mut self,
        jobs: &[Job<J>],
        turn: Turn,
    ) -> Result<Committed<RefusalOf<J>>, Fault> {
        let requests: Vec<_> = jobs.iter().map(|job| &job.request).collect();
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.pool.acquire().await.map_err(Failure::Before)?,
        };
        let run = self.transactor.run(&mut connection, &requests, turn);
        let caught = AssertUnwindSafe(run).catch_unwind();
        let result = match tokio::time::timeout(self.settings.time_limit, caught).await {
            Ok(Ok(result)) => result.map_err(Fault::from),
            Ok(Err(_)) => Err(Fault::Panic),
            Err(_) => Err(Fault::Late),
        };
        match &result {
            Err(fault) if fault.spoils_connection() => drop(connection.detach()),
            _ => self.connection = Some(connection),
        }
        result
    }
}

/// Why a group was not committed.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("{0}")]
    Before(sqlx::Error),
    #[error("no answer to the commit: {0}")]
    InCommit(sqlx::Error),
    #[error("the time limit passed")]
    Late,
    #[error("the service's own code panicked")]
    Panic,
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Before(error) => Self::Before(error),
            Failure::InCommit(error) => Self::InCommit(error),
        }
    }
}

impl Fault {
    /// What to do about it; nothing when the outcome is not known.
    fn kind(&self) -> Option<Kind> {
        match self {
            Self::Before(error) => Some(failure::kind(error)),
            Self::InCommit(_) | Self::Late | Self::Panic => None,
        }
    }

    /// Halving the group would not help: the fault is not in one command, or
    /// the group may be committed.
    fn is_of_all(&self) -> bool {
        match self {
            Self::Before(_) => self.kind() == Some(Kind::Connection),
            Self::InCommit(_) | Self::Late => true,
            Self::Panic => false,
        }
    }

    /// A connection that was left in the middle of something.
    fn spoils_connection(&self) -> bool {
        match self {
            Self::Before(_) => self.kind() == Some(Kind::Connection),
            Self::InCommit(_) | Self::Late | Self::Panic => true,
        }
    }

    fn answer<R: std::error::Error + 'static>(&self) -> ExecuteError<R> {
        match self {
            Self::Before(error) | Self::InCommit(error) => {
                ExecuteError::Database(failure::copy(error))
            }
            Self::Late => ExecuteError::Busy,
            Self::Panic => ExecuteError::Corrupt(self.to_string()),
        }
    }
}
