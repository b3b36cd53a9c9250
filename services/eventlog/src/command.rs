//! What goes into the log as a command and comes out as an answer.

use kernel::{aggregate::Aggregate, metadata::Metadata};
use uuid::Uuid;

/// One command for one aggregate.
#[derive(Clone, Debug)]
pub struct Request<A: Aggregate> {
    /// The aggregate; for a new one, an id that nobody has.
    pub id: Uuid,
    pub command: A::Command,
    /// The version that the command was made from. Without it, the command is
    /// decided again when another one came first.
    pub expected_version: Option<u64>,
    pub idempotency: Option<Idempotency>,
    pub metadata: Metadata,
}

/// Lets a caller repeat a command whose answer it did not get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idempotency {
    /// Already scoped by the caller: two callers may choose the same word.
    pub key: String,
    /// Tells a repeated request from another one under the same key.
    pub request_hash: [u8; 32],
}

/// The command is in the log, durably.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub id: Uuid,
    /// The aggregate's version after the command.
    pub version: u64,
    /// The head of the feed after the command: a reader that waits for it
    /// reads what was written.
    pub position: u64,
    /// The key was known: this is the first answer, and nothing was done now.
    pub replayed: bool,
}

/// Why a command is not in the log. `R` is the aggregate's refusal.
#[derive(Debug, thiserror::Error)]
pub enum ExecuteError<R: std::error::Error + 'static> {
    /// The domain says no.
    #[error(transparent)]
    Refused(R),
    /// Somebody changed the aggregate since the caller read it.
    #[error("expected version {expected}, but it is {actual}")]
    WrongVersion { expected: u64, actual: u64 },
    /// The idempotency key stands for another request.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// The queue is full, or the time limit passed; in the second case the
    /// command may still be carried out, so repeat it with its key.
    #[error("too busy; try again")]
    Busy,
    /// When the connection broke during the commit, the outcome is not known.
    #[error("the database failed")]
    Database(#[source] sqlx::Error),
    /// A stored event cannot be read, or a public event cannot be sent.
    #[error("{0}")]
    Corrupt(String),
}
