//! Applies the past to a table, chunk by chunk.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use kernel::aggregate::Aggregate;
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

use crate::{
    failure::{self, Kind},
    journal::Change,
    rebuild::{
        Projection, RebuildError, Settings,
        past::{self, History, Past},
    },
    schema::Schema,
    stored::Folded,
};

type PastOf<P> = Past<<<P as Projection>::Aggregate as Aggregate>::Event>;

pub(super) struct Replay<'a, P: Projection> {
    projection: &'a P,
    table: &'a str,
    history: Arc<History<P::Aggregate>>,
    states: HashMap<Uuid, Folded<P::Aggregate>>,
    states_kept: usize,
    /// The sequence of the last event that was applied.
    at: u64,
    events: u64,
}

impl<'a, P: Projection> Replay<'a, P> {
    pub(super) fn new(
        schema: &Schema,
        projection: &'a P,
        table: &'a str,
        settings: Settings,
    ) -> Self {
        Self {
            projection,
            table,
            history: Arc::new(History::new(schema, settings.chunk)),
            states: HashMap::new(),
            states_kept: settings.states,
            at: 0,
            events: 0,
        }
    }

    pub(super) fn events(&self) -> u64 {
        self.events
    }

    /// Applies what is committed; the next chunk is read while one is written.
    pub(super) async fn catch_up(
        &mut self,
        connection: &mut PgConnection,
        reader: &mut PgConnection,
    ) -> Result<(), RebuildError> {
        let history = Arc::clone(&self.history);
        let mut events = history.after(reader, self.at).await?;
        while let Some(last) = events.last() {
            let next = history.after(reader, last.sequence);
            let ((), next) = tokio::try_join!(self.commit(connection, &events), next)?;
            events = next;
        }
        Ok(())
    }

    pub(super) async fn is_behind(
        &self,
        tx: &mut PgConnection,
        limit: usize,
    ) -> Result<bool, RebuildError> {
        Ok(self.history.after(tx, self.at).await?.len() > limit)
    }

    /// Applies what the caller's transaction sees, in it. After a failure the
    /// replay cannot go on.
    pub(super) async fn finish_in(&mut self, tx: &mut PgConnection) -> Result<(), RebuildError> {
        loop {
            let events = self.history.after(&mut *tx, self.at).await?;
            if events.is_empty() {
                return Ok(());
            }
            self.apply_in(tx, &events).await?;
        }
    }

    async fn commit(
        &mut self,
        connection: &mut PgConnection,
        events: &[PastOf<P>],
    ) -> Result<(), RebuildError> {
        let mut tx = connection.begin().await?;
        // The swap's commit makes all durable at once.
        sqlx::raw_sql("SET LOCAL synchronous_commit = off")
            .execute(&mut *tx)
            .await?;
        self.apply_in(&mut tx, events).await?;
        tx.commit().await?;
        Ok(())
    }

    /// When a part breaks a rule of the table, its halves may not: what one
    /// transaction freed, a later one of the same part may have taken. Single
    /// transactions were written just so once.
    async fn apply_in(
        &mut self,
        tx: &mut PgConnection,
        events: &[PastOf<P>],
    ) -> Result<(), RebuildError> {
        self.recall(tx, events).await?;
        let mut parts = vec![events];
        while let Some(part) = parts.pop() {
            let changes = self.changes(part)?;
            match self.write(tx, &changes).await {
                Ok(()) => self.keep(changes),
                Err(error) => match (failure::kind(&error), past::middle(part)) {
                    (Kind::Constraint(_), Some(middle)) => {
                        let (first, second) = part.split_at(middle);
                        parts.extend([second, first]);
                    }
                    _ => return Err(error.into()),
                },
            }
        }
        self.events += events.len() as u64;
        self.at = events.last().map_or(self.at, |last| last.sequence);
        self.forget(events);
        Ok(())
    }

    async fn write(
        &self,
        tx: &mut PgConnection,
        changes: &[Change<P::Aggregate>],
    ) -> Result<(), sqlx::Error> {
        let mut savepoint = tx.begin().await?;
        let applied = self
            .projection
            .apply(&mut savepoint, self.table, changes)
            .await;
        match applied {
            Ok(()) => savepoint.commit().await,
            Err(error) => {
                savepoint.rollback().await?;
                Err(error)
            }
        }
    }

    fn changes(&self, events: &[PastOf<P>]) -> Result<Vec<Change<P::Aggregate>>, RebuildError> {
        let mut changes = BTreeMap::new();
        for event in events {
            let entry = &event.entry;
            let change = changes
                .entry(entry.stream)
                .or_insert_with(|| self.unchanged(entry.stream));
            if entry.version != change.version + 1 {
                return Err(RebuildError::Corrupt(format!(
                    "{}/{} has no event between version {} and {}",
                    P::Aggregate::NAME,
                    entry.stream,
                    change.version,
                    entry.version
                )));
            }
            change.state.evolve(&entry.event);
            change.version = entry.version;
            change.events.push(entry.clone());
        }
        Ok(changes.into_values().collect())
    }

    fn unchanged(&self, id: Uuid) -> Change<P::Aggregate> {
        let before = self.states.get(&id).cloned().unwrap_or_default();
        Change {
            id,
            version: before.version,
            events: Vec::new(),
            before: before.state.clone(),
            state: before.state,
        }
    }

    fn keep(&mut self, changes: Vec<Change<P::Aggregate>>) {
        for change in changes {
            let folded = Folded {
                state: change.state,
                version: change.version,
            };
            self.states.insert(change.id, folded);
        }
    }

    /// Folds the states again that were forgotten and are needed now.
    async fn recall(
        &mut self,
        tx: &mut PgConnection,
        events: &[PastOf<P>],
    ) -> Result<(), RebuildError> {
        let mut seen = HashSet::new();
        let wanted: Vec<(Uuid, u64)> = events
            .iter()
            .map(|event| (event.entry.stream, event.entry.version))
            .filter(|(id, _)| seen.insert(*id))
            .filter(|(id, version)| *version > 1 && !self.states.contains_key(id))
            .collect();
        if !wanted.is_empty() {
            let recalled = self.history.states_before(tx, &wanted).await?;
            self.states.extend(recalled);
        }
        Ok(())
    }

    fn forget(&mut self, just_used: &[PastOf<P>]) {
        if self.states.len() > self.states_kept {
            let used: HashSet<Uuid> = just_used.iter().map(|it| it.entry.stream).collect();
            self.states.retain(|id, _| used.contains(id));
        }
    }
}
