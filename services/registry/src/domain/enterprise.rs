//! One enterprise on its way onto the list and off it.
//!
//! ```text
//! draft ──submit──▶ submitted ──list──▶ listed ◀──relist, list── unlisted
//!   ▲               │  ▲  │                └──────unlist───────────▲ │
//!   │          reject  │  return           any ──close──▶ closed     │
//!   │               ▼  │  ▼                                          │
//!   │        rejected submit returned      submitted ◀──relist───────┘
//!   └─ register     └──return──▲
//! ```
//!
//! Which organisation looks after it is a state of its own: `claim` has the
//! rules; and so are certification and membership: `standing`. What waits for
//! review while it is listed is in `changes`, and what can be asked of it at all
//! in `action`.

pub(crate) mod action;
pub(crate) mod benefit;
pub(crate) mod changes;
pub(crate) mod claim;
pub(crate) mod command;
pub(crate) mod event;
pub(crate) mod notice;
pub(crate) mod refusal;

mod evolve;
mod listing;
mod standing;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use kernel::aggregate::Aggregate;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::{
    enterprise::{
        benefit::Told,
        changes::{Approved, Pending},
        claim::{Claim, Rejection},
        command::Command,
        event::Event,
        refusal::Refusal,
    },
    values::{
        certification::Certification,
        criteria::Attestations,
        profile::Profile,
        slug::Slug,
        text::{Path, Reason},
    },
};

/// The fold of an enterprise's events.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Enterprise {
    /// No event yet.
    #[default]
    Unknown,
    Known(Box<Known>),
}

/// An enterprise that was registered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Known {
    pub(crate) slug: Slug,
    pub(crate) stage: Stage,
    pub(crate) profile: Profile,
    /// While it is returned.
    pub(crate) return_reasons: Vec<FieldReason>,
    /// Looks after it.
    #[serde(default)]
    pub(crate) organisation: Option<Uuid>,
    /// The claims that wait for a decision, the oldest first.
    #[serde(default)]
    pub(crate) claims: Vec<Claim>,
    /// How it meets the criteria.
    pub(crate) attestations: Attestations,
    /// While it is listed: changes that wait for review, or came back.
    pub(crate) pending: Option<Pending>,
    /// From leaving the list until it is listed again.
    pub(crate) approved: Option<Box<Approved>>,
    /// While it is rejected.
    pub(crate) rejection: Option<Reason>,
    pub(crate) certification: Option<Certification>,
    /// The organisation was told that the certification ends.
    pub(crate) end_announced: bool,
    /// Belongs to Skoopi.
    pub(crate) member: bool,
    /// While it is unlisted: nobody else took it off.
    pub(crate) left_by_own_wish: bool,
    /// When the organisation was last asked to confirm the capacity.
    pub(crate) reminded_at: Option<OffsetDateTime>,
    /// What it did for society, by year.
    pub(crate) reports: BTreeMap<u16, Told>,
}

/// Where an enterprise stands between its first draft and the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Stage {
    Draft,
    Submitted,
    Returned,
    /// The review found that it is no ASF.
    Rejected,
    Listed,
    Unlisted,
    Closed,
}

/// A reason that belongs to one field of the profile, or to the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FieldReason {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) field: Option<Path>,
    pub(crate) reason: Reason,
}

impl Stage {
    /// As it is stored.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Rejected => "rejected",
            Self::Listed => "listed",
            Self::Unlisted => "unlisted",
            Self::Closed => "closed",
        }
    }

    /// After "the enterprise is".
    pub(crate) fn in_words(self) -> &'static str {
        match self {
            Self::Draft => "a draft",
            Self::Submitted => "waiting for review",
            Self::Returned => "returned to its editors",
            Self::Rejected => "rejected",
            Self::Listed => "on the list",
            Self::Unlisted => "off the list",
            Self::Closed => "closed",
        }
    }
}

impl Aggregate for Enterprise {
    const NAME: &'static str = "enterprise";
    const SNAPSHOT_SHAPE: i32 = 2;

    type Command = Command;
    type Event = Event;
    type Refusal = Refusal;

    fn decide(&self, command: &Command, at: OffsetDateTime) -> Result<Vec<Event>, Refusal> {
        match self {
            Self::Unknown => register(command, at),
            Self::Known(known) => known.decide(command, at),
        }
    }

    fn evolve(&mut self, event: &Event) {
        match self {
            Self::Unknown => *self = begin(event),
            Self::Known(known) => known.evolve(event),
        }
    }
}

/// What can be asked of an enterprise that is not there. A claim of it is
/// answered, since the organisation waits; there is nothing to take back.
fn register(command: &Command, at: OffsetDateTime) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Register(new) => Ok(vec![Event::Registered {
            slug: new.slug.clone(),
            profile: Box::new(new.profile.clone().stated(&[], at)),
            notes: new.notes.clone(),
            organisation: new.organisation,
        }]),
        Command::RequestClaim(claim) => {
            Ok(Rejection::NoSuchEnterprise.answer_to(claim.organisation))
        }
        Command::WithdrawClaim { .. }
        | Command::Release { .. }
        | Command::SetMember(_)
        | Command::PassTime => Ok(Vec::new()),
        Command::ChangeProfile { .. }
        | Command::Attest { .. }
        | Command::Submit { .. }
        | Command::List
        | Command::Relist
        | Command::Reject { .. }
        | Command::ApproveChanges
        | Command::ReturnChanges { .. }
        | Command::WithdrawChanges
        | Command::ConfirmCapacity
        | Command::Certify
        | Command::RevokeCertification { .. }
        | Command::ReportBenefit(_)
        | Command::WithdrawBenefit { .. }
        | Command::Unlist { .. }
        | Command::Return { .. }
        | Command::Close { .. }
        | Command::ApproveClaim { .. }
        | Command::RejectClaim { .. } => Err(Refusal::NotFound),
    }
}

/// Nothing but claims that were rejected stands before a registration.
fn begin(event: &Event) -> Enterprise {
    match event {
        Event::Registered {
            slug,
            profile,
            organisation,
            ..
        } => Enterprise::Known(Box::new(Known {
            organisation: *organisation,
            ..Known::draft(slug.clone(), profile.as_ref().clone())
        })),
        Event::ProfileChanged { .. }
        | Event::CriteriaAttested { .. }
        | Event::ChangesProposed { .. }
        | Event::ChangesApproved { .. }
        | Event::ChangesReturned { .. }
        | Event::ChangesWithdrawn
        | Event::Rejected { .. }
        | Event::Certified { .. }
        | Event::CertificationLapsed
        | Event::CertificationRevoked { .. }
        | Event::MembershipBegan
        | Event::MembershipEnded
        | Event::CapacityConfirmed { .. }
        | Event::SocialBenefitReported(_)
        | Event::SocialBenefitWithdrawn { .. }
        | Event::Submitted
        | Event::Listed
        | Event::Unlisted { .. }
        | Event::KeptOff { .. }
        | Event::Returned { .. }
        | Event::Closed { .. }
        | Event::ClaimRequested(_)
        | Event::ClaimWithdrawn { .. }
        | Event::ClaimApproved { .. }
        | Event::ClaimRejected { .. }
        | Event::Released { .. }
        | Event::NoticeRequested { .. } => Enterprise::Unknown,
    }
}

impl Known {
    /// What registering leaves.
    pub(crate) fn draft(slug: Slug, profile: Profile) -> Self {
        Self {
            slug,
            stage: Stage::Draft,
            profile,
            return_reasons: Vec::new(),
            organisation: None,
            claims: Vec::new(),
            attestations: Attestations::default(),
            pending: None,
            approved: None,
            rejection: None,
            certification: None,
            end_announced: false,
            member: false,
            left_by_own_wish: false,
            reminded_at: None,
            reports: BTreeMap::new(),
        }
    }

    fn decide(&self, command: &Command, at: OffsetDateTime) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::Register(_) => Err(Refusal::AlreadyRegistered),
            // An organisation is answered, and lets go, after the end too.
            Command::RequestClaim(claim) => Ok(self.request_claim(claim)),
            Command::WithdrawClaim { organisation } => Ok(self.withdraw_claim(*organisation)),
            Command::Release { organisation } => Ok(self.release(*organisation)),
            // Nobody asked for these, and nobody is to be refused.
            Command::SetMember(member) => Ok(self.set_member(*member)),
            Command::PassTime => Ok(self.pass_time(at)),
            _ if self.stage == Stage::Closed => Err(Refusal::Closed),
            Command::ApproveClaim { organisation } => self.approve_claim(*organisation),
            Command::RejectClaim {
                organisation,
                reason,
            } => self.reject_claim(*organisation, reason),
            Command::ChangeProfile { parts, reviewed } => self.change(parts, *reviewed, at),
            Command::Attest {
                attestations,
                reviewed,
            } => self.attest(attestations, *reviewed, at),
            Command::Submit { by_owner } => self.submit(*by_owner),
            Command::List => self.list(),
            Command::Unlist { reason, own_wish } => self.unlist(reason.as_ref(), *own_wish),
            Command::Relist => self.relist(),
            Command::Return { reasons } => self.send_back(reasons),
            Command::Reject { reason } => self.reject(reason),
            Command::ApproveChanges => self.approve_changes(),
            Command::ReturnChanges { reasons } => self.return_changes(reasons),
            Command::WithdrawChanges => Ok(self.withdraw_changes()),
            Command::ConfirmCapacity => self.confirm_capacity(at),
            Command::Certify => self.certify(at),
            Command::RevokeCertification { reason } => self.revoke(reason, at),
            Command::ReportBenefit(report) => Ok(self.report_benefit(report, at)),
            Command::WithdrawBenefit { year } => self.withdraw_benefit(*year),
            Command::Close { reason } => Ok(self.close(reason.as_ref())),
        }
    }
}
