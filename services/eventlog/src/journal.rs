//! What a service adds to the log: its public events and its read models.

use futures::future::BoxFuture;
use kernel::{aggregate::Aggregate, metadata::Metadata};
use sqlx::PgConnection;
use uuid::Uuid;

/// The private event of an aggregate.
pub type EventOf<J> = <<J as Journal>::Aggregate as Aggregate>::Event;
/// The refusal of an aggregate.
pub type RefusalOf<J> = <<J as Journal>::Aggregate as Aggregate>::Refusal;

/// How one kind of aggregate is published and projected.
pub trait Journal: Send + Sync + 'static {
    type Aggregate: Aggregate;

    /// The public event, or nothing; `after` is the state after the event.
    /// Stored events are never published as they are.
    fn publish(
        &self,
        recorded: &Recorded<EventOf<Self>>,
        after: &Self::Aggregate,
    ) -> Option<PublicEvent>;

    /// Writes the service's own read models, for many aggregates at once and
    /// in the transaction of their events. Sorted by id, each id once, so that
    /// two replicas lock rows in the same order.
    fn project<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        changes: &'a [Change<Self::Aggregate>],
    ) -> BoxFuture<'a, Result<(), sqlx::Error>>;

    /// The refusal that a violated constraint of a read model stands for.
    fn refusal_of(&self, constraint: &str) -> Option<RefusalOf<Self>>;
}

/// A private event with what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded<E> {
    pub stream: Uuid,
    /// 1 for the first event of an aggregate.
    pub version: u64,
    pub event: E,
    pub metadata: Metadata,
}

/// What one transaction does to one aggregate.
#[derive(Clone, Debug, PartialEq)]
pub struct Change<A: Aggregate> {
    pub id: Uuid,
    /// After the change.
    pub version: u64,
    pub events: Vec<Recorded<A::Event>>,
    /// Before the first of the events, for read models with a row an event.
    pub before: A,
    /// After the change.
    pub state: A,
}

/// An event for everybody, as it will stand in the feed and on NATS.
#[derive(Clone, Debug, PartialEq)]
pub struct PublicEvent {
    /// The CloudEvents type, e.g. `asf.registry.v1.EnterpriseListed`.
    pub r#type: &'static str,
    /// The NATS subject.
    pub subject: String,
    /// The resource name, e.g. `enterprises/<uuid>`; events of one resource
    /// are parked together when one of them cannot be applied.
    pub resource: String,
    /// Canonical proto3 JSON of the event's message.
    pub data: serde_json::Value,
}

/// The id of an event, in the feed as its CloudEvents id. The same for the same
/// event wherever it is computed, so that no random number is needed: UUIDv5 of
/// the version in the name space of the stream.
#[must_use]
pub fn event_id<A: Aggregate>(stream: Uuid, version: u64) -> Uuid {
    let name = format!("{}/{stream}/{version}", A::NAME);
    Uuid::new_v5(&stream, name.as_bytes())
}
