//! The rows of a group as arrays, and the one statement that writes them.

use std::sync::Arc;

use kernel::aggregate::Aggregate;
use sqlx::{AssertSqlSafe, PgConnection};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    feed::signed,
    journal::{self, Change, PublicEvent, Recorded},
    schema::Schema,
    stored,
};

/// The stream takes messages of 256 KiB with their headers; an event that NATS
/// would refuse for ever must not get into the feed.
const LARGEST_EVENT: usize = 240 * 1024;

/// Takes the head of the log and writes everything in one round trip. Each
/// INSERT reads from `head`, so that none begins before the lock is held:
/// replicas then never wait for each other's rows here, and positions come in
/// the order of the commits.
const WRITE: &str = "
    WITH head AS (
        UPDATE {schema}.log_head
        SET sequence = sequence + cardinality($1::TEXT[]),
            position = position + cardinality($7::UUID[])
        RETURNING sequence - cardinality($1::TEXT[]) AS sequence,
                  position - cardinality($7::UUID[]) AS position
    ), new_events AS (
        INSERT INTO {schema}.events
            (sequence, committed_from, stream_id, version, type, data, metadata, recorded_at)
        SELECT head.sequence + row.nth, head.sequence + 1, row.stream_id, row.version, row.type,
               row.data::JSONB, row.metadata::JSONB, row.recorded_at
        FROM head, unnest($1::TEXT[], $2::BIGINT[], $3::TEXT[], $4::TEXT[], $5::TEXT[],
                          $6::TIMESTAMPTZ[])
            WITH ORDINALITY AS row (stream_id, version, type, data, metadata, recorded_at, nth)
    ), new_feed AS (
        INSERT INTO {schema}.feed
            (position, event_id, type, subject, resource, data, traceparent, recorded_at)
        SELECT head.position + row.nth, row.event_id, row.type, row.subject, row.resource,
               row.data::JSONB, row.traceparent, row.recorded_at
        FROM head, unnest($7::UUID[], $8::TEXT[], $9::TEXT[], $10::TEXT[], $11::TEXT[],
                          $12::TEXT[], $13::TIMESTAMPTZ[])
            WITH ORDINALITY
            AS row (event_id, type, subject, resource, data, traceparent, recorded_at, nth)
    ), new_commands AS (
        INSERT INTO {schema}.commands
            (id, request_hash, stream, version, position, recorded_at)
        SELECT row.id, row.request_hash, row.stream, row.version, head.position + row.after,
               row.recorded_at
        FROM head, unnest($14::TEXT[], $15::BYTEA[], $16::UUID[], $17::BIGINT[], $18::BIGINT[],
                          $19::TIMESTAMPTZ[])
            AS row (id, request_hash, stream, version, after, recorded_at)
    ), new_snapshots AS (
        INSERT INTO {schema}.snapshots AS kept (stream_id, version, shape, state)
        SELECT row.stream_id, row.version, $23, row.state::JSONB
        FROM head, unnest($20::TEXT[], $21::BIGINT[], $22::TEXT[])
            AS row (stream_id, version, state)
        ON CONFLICT (stream_id) DO UPDATE
            SET version = excluded.version, shape = excluded.shape, state = excluded.state
    )
    SELECT head.position FROM head";

#[derive(Default)]
struct Events {
    stream_id: Vec<String>,
    version: Vec<i64>,
    r#type: Vec<String>,
    data: Vec<String>,
    metadata: Vec<String>,
    recorded_at: Vec<OffsetDateTime>,
}

#[derive(Default)]
struct Public {
    event_id: Vec<Uuid>,
    r#type: Vec<String>,
    subject: Vec<String>,
    resource: Vec<String>,
    data: Vec<String>,
    traceparent: Vec<Option<String>>,
    recorded_at: Vec<OffsetDateTime>,
}

#[derive(Default)]
struct Answers {
    id: Vec<String>,
    request_hash: Vec<Vec<u8>>,
    stream: Vec<Uuid>,
    version: Vec<i64>,
    after: Vec<i64>,
    recorded_at: Vec<OffsetDateTime>,
}

#[derive(Default)]
struct Snapshots {
    stream_id: Vec<String>,
    version: Vec<i64>,
    state: Vec<String>,
}

/// Everything that a group writes beside its read models.
#[derive(Default)]
pub(super) struct Rows {
    events: Events,
    public: Public,
    answers: Answers,
    snapshots: Snapshots,
}

/// The answer to a command that came with a key.
pub(super) struct Answer {
    pub(super) key: String,
    pub(super) request_hash: [u8; 32],
    pub(super) stream: Uuid,
    pub(super) version: u64,
    /// Public events of the group up to and with this command.
    pub(super) after: u64,
    pub(super) at: OffsetDateTime,
}

impl Rows {
    pub(super) fn add_event<A: Aggregate>(
        &mut self,
        entry: &Recorded<A::Event>,
    ) -> Result<(), String> {
        let (r#type, data) = stored::encode(&entry.event)?;
        let metadata = serde_json::to_string(&entry.metadata).map_err(|it| it.to_string())?;
        self.events
            .stream_id
            .push(stored::stream_id::<A>(entry.stream));
        self.events.version.push(signed(entry.version));
        self.events.r#type.push(r#type);
        self.events.data.push(data);
        self.events.metadata.push(metadata);
        self.events.recorded_at.push(entry.metadata.at);
        Ok(())
    }

    pub(super) fn add_public<A: Aggregate>(
        &mut self,
        entry: &Recorded<A::Event>,
        event: PublicEvent,
    ) -> Result<(), String> {
        let data = event.data.to_string();
        let size = size_in_feed(&data);
        if size > LARGEST_EVENT {
            return Err(format!(
                "{} of {size} bytes is too large to send",
                event.r#type
            ));
        }
        let public = &mut self.public;
        public
            .event_id
            .push(journal::event_id::<A>(entry.stream, entry.version));
        public.r#type.push(event.r#type.to_owned());
        public.subject.push(event.subject);
        public.resource.push(event.resource);
        public.data.push(data);
        public.traceparent.push(entry.metadata.traceparent.clone());
        public.recorded_at.push(entry.metadata.at);
        Ok(())
    }

    pub(super) fn add_answer(&mut self, answer: Answer) {
        let answers = &mut self.answers;
        answers.id.push(answer.key);
        answers.request_hash.push(answer.request_hash.to_vec());
        answers.stream.push(answer.stream);
        answers.version.push(signed(answer.version));
        answers.after.push(signed(answer.after));
        answers.recorded_at.push(answer.at);
    }

    /// A state that cannot be serialized is folded from its events instead.
    pub(super) fn add_snapshot<A: Aggregate>(&mut self, change: &Change<A>) {
        match serde_json::to_string(&change.state) {
            Ok(state) => {
                let stream_id = stored::stream_id::<A>(change.id);
                self.snapshots.stream_id.push(stream_id);
                self.snapshots.version.push(signed(change.version));
                self.snapshots.state.push(state);
            }
            Err(error) => {
                tracing::warn!(%error, aggregate.id = %change.id, "no snapshot can be taken");
            }
        }
    }

    pub(super) fn public_events(&self) -> u64 {
        self.public.event_id.len() as u64
    }

    pub(super) fn is_empty(&self) -> bool {
        self.events.version.is_empty() && self.answers.id.is_empty()
    }

    /// Adds the events of one command; the other rows are added once for all.
    pub(super) fn append(&mut self, other: Self) {
        let (events, more) = (&mut self.events, other.events);
        events.stream_id.extend(more.stream_id);
        events.version.extend(more.version);
        events.r#type.extend(more.r#type);
        events.data.extend(more.data);
        events.metadata.extend(more.metadata);
        events.recorded_at.extend(more.recorded_at);
        let (public, more) = (&mut self.public, other.public);
        public.event_id.extend(more.event_id);
        public.r#type.extend(more.r#type);
        public.subject.extend(more.subject);
        public.resource.extend(more.resource);
        public.data.extend(more.data);
        public.traceparent.extend(more.traceparent);
        public.recorded_at.extend(more.recorded_at);
    }
}

/// At most so many bytes come out of the feed: Postgres writes a space after
/// each comma and colon.
fn size_in_feed(json: &str) -> usize {
    let spaces = json
        .bytes()
        .filter(|byte| matches!(byte, b',' | b':'))
        .count();
    json.len() + spaces
}

/// The statement that ends a group, for one schema.
pub(super) struct Writer(Arc<str>);

impl Writer {
    pub(super) fn new(schema: &Schema) -> Self {
        Self(schema.fill(WRITE))
    }

    /// Answers the feed's position before the group. The caller commits at
    /// once: until then everybody else waits for the head.
    pub(super) async fn write(
        &self,
        tx: &mut PgConnection,
        rows: Rows,
        shape: i32,
    ) -> Result<u64, sqlx::Error> {
        let Rows {
            events,
            public,
            answers,
            snapshots,
        } = rows;
        let before: i64 = sqlx::query_scalar(AssertSqlSafe(Arc::clone(&self.0)))
            .bind(events.stream_id)
            .bind(events.version)
            .bind(events.r#type)
            .bind(events.data)
            .bind(events.metadata)
            .bind(events.recorded_at)
            .bind(public.event_id)
            .bind(public.r#type)
            .bind(public.subject)
            .bind(public.resource)
            .bind(public.data)
            .bind(public.traceparent)
            .bind(public.recorded_at)
            .bind(answers.id)
            .bind(answers.request_hash)
            .bind(answers.stream)
            .bind(answers.version)
            .bind(answers.after)
            .bind(answers.recorded_at)
            .bind(snapshots.stream_id)
            .bind(snapshots.version)
            .bind(snapshots.state)
            .bind(shape)
            .fetch_one(tx)
            .await?;
        Ok(before.unsigned_abs())
    }
}
