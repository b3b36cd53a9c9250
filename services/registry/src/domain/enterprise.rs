//! One enterprise on its way onto the list and off it.
//!
//! ```text
//! draft ──submit──▶ submitted ──list──▶ listed ◀──list── unlisted
//!   ▲                  │  ▲                └────unlist──────▲
//!   │               return │submit
//!   │                  ▼  │
//!   └─ register      returned              any ──close──▶ closed
//! ```
//!
//! Which organisation looks after it is a state of its own: `claim` has the
//! rules.

pub(crate) mod claim;
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
    enterprise::{
        claim::{Claim, Notice, Rejection},
        command::Command,
        event::Event,
        refusal::Refusal,
    },
    values::{
        profile::{Part, Profile},
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
}

/// Where an enterprise stands between its first draft and the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Stage {
    Draft,
    Submitted,
    Returned,
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
            Self::Listed => "listed",
            Self::Unlisted => "unlisted",
            Self::Closed => "closed",
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            Self::Draft => "a draft",
            Self::Submitted => "waiting for review",
            Self::Returned => "returned to its editors",
            Self::Listed => "on the list",
            Self::Unlisted => "off the list",
            Self::Closed => "closed",
        }
    }
}

impl Aggregate for Enterprise {
    const NAME: &'static str = "enterprise";
    const SNAPSHOT_SHAPE: i32 = 1;

    type Command = Command;
    type Event = Event;
    type Refusal = Refusal;

    fn decide(&self, command: &Command, _at: OffsetDateTime) -> Result<Vec<Event>, Refusal> {
        match self {
            Self::Unknown => register(command),
            Self::Known(known) => known.decide(command),
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
fn register(command: &Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Register(new) => Ok(vec![Event::Registered {
            slug: new.slug.clone(),
            profile: Box::new(new.profile.clone()),
            notes: new.notes.clone(),
            organisation: new.organisation,
        }]),
        Command::RequestClaim(claim) => {
            Ok(Rejection::NoSuchEnterprise.answer_to(claim.organisation))
        }
        Command::WithdrawClaim { .. } | Command::Release { .. } => Ok(Vec::new()),
        Command::ChangeProfile(_)
        | Command::Submit
        | Command::List
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
            slug: slug.clone(),
            stage: Stage::Draft,
            profile: profile.as_ref().clone(),
            return_reasons: Vec::new(),
            organisation: *organisation,
            claims: Vec::new(),
        })),
        Event::ProfileChanged { .. }
        | Event::Submitted
        | Event::Listed
        | Event::Unlisted { .. }
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
    fn decide(&self, command: &Command) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::Register(_) => Err(Refusal::AlreadyRegistered),
            // An organisation is answered, and lets go, after the end too.
            Command::RequestClaim(claim) => Ok(self.request_claim(claim)),
            Command::WithdrawClaim { organisation } => Ok(self.withdraw_claim(*organisation)),
            Command::Release { organisation } => Ok(self.release(*organisation)),
            _ if self.stage == Stage::Closed => Err(Refusal::Closed),
            Command::ApproveClaim { organisation } => self.approve_claim(*organisation),
            Command::RejectClaim {
                organisation,
                reason,
            } => self.reject_claim(*organisation, reason),
            Command::ChangeProfile(parts) => self.change(parts),
            Command::Submit => self.submit(),
            Command::List => self.list(),
            Command::Unlist { reason, own_wish } => self.unlist(reason.as_ref(), *own_wish),
            Command::Return { reasons } => self.send_back(reasons),
            Command::Close { reason } => Ok(self.close(reason.as_ref())),
        }
    }

    fn change(&self, parts: &[Part]) -> Result<Vec<Event>, Refusal> {
        let mut after = self.profile.clone();
        let mut changes = Vec::new();
        for part in parts {
            let before = after.clone();
            after.set(part.clone());
            if after != before {
                changes.push(part.clone());
            }
        }
        if changes.is_empty() {
            return Ok(Vec::new());
        }
        if self.stage == Stage::Listed {
            complete(&after)?;
        }
        Ok(vec![Event::ProfileChanged { changes }])
    }

    fn submit(&self) -> Result<Vec<Event>, Refusal> {
        match self.stage {
            Stage::Draft | Stage::Returned => {
                complete(&self.profile)?;
                Ok(vec![Event::Submitted])
            }
            Stage::Submitted => Ok(Vec::new()),
            Stage::Listed => Err(Refusal::AlreadyListed),
            Stage::Unlisted => Err(self.wrong_state("submitting")),
            Stage::Closed => Err(Refusal::Closed),
        }
    }

    fn list(&self) -> Result<Vec<Event>, Refusal> {
        match self.stage {
            Stage::Submitted | Stage::Unlisted => {
                complete(&self.profile)?;
                Ok(self.and_told(Event::Listed, Notice::Listed))
            }
            Stage::Listed => Err(Refusal::AlreadyListed),
            Stage::Draft | Stage::Returned => Err(self.wrong_state("listing")),
            Stage::Closed => Err(Refusal::Closed),
        }
    }

    fn unlist(&self, reason: Option<&Reason>, own_wish: bool) -> Result<Vec<Event>, Refusal> {
        let reason = reason.cloned();
        match self.stage {
            Stage::Listed if own_wish => Ok(vec![Event::Unlisted { reason }]),
            Stage::Listed => {
                let event = Event::Unlisted {
                    reason: reason.clone(),
                };
                Ok(self.and_told(event, Notice::Unlisted { reason }))
            }
            Stage::Unlisted => Ok(Vec::new()),
            Stage::Draft | Stage::Submitted | Stage::Returned => {
                Err(self.wrong_state("leaving the list"))
            }
            Stage::Closed => Err(Refusal::Closed),
        }
    }

    fn send_back(&self, reasons: &[FieldReason]) -> Result<Vec<Event>, Refusal> {
        match self.stage {
            Stage::Submitted => {
                let reasons = reasons.to_vec();
                Ok(self.and_told(Event::Returned { reasons }, Notice::Returned))
            }
            Stage::Returned if self.return_reasons == reasons => Ok(Vec::new()),
            Stage::Draft | Stage::Returned | Stage::Listed | Stage::Unlisted => {
                Err(self.wrong_state("returning"))
            }
            Stage::Closed => Err(Refusal::Closed),
        }
    }

    fn close(&self, reason: Option<&Reason>) -> Vec<Event> {
        let mut events = vec![Event::Closed {
            reason: reason.cloned(),
            was_listed: self.stage == Stage::Listed,
        }];
        events.extend(self.reject_all_claims(&Rejection::Closed));
        events
    }

    fn wrong_state(&self, wanted: &'static str) -> Refusal {
        let stage = self.stage;
        Refusal::WrongState { wanted, stage }
    }

    fn evolve(&mut self, event: &Event) {
        match event {
            // `begin` answered it: a stream has one.
            Event::Registered { .. } => {}
            Event::ProfileChanged { changes } => {
                for part in changes {
                    self.profile.set(part.clone());
                }
            }
            Event::Submitted => self.enter(Stage::Submitted),
            Event::Listed => self.enter(Stage::Listed),
            Event::Unlisted { .. } => self.enter(Stage::Unlisted),
            Event::Returned { reasons } => {
                self.enter(Stage::Returned);
                self.return_reasons.clone_from(reasons);
            }
            Event::Closed { .. } => self.enter(Stage::Closed),
            Event::ClaimRequested(claim) => self.claims.push(claim.clone()),
            Event::ClaimWithdrawn { organisation } | Event::ClaimRejected { organisation, .. } => {
                self.forget_claim(*organisation);
            }
            Event::ClaimApproved { organisation } => {
                self.forget_claim(*organisation);
                self.organisation = Some(*organisation);
            }
            Event::Released { .. } => self.organisation = None,
            Event::NoticeRequested { .. } => {}
        }
    }

    fn enter(&mut self, stage: Stage) {
        self.stage = stage;
        self.return_reasons.clear();
    }
}

fn complete(profile: &Profile) -> Result<(), Refusal> {
    let missing = profile.missing();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Refusal::NotComplete(missing))
}
