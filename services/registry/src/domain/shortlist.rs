//! A shortlist: enterprises that an organisation wants to remember, with a
//! note on each. It belongs to the organisation, not to the person who made it.

pub(crate) mod command;
pub(crate) mod event;
pub(crate) mod refusal;
#[cfg(test)]
mod tests;

use kernel::aggregate::Aggregate;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::{
    shortlist::{
        command::{Command, Put},
        event::Event,
        refusal::Refusal,
    },
    values::text::{ListName, Name, Note},
};

/// Shortlists of one organisation. Two that are made at the same moment may
/// pass it by one: it only keeps them from growing without end.
pub(crate) const MOST_LISTS: usize = 50;
/// Enterprises on one shortlist.
pub(crate) const MOST_ITEMS: usize = 200;

/// The fold of a shortlist's events.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Shortlist {
    /// No event yet.
    #[default]
    Unknown,
    Known(Box<Known>),
    Deleted,
}

/// A shortlist that is there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Known {
    pub(crate) organisation: Uuid,
    pub(crate) name: ListName,
    /// In the order in which they were put there.
    pub(crate) items: Vec<Item>,
    /// Comes back as it was when it is put back.
    pub(crate) last_taken_off: Option<Item>,
}

/// An enterprise on a shortlist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Item {
    pub(crate) enterprise: Uuid,
    /// As it was called then: once it has left the list, nobody else says.
    pub(crate) name: Name,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<Note>,
    #[serde(with = "time::serde::rfc3339")]
    pub(crate) added_at: OffsetDateTime,
}

impl Aggregate for Shortlist {
    const NAME: &'static str = "shortlist";
    const SNAPSHOT_SHAPE: i32 = 1;

    type Command = Command;
    type Event = Event;
    type Refusal = Refusal;

    fn decide(&self, command: &Command, at: OffsetDateTime) -> Result<Vec<Event>, Refusal> {
        match (self, command) {
            (Self::Unknown, Command::Create { others, .. }) if *others >= MOST_LISTS => {
                Err(Refusal::TooMany)
            }
            (
                Self::Unknown,
                Command::Create {
                    organisation, name, ..
                },
            ) => Ok(vec![Event::Created {
                organisation: *organisation,
                name: name.clone(),
            }]),
            // Deleting what is gone already is no mistake: two may do it at once.
            (Self::Deleted, Command::Delete { .. }) => Ok(vec![]),
            (Self::Unknown | Self::Deleted, _) => Err(Refusal::NotFound),
            (Self::Known(known), command) => known.decide(command, at),
        }
    }

    fn evolve(&mut self, event: &Event) {
        match (&mut *self, event) {
            (Self::Unknown, Event::Created { organisation, name }) => {
                *self = Self::Known(Box::new(Known {
                    organisation: *organisation,
                    name: name.clone(),
                    items: Vec::new(),
                    last_taken_off: None,
                }));
            }
            (Self::Known(_), Event::Deleted) => *self = Self::Deleted,
            (Self::Known(known), event) => known.evolve(event),
            // Every stream begins with a creation, and ends with a deletion.
            (Self::Unknown | Self::Deleted, _) => {}
        }
    }
}

impl Known {
    fn decide(&self, command: &Command, at: OffsetDateTime) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::Create { .. } => Err(Refusal::AlreadyCreated),
            Command::Rename(name) if *name == self.name => Ok(vec![]),
            Command::Rename(name) => Ok(vec![Event::Renamed { name: name.clone() }]),
            Command::Put(put) => self.put(put, at),
            Command::TakeOff { enterprise } if self.item(*enterprise).is_none() => Ok(vec![]),
            Command::TakeOff { enterprise } => Ok(vec![Event::EnterpriseTakenOff {
                enterprise: *enterprise,
            }]),
            Command::Delete { organisation } if *organisation != self.organisation => {
                Err(Refusal::NotFound)
            }
            Command::Delete { .. } => Ok(vec![Event::Deleted]),
        }
    }

    fn put(&self, put: &Put, at: OffsetDateTime) -> Result<Vec<Event>, Refusal> {
        if let Some(item) = self.item(put.enterprise) {
            return Ok(noted(item, put));
        }
        if self.items.len() >= MOST_ITEMS {
            return Err(Refusal::Full);
        }
        let before = self.last_taken_off.as_ref();
        if let Some(item) = before.filter(|it| it.enterprise == put.enterprise) {
            let note = put.note.clone().unwrap_or_else(|| item.note.clone());
            let item = Item {
                note,
                ..item.clone()
            };
            return Ok(vec![Event::EnterprisePut(item)]);
        }
        let name = put.name.clone().ok_or(Refusal::NotListed)?;
        Ok(vec![Event::EnterprisePut(Item {
            enterprise: put.enterprise,
            name,
            note: put.note.clone().flatten(),
            added_at: at,
        })])
    }

    fn item(&self, enterprise: Uuid) -> Option<&Item> {
        self.items.iter().find(|it| it.enterprise == enterprise)
    }

    fn evolve(&mut self, event: &Event) {
        match event {
            // The fold of the whole shortlist answered them.
            Event::Created { .. } | Event::Deleted => {}
            Event::Renamed { name } => self.name = name.clone(),
            Event::EnterprisePut(item) => self.insert(item.clone()),
            Event::NoteChanged { enterprise, note } => {
                let item = self
                    .items
                    .iter_mut()
                    .find(|it| it.enterprise == *enterprise);
                if let Some(item) = item {
                    item.note.clone_from(note);
                }
            }
            Event::EnterpriseTakenOff { enterprise } => {
                let at = self
                    .items
                    .iter()
                    .position(|it| it.enterprise == *enterprise);
                self.last_taken_off = at.map(|at| self.items.remove(at));
            }
        }
    }

    /// What was put back comes to its old place.
    fn insert(&mut self, item: Item) {
        let earlier = |it: &Item| it.added_at <= item.added_at;
        let at = self.items.partition_point(earlier);
        self.items.insert(at, item);
        self.last_taken_off = None;
    }
}

fn noted(item: &Item, put: &Put) -> Vec<Event> {
    match &put.note {
        Some(note) if *note != item.note => vec![Event::NoteChanged {
            enterprise: item.enterprise,
            note: note.clone(),
        }],
        Some(_) | None => vec![],
    }
}
