//! What has happened to a shortlist, as it lies in the log for ever.
//!
//! The JSON of each event is pinned by a snapshot. To change one, leave the
//! snapshot alone and teach `DomainEvent::upcast` to read it.

use kernel::aggregate::DomainEvent;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::{
    shortlist::Item,
    values::text::{ListName, Note},
};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub(crate) enum Event {
    Created {
        organisation: Uuid,
        name: ListName,
    },
    Renamed {
        name: ListName,
    },
    /// For the first time, or back after it was taken off.
    EnterprisePut(Item),
    NoteChanged {
        enterprise: Uuid,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Note>,
    },
    EnterpriseTakenOff {
        enterprise: Uuid,
    },
    Deleted,
}

impl DomainEvent for Event {}
