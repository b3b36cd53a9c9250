//! What has happened to an enterprise, as it lies in the log for ever.
//!
//! The JSON of each event is pinned by a snapshot. To change one, leave the
//! snapshot alone and teach `DomainEvent::upcast` to read it.

use kernel::aggregate::DomainEvent;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::{
    enterprise::{
        FieldReason,
        claim::{Claim, Notice, Rejection},
    },
    values::{
        profile::{Part, Profile},
        slug::Slug,
        text::{Notes, Reason},
    },
};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub(crate) enum Event {
    /// A draft came into being.
    Registered {
        slug: Slug,
        profile: Box<Profile>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notes: Option<Notes>,
        /// The ASF that registered itself, and looks after it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        organisation: Option<Uuid>,
    },
    /// These fields have another value than before.
    ProfileChanged { changes: Vec<Part> },
    /// It waits for review.
    Submitted,
    /// It stands on the list, for the first time or again.
    Listed,
    /// It left the list and may come back.
    Unlisted {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
    },
    /// The review sent it back to its editors.
    Returned { reasons: Vec<FieldReason> },
    /// It ended for good.
    Closed {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
        /// It stood on the list until then.
        was_listed: bool,
    },
    /// An organisation wishes to look after it.
    ClaimRequested(Claim),
    /// The wish was taken back before it was decided.
    ClaimWithdrawn { organisation: Uuid },
    /// The organisation looks after it from now on.
    ClaimApproved { organisation: Uuid },
    /// The organisation does not get it. The only event that an enterprise can
    /// have before it is registered: a claim of what is not there.
    ClaimRejected {
        organisation: Uuid,
        reason: Rejection,
    },
    /// The organisation looks after it no longer.
    Released { organisation: Uuid },
    /// The owners and editors of an organisation are to be told something.
    NoticeRequested { organisation: Uuid, notice: Notice },
}

impl DomainEvent for Event {}
