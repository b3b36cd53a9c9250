//! Deciding a group of commands in memory, in order, each seeing what the
//! earlier ones of the group did.

use std::collections::{BTreeMap, HashMap};

use kernel::aggregate::Aggregate;
use uuid::Uuid;

use crate::{
    command::{ExecuteError, Idempotency, Receipt, Request},
    journal::{Change, EventOf, Journal, Recorded, RefusalOf},
    log::rows::{Answer, Rows},
    stored::{Folded, Streams},
};

/// An answer that was given before, as it is stored.
#[derive(Clone, Debug)]
pub(super) struct Given {
    pub(super) request_hash: Vec<u8>,
    pub(super) id: Uuid,
    pub(super) version: u64,
    pub(super) position: u64,
}

impl Given {
    /// The first answer again, or that the key stands for another request.
    pub(super) fn answer_to<R: std::error::Error + 'static>(
        &self,
        wanted: &Idempotency,
    ) -> Result<Receipt, ExecuteError<R>> {
        if self.request_hash != wanted.request_hash {
            return Err(ExecuteError::KeyReused);
        }
        Ok(Receipt {
            id: self.id,
            version: self.version,
            position: self.position,
            replayed: true,
        })
    }
}

/// What becomes of one command once its group is committed.
pub(super) enum Outcome<R: std::error::Error + 'static> {
    /// The answer does not depend on the commit.
    Known(Result<Receipt, ExecuteError<R>>),
    /// `after` public events of the group stand in the feed at its answer.
    Done {
        id: Uuid,
        version: u64,
        after: u64,
        replayed: bool,
    },
}

/// A decided group: what to write and what to answer.
pub(super) struct Plan<J: Journal> {
    pub(super) outcomes: Vec<Outcome<RefusalOf<J>>>,
    pub(super) changes: Vec<Change<J::Aggregate>>,
    pub(super) rows: Rows,
}

type OutcomeOf<J> = Outcome<RefusalOf<J>>;

pub(super) fn decide<'a, J: Journal>(
    journal: &J,
    requests: impl Iterator<Item = &'a Request<J::Aggregate>>,
    streams: Streams<J::Aggregate>,
    given: &HashMap<String, Given>,
    snapshot_every: u64,
) -> Plan<J> {
    let mut draft = Draft::<J> {
        journal,
        streams,
        given,
        changes: BTreeMap::new(),
        rows: Rows::default(),
        keys: HashMap::new(),
    };
    let outcomes = requests.map(|request| draft.one(request)).collect();
    draft.take_snapshots(snapshot_every);
    Plan {
        outcomes,
        changes: draft.changes.into_values().collect(),
        rows: draft.rows,
    }
}

struct Draft<'a, J: Journal> {
    journal: &'a J,
    streams: Streams<J::Aggregate>,
    given: &'a HashMap<String, Given>,
    changes: BTreeMap<Uuid, Change<J::Aggregate>>,
    rows: Rows,
    /// Keys that this group has answered: hash, id, version, feed rows.
    keys: HashMap<String, ([u8; 32], Uuid, u64, u64)>,
}

impl<J: Journal> Draft<'_, J> {
    fn one(&mut self, request: &Request<J::Aggregate>) -> OutcomeOf<J> {
        if let Some(outcome) = self.repeated(request) {
            return outcome;
        }
        let before = match self.streams.get(&request.id) {
            None => Folded::default(),
            Some(Ok(folded)) => folded.clone(),
            Some(Err(reason)) => return Outcome::Known(Err(ExecuteError::Corrupt(reason.clone()))),
        };
        if let Some(expected) = request.expected_version.filter(|it| *it != before.version) {
            let actual = before.version;
            return Outcome::Known(Err(ExecuteError::WrongVersion { expected, actual }));
        }
        match before.state.decide(&request.command, request.metadata.at) {
            Err(refusal) => Outcome::Known(Err(ExecuteError::Refused(refusal))),
            Ok(events) => match self.record(request, before, events) {
                Ok(version) => self.answer(request, version),
                Err(reason) => Outcome::Known(Err(ExecuteError::Corrupt(reason))),
            },
        }
    }

    /// The answer to a key that is known, from the table or from this group.
    fn repeated(&self, request: &Request<J::Aggregate>) -> Option<OutcomeOf<J>> {
        let wanted = request.idempotency.as_ref()?;
        if let Some(given) = self.given.get(&wanted.key) {
            return Some(Outcome::Known(given.answer_to(wanted)));
        }
        let (hash, id, version, after) = *self.keys.get(&wanted.key)?;
        Some(if hash == wanted.request_hash {
            Outcome::Done {
                id,
                version,
                after,
                replayed: true,
            }
        } else {
            Outcome::Known(Err(ExecuteError::KeyReused))
        })
    }

    /// Writes the events down; on a failure nothing of them stays.
    fn record(
        &mut self,
        request: &Request<J::Aggregate>,
        before: Folded<J::Aggregate>,
        events: Vec<EventOf<J>>,
    ) -> Result<u64, String> {
        let mut after = before.clone();
        let mut recorded = Vec::with_capacity(events.len());
        let mut rows = Rows::default();
        for event in events {
            after.state.evolve(&event);
            after.version += 1;
            let entry = Recorded {
                stream: request.id,
                version: after.version,
                event,
                metadata: request.metadata.clone(),
            };
            rows.add_event::<J::Aggregate>(&entry)?;
            if let Some(public) = self.journal.publish(&entry, &after.state) {
                rows.add_public::<J::Aggregate>(&entry, public)?;
            }
            recorded.push(entry);
        }
        self.rows.append(rows);
        let version = after.version;
        if !recorded.is_empty() {
            self.keep(request.id, (before.state, after), recorded);
        }
        Ok(version)
    }

    fn keep(
        &mut self,
        id: Uuid,
        (before, after): (J::Aggregate, Folded<J::Aggregate>),
        recorded: Vec<Recorded<EventOf<J>>>,
    ) {
        let change = self.changes.entry(id).or_insert_with(|| Change {
            id,
            version: 0,
            events: Vec::new(),
            before,
            state: J::Aggregate::default(),
        });
        change.version = after.version;
        change.state = after.state.clone();
        change.events.extend(recorded);
        self.streams.insert(id, Ok(after));
    }

    fn answer(&mut self, request: &Request<J::Aggregate>, version: u64) -> OutcomeOf<J> {
        let after = self.rows.public_events();
        if let Some(wanted) = &request.idempotency {
            self.keys.insert(
                wanted.key.clone(),
                (wanted.request_hash, request.id, version, after),
            );
            self.rows.add_answer(Answer {
                key: wanted.key.clone(),
                request_hash: wanted.request_hash,
                stream: request.id,
                version,
                after,
                at: request.metadata.at,
            });
        }
        Outcome::Done {
            id: request.id,
            version,
            after,
            replayed: false,
        }
    }

    /// For streams that passed a multiple of `every` events.
    fn take_snapshots(&mut self, every: u64) {
        for change in self.changes.values() {
            let before = change.version - change.events.len() as u64;
            if every > 0 && before / every < change.version / every {
                self.rows.add_snapshot(change);
            }
        }
    }
}
