//! What can be asked of an enterprise.

use crate::domain::{
    enterprise::FieldReason,
    values::{
        profile::{Part, Profile},
        slug::Slug,
        text::{Notes, Reason},
    },
};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Command {
    Register(Box<Register>),
    /// The fields that are to change; the others stay.
    ChangeProfile(Vec<Part>),
    Submit,
    /// From the review, or again after it had left.
    List,
    Unlist {
        reason: Option<Reason>,
    },
    /// Back to its editors.
    Return {
        reasons: Vec<FieldReason>,
    },
    Close {
        reason: Option<Reason>,
    },
}

/// The first draft of an enterprise.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Register {
    pub(crate) slug: Slug,
    pub(crate) profile: Profile,
    /// Of an import; not public.
    pub(crate) notes: Option<Notes>,
}
