//! Events and states between their types and their rows.

use std::{collections::HashMap, sync::Arc};

use kernel::{
    aggregate::{Aggregate, DomainEvent, StoredEvent},
    metadata::Metadata,
};
use serde_json::Value;
use sqlx::{AssertSqlSafe, FromRow, PgConnection};
use uuid::Uuid;

use crate::{journal::Recorded, schema::Schema};

/// A state with the version it stands at.
#[derive(Clone, Debug)]
pub(crate) struct Folded<A> {
    pub(crate) state: A,
    pub(crate) version: u64,
}

impl<A: Default> Default for Folded<A> {
    fn default() -> Self {
        Self {
            state: A::default(),
            version: 0,
        }
    }
}

/// `enterprise/<uuid>`.
pub(crate) fn stream_id<A: Aggregate>(id: Uuid) -> String {
    format!("{}/{id}", A::NAME)
}

/// The aggregate's own id out of its stream id.
pub(crate) fn aggregate_id<A: Aggregate>(stream_id: &str) -> Option<Uuid> {
    let id = stream_id.strip_prefix(A::NAME)?.strip_prefix('/')?;
    Uuid::parse_str(id).ok()
}

/// An event's type and data as they are stored.
pub(crate) fn encode<E: DomainEvent>(event: &E) -> Result<(String, String), String> {
    let mut value = serde_json::to_value(event).map_err(|error| error.to_string())?;
    let fields = value.as_object_mut().ok_or("an event is no JSON object")?;
    let data = fields.remove("data").unwrap_or(Value::Null);
    match fields.remove("type") {
        Some(Value::String(r#type)) => Ok((r#type, data.to_string())),
        _ => Err("an event has no \"type\"".to_owned()),
    }
}

/// A stored event of any age as today's type.
pub(crate) fn decode<E: DomainEvent>(r#type: String, data: &str) -> Result<E, String> {
    let data = serde_json::from_str(data).map_err(|error| format!("{type}: {error}"))?;
    let stored = E::upcast(StoredEvent { r#type, data });
    let named = stored.r#type.clone();
    let value = if stored.data.is_null() {
        serde_json::json!({ "type": stored.r#type })
    } else {
        serde_json::json!({ "type": stored.r#type, "data": stored.data })
    };
    serde_json::from_value(value).map_err(|error| format!("{named}: {error}"))
}

/// A row of a stream: a snapshot when it has no type.
#[derive(FromRow)]
struct Row {
    stream_id: String,
    version: i64,
    r#type: Option<String>,
    data: String,
}

/// What was found of each stream; a stream that cannot be read does not hide
/// the others.
pub(crate) type Streams<A> = HashMap<Uuid, Result<Folded<A>, String>>;

/// Reads many streams in one statement.
pub(crate) struct Loader {
    sql: Arc<str>,
    history: Arc<str>,
}

/// Fits no snapshot, so that a stream is read from its first event.
const NO_SHAPE: i32 = i32::MIN;

impl Loader {
    pub(crate) fn new(schema: &Schema) -> Self {
        Self {
            // LATERAL keeps the planner on the indexes, also while it thinks
            // that the tables are small.
            sql: schema.fill(
                "SELECT found.stream_id, found.version, found.type, found.data
                 FROM unnest($1::TEXT[]) AS wanted (id)
                 LEFT JOIN LATERAL (
                     SELECT version, state FROM {schema}.snapshots
                     WHERE stream_id = wanted.id AND shape = $2
                     LIMIT 1
                 ) AS snapshot ON TRUE
                 CROSS JOIN LATERAL (
                     SELECT wanted.id, snapshot.version, NULL::TEXT, snapshot.state::TEXT
                     WHERE snapshot.version IS NOT NULL
                     UNION ALL
                     (SELECT stream_id, version, type, data::TEXT FROM {schema}.events
                      WHERE stream_id = wanted.id AND version > COALESCE(snapshot.version, 0)
                      ORDER BY version)
                 ) AS found (stream_id, version, type, data)
                 ORDER BY found.stream_id, found.version",
            ),
            history: schema.fill(
                "SELECT version, type, data::TEXT, metadata::TEXT
                 FROM {schema}.events WHERE stream_id = $1 ORDER BY version",
            ),
        }
    }

    /// Streams without an event are not in the answer.
    pub(crate) async fn load<A: Aggregate>(
        &self,
        connection: &mut PgConnection,
        ids: &[Uuid],
    ) -> Result<Streams<A>, sqlx::Error> {
        let (mut streams, unfit) = self.read::<A>(connection, ids, A::SNAPSHOT_SHAPE).await?;
        if !unfit.is_empty() {
            tracing::warn!(
                aggregate = A::NAME,
                streams = unfit.len(),
                "snapshots do not fit"
            );
            let (again, _) = self.read::<A>(connection, &unfit, NO_SHAPE).await?;
            streams.extend(again);
        }
        Ok(streams)
    }

    /// The second answer: streams whose snapshot has the right shape and yet
    /// cannot be read.
    async fn read<A: Aggregate>(
        &self,
        connection: &mut PgConnection,
        ids: &[Uuid],
        shape: i32,
    ) -> Result<(Streams<A>, Vec<Uuid>), sqlx::Error> {
        let stream_ids: Vec<String> = ids.iter().map(|id| stream_id::<A>(*id)).collect();
        let rows: Vec<Row> = sqlx::query_as(AssertSqlSafe(Arc::clone(&self.sql)))
            .bind(stream_ids)
            .bind(shape)
            .fetch_all(connection)
            .await?;
        let mut streams = Streams::new();
        let mut unfit = Vec::new();
        for row in rows {
            let Some(id) = aggregate_id::<A>(&row.stream_id) else {
                continue;
            };
            let is_snapshot = row.r#type.is_none();
            let stream = streams.entry(id).or_insert_with(|| Ok(Folded::default()));
            add(stream, row);
            if is_snapshot && stream.is_err() {
                unfit.push(id);
            }
        }
        Ok((streams, unfit))
    }

    /// Every event of one stream with its metadata.
    pub(crate) async fn history<A: Aggregate>(
        &self,
        connection: &mut PgConnection,
        id: Uuid,
    ) -> Result<Result<Vec<Recorded<A::Event>>, String>, sqlx::Error> {
        let rows: Vec<(i64, String, String, String)> =
            sqlx::query_as(AssertSqlSafe(Arc::clone(&self.history)))
                .bind(stream_id::<A>(id))
                .fetch_all(connection)
                .await?;
        Ok(rows
            .into_iter()
            .map(|(version, r#type, data, metadata)| {
                recorded::<A>(id, version, r#type, &data, &metadata)
            })
            .collect())
    }
}

pub(crate) fn recorded<A: Aggregate>(
    stream: Uuid,
    version: i64,
    r#type: String,
    data: &str,
    metadata: &str,
) -> Result<Recorded<A::Event>, String> {
    let metadata: Metadata = serde_json::from_str(metadata)
        .map_err(|error| format!("{}/{stream} version {version}: {error}", A::NAME))?;
    let event = decode(r#type, data)
        .map_err(|error| format!("{}/{stream} version {version}: {error}", A::NAME))?;
    Ok(Recorded {
        stream,
        version: version.unsigned_abs(),
        event,
        metadata,
    })
}

fn add<A: Aggregate>(stream: &mut Result<Folded<A>, String>, row: Row) {
    let Ok(folded) = stream else { return };
    let result = match row.r#type {
        None => serde_json::from_str(&row.data)
            .map(|state| folded.state = state)
            .map_err(|error| error.to_string()),
        Some(r#type) => {
            decode::<A::Event>(r#type, &row.data).map(|event| folded.state.evolve(&event))
        }
    };
    folded.version = row.version.unsigned_abs();
    if let Err(reason) = result {
        *stream = Err(format!(
            "{} version {}: {reason}",
            row.stream_id, row.version
        ));
    }
}
