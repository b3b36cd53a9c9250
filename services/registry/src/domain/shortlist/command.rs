//! What can be asked of a shortlist.

use uuid::Uuid;

use crate::domain::values::text::{ListName, Name, Note};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Command {
    Create {
        organisation: Uuid,
        name: ListName,
        /// How many the organisation has already.
        others: usize,
    },
    Rename(ListName),
    Put(Put),
    TakeOff {
        enterprise: Uuid,
    },
    Delete {
        organisation: Uuid,
    },
}

/// An enterprise is to stand on the shortlist.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Put {
    pub(crate) enterprise: Uuid,
    /// Nothing for one that is not on the list.
    pub(crate) name: Option<Name>,
    /// Nothing where the note is to stay as it is; else what it becomes.
    pub(crate) note: Option<Option<Note>>,
}
