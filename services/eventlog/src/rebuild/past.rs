//! The events of one kind of aggregate, in the order in which they happened.

use std::{collections::HashMap, marker::PhantomData, sync::Arc};

use kernel::aggregate::Aggregate;
use sqlx::{AssertSqlSafe, FromRow, PgConnection};
use uuid::Uuid;

use crate::{
    feed::signed,
    journal::Recorded,
    rebuild::RebuildError,
    schema::Schema,
    stored::{self, Folded},
};

/// An event with its place among all events of the service.
pub(super) struct Past<E> {
    pub(super) sequence: u64,
    /// The same for all events of one transaction.
    pub(super) committed_from: i64,
    pub(super) entry: Recorded<E>,
}

pub(super) struct History<A> {
    after: Arc<str>,
    before: Arc<str>,
    chunk: usize,
    aggregate: PhantomData<fn() -> A>,
}

#[derive(FromRow)]
struct Row {
    sequence: i64,
    committed_from: i64,
    stream_id: String,
    version: i64,
    r#type: String,
    data: String,
    metadata: String,
}

impl<A: Aggregate> History<A> {
    pub(super) fn new(schema: &Schema, chunk: usize) -> Self {
        Self {
            after: schema.fill(
                "SELECT sequence, committed_from, stream_id, version, type, data::TEXT AS data,
                        metadata::TEXT AS metadata
                 FROM {schema}.events
                 WHERE sequence > $1 AND starts_with(stream_id, $2)
                 ORDER BY sequence
                 LIMIT $3",
            ),
            before: schema.fill(
                "SELECT past.stream_id, past.version, past.type, past.data::TEXT
                 FROM unnest($1::TEXT[], $2::BIGINT[]) AS wanted (id, version)
                 CROSS JOIN LATERAL (
                     SELECT stream_id, version, type, data FROM {schema}.events
                     WHERE stream_id = wanted.id AND version < wanted.version
                     ORDER BY version
                 ) AS past
                 ORDER BY past.stream_id, past.version",
            ),
            chunk: chunk.max(1),
            aggregate: PhantomData,
        }
    }

    /// The next events, about a chunk of them, and no part of a transaction.
    pub(super) async fn after(
        &self,
        connection: &mut PgConnection,
        sequence: u64,
    ) -> Result<Vec<Past<A::Event>>, RebuildError> {
        let mut limit = self.chunk;
        loop {
            let mut events = self.at_most(limit, connection, sequence).await?;
            if events.len() < limit {
                return Ok(events);
            }
            // The last transaction may go on behind the limit.
            let whole = start_of_transaction(&events, events.len() - 1);
            if whole > 0 {
                events.truncate(whole);
                return Ok(events);
            }
            limit *= 2;
        }
    }

    async fn at_most(
        &self,
        limit: usize,
        connection: &mut PgConnection,
        sequence: u64,
    ) -> Result<Vec<Past<A::Event>>, RebuildError> {
        let rows: Vec<Row> = sqlx::query_as(AssertSqlSafe(Arc::clone(&self.after)))
            .bind(signed(sequence))
            .bind(format!("{}/", A::NAME))
            .bind(signed(limit as u64))
            .fetch_all(connection)
            .await?;
        rows.into_iter().map(past::<A>).collect()
    }

    /// The states right before a version each, folded from the first event:
    /// a snapshot might be what is wrong.
    pub(super) async fn states_before(
        &self,
        connection: &mut PgConnection,
        wanted: &[(Uuid, u64)],
    ) -> Result<HashMap<Uuid, Folded<A>>, RebuildError> {
        let (ids, versions): (Vec<String>, Vec<i64>) = wanted
            .iter()
            .map(|(id, version)| (stored::stream_id::<A>(*id), signed(*version)))
            .unzip();
        let rows: Vec<(String, i64, String, String)> =
            sqlx::query_as(AssertSqlSafe(Arc::clone(&self.before)))
                .bind(ids)
                .bind(versions)
                .fetch_all(connection)
                .await?;
        let mut states: HashMap<Uuid, Folded<A>> = HashMap::new();
        for (stream_id, version, r#type, data) in rows {
            let id = id_of::<A>(&stream_id)?;
            let event = stored::decode(r#type, &data).map_err(|reason| {
                RebuildError::Corrupt(format!("{stream_id} version {version}: {reason}"))
            })?;
            let folded = states.entry(id).or_default();
            folded.state.evolve(&event);
            folded.version = version.unsigned_abs();
        }
        Ok(states)
    }
}

fn past<A: Aggregate>(row: Row) -> Result<Past<A::Event>, RebuildError> {
    let id = id_of::<A>(&row.stream_id)?;
    let entry = stored::recorded::<A>(id, row.version, row.r#type, &row.data, &row.metadata)
        .map_err(RebuildError::Corrupt)?;
    Ok(Past {
        sequence: row.sequence.unsigned_abs(),
        committed_from: row.committed_from,
        entry,
    })
}

fn id_of<A: Aggregate>(stream_id: &str) -> Result<Uuid, RebuildError> {
    stored::aggregate_id::<A>(stream_id)
        .ok_or_else(|| RebuildError::Corrupt(format!("{stream_id} ends in no id")))
}

/// Where a part may be cut in two: between transactions.
pub(super) fn middle<E>(events: &[Past<E>]) -> Option<usize> {
    match start_of_transaction(events, events.len() / 2) {
        0 => (1..events.len()).find(|at| starts_transaction(events, *at)),
        start => Some(start),
    }
}

fn start_of_transaction<E>(events: &[Past<E>], mut at: usize) -> usize {
    while at > 0 && !starts_transaction(events, at) {
        at -= 1;
    }
    at
}

fn starts_transaction<E>(events: &[Past<E>], at: usize) -> bool {
    events[at - 1].committed_from != events[at].committed_from
}

#[cfg(test)]
mod tests {
    use kernel::metadata::Metadata;
    use time::macros::datetime;

    use super::*;

    /// One event for each number, which tells its transaction.
    fn events(transactions: &[i64]) -> Vec<Past<()>> {
        let past = |(sequence, committed_from): (u64, &i64)| Past {
            sequence,
            committed_from: *committed_from,
            entry: Recorded {
                stream: Uuid::nil(),
                version: sequence,
                event: (),
                metadata: Metadata::system(datetime!(2026-03-01 12:00 UTC)),
            },
        };
        (1..).zip(transactions).map(past).collect()
    }

    #[test]
    fn a_part_is_cut_between_two_transactions() {
        for (transactions, cut) in [
            (&[1, 2][..], Some(1)),
            (&[1, 2, 3, 4], Some(2)),
            (&[1, 2, 2, 2], Some(1)),
            (&[1, 1, 1, 4], Some(3)),
            (&[1, 1, 1, 1], None),
            (&[1], None),
        ] {
            assert_eq!(middle(&events(transactions)), cut, "{transactions:?}");
        }
    }
}
