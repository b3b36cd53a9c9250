//! Who gives a command, when and on what condition.

use chassis::{command::Given, telemetry};
use eventlog::command::{Idempotency, Request};
use kernel::{aggregate::Aggregate, metadata::Metadata};
use time::OffsetDateTime;
use uuid::Uuid;

/// What the log has to know beside a command.
#[derive(Clone, Debug)]
pub struct CommandContext {
    pub metadata: Metadata,
    /// The version that the command was made from, where its giver says so.
    pub expected_version: Option<u64>,
    pub idempotency: Option<Idempotency>,
}

impl CommandContext {
    /// `actor` is a subject id or the name of a part of the system.
    pub fn of(actor: impl Into<String>, at: OffsetDateTime) -> Self {
        Self {
            metadata: Metadata {
                actor: actor.into(),
                at: to_micros(at),
                traceparent: telemetry::traceparent(),
            },
            expected_version: None,
            idempotency: None,
        }
    }

    /// What came beside a request.
    pub fn given(given: &Given, at: OffsetDateTime) -> Self {
        let idempotency = given.key.as_ref().map(|key| Idempotency {
            key: key.scoped.clone(),
            request_hash: key.request_hash,
        });
        Self {
            idempotency,
            ..Self::of(given.actor(), at)
        }
    }

    /// The time of the command.
    pub fn at(&self) -> OffsetDateTime {
        self.metadata.at
    }

    /// The command for one aggregate, as the log takes it.
    pub fn request<A: Aggregate>(self, id: Uuid, command: A::Command) -> Request<A> {
        Request {
            id,
            command,
            expected_version: self.expected_version,
            idempotency: self.idempotency,
            metadata: self.metadata,
        }
    }
}

/// As Postgres keeps it: a time that is read back equals the one written.
fn to_micros(at: OffsetDateTime) -> OffsetDateTime {
    let nanos = at.nanosecond();
    at.replace_nanosecond(nanos - nanos % 1000).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_time_is_what_postgres_keeps_of_it() {
        let context = CommandContext::of("system", datetime!(2027-03-01 12:00:00.123456789 UTC));
        assert_eq!(context.at(), datetime!(2027-03-01 12:00:00.123456 UTC));
    }
}
