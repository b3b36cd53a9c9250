//! What has happened to an enterprise, as it lies in the log for ever.
//!
//! The JSON of each event is pinned by a snapshot. To change one, leave the
//! snapshot alone and teach `DomainEvent::upcast` to read it.

use kernel::aggregate::DomainEvent;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::domain::{
    enterprise::{
        FieldReason,
        benefit::Told,
        claim::{Claim, Rejection},
        notice::Notice,
    },
    values::{
        certification::day,
        criteria::Attested,
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
    ProfileChanged {
        changes: Vec<Part>,
    },
    /// These criteria have another ground than before.
    CriteriaAttested {
        attestations: Vec<Attested>,
    },
    /// These changes of a listed enterprise wait for review: all of them, in
    /// place of those that waited before.
    ChangesProposed {
        changes: Vec<Part>,
        attestations: Vec<Attested>,
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// They are public.
    ChangesApproved {
        changes: Vec<Part>,
        attestations: Vec<Attested>,
    },
    /// They went back to its editors.
    ChangesReturned {
        reasons: Vec<FieldReason>,
    },
    /// They are forgotten.
    ChangesWithdrawn,
    /// It waits for review.
    Submitted,
    /// It stands on the list, for the first time or again.
    Listed,
    /// It left the list and may come back.
    Unlisted {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
        /// Its own organisation asked for it.
        #[serde(default, skip_serializing_if = "is_false")]
        own_wish: bool,
    },
    /// It had left by its own wish; from now on it comes back by review alone.
    KeptOff {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
    },
    /// The review sent it back to its editors.
    Returned {
        reasons: Vec<FieldReason>,
    },
    /// The review found that it is no ASF.
    Rejected {
        reason: Reason,
    },
    /// Skoopi certified it, with the first day and the last.
    Certified {
        #[serde(with = "day")]
        issued_on: Date,
        #[serde(with = "day")]
        expires_on: Date,
        /// It follows on an earlier one without a gap.
        renewal: bool,
    },
    /// The last day of its certification has passed.
    CertificationLapsed,
    /// Skoopi took its certification back.
    CertificationRevoked {
        reason: Reason,
    },
    /// It belongs to Skoopi from now on.
    MembershipBegan,
    /// It belongs to Skoopi no longer.
    MembershipEnded,
    /// What it states of its capacity was true then.
    CapacityConfirmed {
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// What it did for society in a year, in place of what it told before.
    SocialBenefitReported(Box<Told>),
    SocialBenefitWithdrawn {
        year: u16,
    },
    /// It ended for good, and with it what it held.
    Closed {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
        /// It stood on the list until then.
        was_listed: bool,
    },
    /// An organisation wishes to look after it.
    ClaimRequested(Claim),
    /// The wish was taken back before it was decided.
    ClaimWithdrawn {
        organisation: Uuid,
    },
    /// The organisation looks after it from now on.
    ClaimApproved {
        organisation: Uuid,
    },
    /// The organisation does not get it. The only event that an enterprise can
    /// have before it is registered: a claim of what is not there.
    ClaimRejected {
        organisation: Uuid,
        reason: Rejection,
    },
    /// The organisation looks after it no longer.
    Released {
        organisation: Uuid,
    },
    /// The owners and editors of an organisation are to be told something.
    NoticeRequested {
        organisation: Uuid,
        notice: Notice,
    },
}

/// Left out of the JSON: events from before it was known have none.
fn is_false(value: &bool) -> bool {
    !*value
}

impl DomainEvent for Event {}

impl Event {
    /// Whether somebody wrote in the fields of its forms. A membership that
    /// began, say, changes nothing of what is typed there.
    pub(crate) const fn is_writing(&self) -> bool {
        matches!(
            self,
            Self::Registered { .. }
                | Self::ProfileChanged { .. }
                | Self::CriteriaAttested { .. }
                | Self::ChangesProposed { .. }
                | Self::ChangesApproved { .. }
                | Self::ChangesReturned { .. }
                | Self::ChangesWithdrawn
                | Self::CapacityConfirmed { .. }
        )
    }
}
