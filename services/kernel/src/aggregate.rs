//! The decider pattern: a command and a state decide events, and events
//! evolve the state. Everything else is somebody else's work.

use std::fmt::Debug;

use serde::{Serialize, de::DeserializeOwned};
use time::OffsetDateTime;

/// A consistency boundary whose state is the fold of its events.
pub trait Aggregate:
    Clone + Default + PartialEq + Debug + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// The first part of the stream id, `<NAME>/<uuid>`.
    const NAME: &'static str;
    /// Raise it when the serialized state changes shape: older snapshots are
    /// then ignored and the stream is folded from its first event.
    const SNAPSHOT_SHAPE: i32;

    type Command: Clone + Debug + Send + Sync + 'static;
    type Event: DomainEvent;
    type Refusal: std::error::Error + Clone + PartialEq + Send + Sync + 'static;

    /// What happens when the command meets this state. An empty list means
    /// that the command changes nothing.
    ///
    /// # Errors
    /// The rule that forbids the command, in words for the person who gave it.
    fn decide(
        &self,
        command: &Self::Command,
        at: OffsetDateTime,
    ) -> Result<Vec<Self::Event>, Self::Refusal>;

    /// The state after the event. It cannot fail: the event has happened.
    fn evolve(&mut self, event: &Self::Event);
}

/// An event as its aggregate sees it. Serialized as
/// `{"type": "...", "data": {...}}` (`#[serde(tag = "type", content = "data")]`).
pub trait DomainEvent:
    Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// Turns a stored shape of any age into today's.
    #[must_use]
    fn upcast(stored: StoredEvent) -> StoredEvent {
        stored
    }
}

/// An event as it lies in the log, before it is read as today's type.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredEvent {
    pub r#type: String,
    pub data: serde_json::Value,
}
