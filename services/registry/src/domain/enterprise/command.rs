//! What can be asked of an enterprise.

use uuid::Uuid;

use crate::domain::{
    enterprise::{FieldReason, claim::Claim},
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
        /// Its own organisation asks, and need not be told.
        own_wish: bool,
    },
    /// Back to its editors.
    Return {
        reasons: Vec<FieldReason>,
    },
    Close {
        reason: Option<Reason>,
    },
    /// An organisation wishes to look after it.
    RequestClaim(Claim),
    /// The wish is taken back.
    WithdrawClaim {
        organisation: Uuid,
    },
    ApproveClaim {
        organisation: Uuid,
    },
    RejectClaim {
        organisation: Uuid,
        reason: Reason,
    },
    /// The organisation looks after it no longer.
    Release {
        organisation: Uuid,
    },
}

/// The first draft of an enterprise.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Register {
    pub(crate) slug: Slug,
    pub(crate) profile: Profile,
    /// Of an import; not public.
    pub(crate) notes: Option<Notes>,
    /// The ASF that registers itself, and looks after it from now on.
    pub(crate) organisation: Option<Uuid>,
}
