//! What can be asked of an enterprise.

use uuid::Uuid;

use crate::domain::{
    enterprise::{FieldReason, claim::Claim},
    values::{
        criteria::Attested,
        profile::{Part, Profile},
        report::Report,
        slug::Slug,
        text::{Notes, Reason},
    },
};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Command {
    Register(Box<Register>),
    /// The fields that are to change; the others stay.
    ChangeProfile {
        parts: Vec<Part>,
        /// Whoever changes it may approve it too.
        reviewed: bool,
    },
    /// The criteria that are to have another ground; the others stay.
    Attest {
        attestations: Vec<Attested>,
        /// As for a change of the profile.
        reviewed: bool,
    },
    Submit {
        /// It asks for itself, and has to say how it meets the criteria.
        by_owner: bool,
    },
    /// From the review, or again after it had left.
    List,
    Unlist {
        reason: Option<Reason>,
        /// Its own organisation asks, and need not be told.
        own_wish: bool,
    },
    /// Its owner wants it back on the list.
    Relist,
    /// Back to its editors.
    Return {
        reasons: Vec<FieldReason>,
    },
    /// It is no ASF.
    Reject {
        reason: Reason,
    },
    /// The changes that wait become public.
    ApproveChanges,
    /// The changes that wait go back to its editors.
    ReturnChanges {
        reasons: Vec<FieldReason>,
    },
    /// Its editors take their changes back.
    WithdrawChanges,
    /// What it states of its capacity is true today.
    ConfirmCapacity,
    /// For two years, or two more.
    Certify,
    RevokeCertification {
        reason: Reason,
    },
    /// What it did for society in a year, for the first time or again.
    ReportBenefit(Box<Report>),
    WithdrawBenefit {
        year: u16,
    },
    /// Whether the organisation that looks after it belongs to Skoopi today.
    SetMember(bool),
    /// Time has passed: what is due, happens.
    PassTime,
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
