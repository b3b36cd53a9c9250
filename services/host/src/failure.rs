//! Why a call has no answer, and the status that the caller gets.

use std::{error::Error, time::Duration};

use chassis::status;
use eventlog::{availability, command::ExecuteError};
use kernel::fault::ErrorReason;
use tonic::{Code, Status};

/// When it is worth while to try again.
const RETRY_AFTER: Duration = Duration::from_secs(1);
/// The same where the database is away: it is back in seconds, not at once.
const RETRY_AFTER_AWAY: Duration = Duration::from_secs(5);

/// Why a handler has no answer.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// With the reason that the caller is told.
    #[error(transparent)]
    Refused(#[from] Status),
    /// A failure of ours, of which the caller is told nothing.
    #[error(transparent)]
    Internal(#[from] Box<dyn Error + Send + Sync>),
}

/// An aggregate's refusal on the wire.
pub trait Refusal: Error + 'static {
    /// The refusal with its stable reason.
    fn status(&self) -> Status;

    /// Somebody else changed the aggregate since the caller read it.
    fn stale() -> Status {
        stale("it")
    }
}

/// A failure of ours.
pub fn internal(error: impl Into<Box<dyn Error + Send + Sync>>) -> CallError {
    CallError::Internal(error.into())
}

/// Somebody else changed `what`, e.g. "the enterprise", since the caller read it.
pub fn stale(what: &str) -> Status {
    let message =
        format!("Somebody has changed {what} since; read it again and repeat the change.");
    status::refusal(Code::Aborted, ErrorReason::StaleEtag, message)
}

/// The idempotency key stands for another request.
pub fn key_reused() -> Status {
    let message = "The idempotency key was used for another request; take a new one.";
    status::refusal(Code::FailedPrecondition, ErrorReason::KeyReused, message)
}

/// More work than can be taken at the moment.
pub fn busy() -> Status {
    status::busy(RETRY_AFTER)
}

impl From<sqlx::Error> for CallError {
    fn from(error: sqlx::Error) -> Self {
        internal(error)
    }
}

impl<R: Refusal> From<ExecuteError<R>> for CallError {
    fn from(error: ExecuteError<R>) -> Self {
        match error {
            ExecuteError::Refused(refusal) => refusal.status().into(),
            ExecuteError::WrongVersion { .. } => R::stale().into(),
            ExecuteError::KeyReused => key_reused().into(),
            ExecuteError::Busy => busy().into(),
            ExecuteError::Database(error) => internal(error),
            ExecuteError::Corrupt(reason) => internal(reason),
        }
    }
}

/// Writes the one log line about a failure of ours.
impl From<CallError> for Status {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Refused(status) => status,
            CallError::Internal(error) if availability::is_away(error.as_ref()) => {
                tracing::error!(%error, "a call failed: the database is away");
                status::unavailable(RETRY_AFTER_AWAY)
            }
            CallError::Internal(error) => {
                tracing::error!(%error, "a call failed");
                status::internal()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("the oven is cold")]
    struct Cold;

    impl Refusal for Cold {
        fn status(&self) -> Status {
            status::refusal(
                Code::FailedPrecondition,
                ErrorReason::Closed,
                self.to_string(),
            )
        }
    }

    fn told(error: ExecuteError<Cold>) -> (Code, String) {
        let status = Status::from(CallError::from(error));
        let reason = status::reason(&status).unwrap();
        (status.code(), reason)
    }

    #[test]
    fn each_failure_of_a_command_has_its_stable_reason() {
        let (expected, actual) = (1, 2);
        for (error, code, reason) in [
            (
                ExecuteError::Refused(Cold),
                Code::FailedPrecondition,
                "CLOSED",
            ),
            (
                ExecuteError::WrongVersion { expected, actual },
                Code::Aborted,
                "STALE_ETAG",
            ),
            (
                ExecuteError::KeyReused,
                Code::FailedPrecondition,
                "KEY_REUSED",
            ),
            (ExecuteError::Busy, Code::Unavailable, "BUSY"),
            (
                ExecuteError::Database(sqlx::Error::PoolTimedOut),
                Code::Unavailable,
                "UNAVAILABLE",
            ),
            (
                ExecuteError::Database(sqlx::Error::RowNotFound),
                Code::Internal,
                "INTERNAL",
            ),
        ] {
            assert_eq!(told(error), (code, reason.to_owned()));
        }
    }

    #[test]
    fn a_database_that_is_away_says_when_to_try_again() {
        let away = CallError::from(sqlx::Error::WorkerCrashed);
        let status = Status::from(away);
        assert_eq!(status.code(), Code::Unavailable);
        assert_eq!(status::retry_after(&status), Some(RETRY_AFTER_AWAY));
    }

    #[test]
    fn a_failure_of_ours_tells_the_caller_nothing() {
        let corrupt = ExecuteError::<Cold>::Corrupt("secret".to_owned());
        let status = Status::from(CallError::from(corrupt));
        assert_eq!(status.code(), Code::Internal);
        assert!(!status.message().contains("secret"));
    }
}
