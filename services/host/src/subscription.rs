//! What an event of another service causes: a command under the event's id,
//! which counts once however often the event comes.

use eventlog::{
    command::{ExecuteError, Idempotency},
    feed::FeedRow,
    projector::ApplyError,
};
use time::OffsetDateTime;

use crate::context::CommandContext;

/// The context of a command that an event causes. `key` names the event, and what
/// the command is for where one event causes several.
pub fn caused_by(event: &FeedRow, actor: &str, at: OffsetDateTime, key: String) -> CommandContext {
    let mut context = CommandContext::of(actor, at);
    context.metadata.traceparent.clone_from(&event.traceparent);
    context.idempotency = Some(Idempotency {
        key,
        request_hash: *blake3::hash(event.data.as_bytes()).as_bytes(),
    });
    context
}

/// Whether an event whose command failed is tried again or parked.
pub fn failed<R: std::error::Error + 'static>(failure: ExecuteError<R>) -> ApplyError {
    match failure {
        ExecuteError::Database(error) => ApplyError::Database(error),
        // Tried again until there is room.
        ExecuteError::Busy => ApplyError::Database(sqlx::Error::PoolTimedOut),
        ExecuteError::Refused(_)
        | ExecuteError::WrongVersion { .. }
        | ExecuteError::KeyReused
        | ExecuteError::Corrupt(_) => ApplyError::Poison(failure.to_string()),
    }
}
