//! An organisation: what it says it is, whether that is believed, who belongs
//! to it, and which enterprise on the list is its own.
//!
//! ```text
//!            ┌──────────── ask again ────────────┐
//! create ▶ unverified ──verify──▶ verified    refused
//!            └──────────refuse────────┴───────────▲      any ──close──▶ closed
//! ```

pub(crate) mod action;
mod change;
mod claim;
pub(crate) mod command;
pub(crate) mod event;
mod people;
pub(crate) mod refusal;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use kernel::{aggregate::Aggregate, org_number::OrgNumber};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::{
    organisation::{
        command::{Command, Create},
        event::Event,
        refusal::Refusal,
    },
    values::{
        MemberRole, OrganisationKind, VerifiedBy,
        mail_domain::MailDomain,
        period::Period,
        text::{Name, Reason},
    },
};

/// The fold of an organisation's events.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Organisation {
    /// No event yet.
    #[default]
    Unknown,
    Known(Box<Known>),
}

/// An organisation that was created.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Known {
    pub(crate) kind: OrganisationKind,
    pub(crate) name: Name,
    pub(crate) org_number: OrgNumber,
    pub(crate) domain: Option<MailDomain>,
    pub(crate) belief: Belief,
    /// Others were told that it is verified, and not yet that it is gone: so it
    /// stays while staff look at a change.
    pub(crate) is_announced: bool,
    pub(crate) members: BTreeMap<Uuid, MemberRole>,
    pub(crate) invitations: BTreeMap<Uuid, MemberRole>,
    pub(crate) join_requests: BTreeSet<Uuid>,
    pub(crate) enterprise: Option<Uuid>,
    pub(crate) claim: Option<Claim>,
    pub(crate) membership: Option<Period>,
}

/// How far it is believed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Belief {
    Unverified,
    Verified(VerifiedBy),
    Refused(Reason),
    Closed,
}

/// The wish to be tied to an enterprise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Claim {
    pub(crate) enterprise: Uuid,
    /// Once it is rejected.
    pub(crate) rejected: Option<Reason>,
}

impl Aggregate for Organisation {
    const NAME: &'static str = "organisation";
    const SNAPSHOT_SHAPE: i32 = 2;

    type Command = Command;
    type Event = Event;
    type Refusal = Refusal;

    fn decide(&self, command: &Command, at: OffsetDateTime) -> Result<Vec<Event>, Refusal> {
        match (self, command) {
            (Self::Unknown, Command::Create(new)) if new.number_taken => {
                Err(Refusal::OrgNumberTaken)
            }
            (Self::Unknown, Command::Create(new)) => Ok(create(new)),
            (Self::Unknown, _) => Err(Refusal::NotFound),
            (Self::Known(known), command) => known.decide(command, at),
        }
    }

    fn evolve(&mut self, event: &Event) {
        match (&mut *self, event) {
            (
                Self::Unknown,
                Event::Created {
                    kind,
                    name,
                    org_number,
                    domain,
                },
            ) => {
                *self = Self::Known(Box::new(Known {
                    kind: *kind,
                    name: name.clone(),
                    org_number: *org_number,
                    domain: domain.clone(),
                    belief: Belief::Unverified,
                    is_announced: false,
                    members: BTreeMap::new(),
                    invitations: BTreeMap::new(),
                    join_requests: BTreeSet::new(),
                    enterprise: None,
                    claim: None,
                    membership: None,
                }));
            }
            // Every stream begins with a creation.
            (Self::Unknown, _) => {}
            (Self::Known(known), event) => known.evolve(event),
        }
    }
}

fn create(new: &Create) -> Vec<Event> {
    let created = Event::Created {
        kind: new.kind,
        name: new.name.clone(),
        org_number: new.org_number,
        domain: new.domain.clone(),
    };
    let owner = new.owner.map(|subject| Event::MemberAdded {
        subject,
        role: MemberRole::Owner,
    });
    let verified = new.verified.map(|by| Event::Verified { by });
    [Some(created), owner, verified]
        .into_iter()
        .flatten()
        .collect()
}

impl Known {
    pub(crate) fn is_verified(&self) -> bool {
        matches!(self.belief, Belief::Verified(_))
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.belief == Belief::Closed
    }

    fn decide(&self, command: &Command, at: OffsetDateTime) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::Create(_) => Err(Refusal::AlreadyCreated),
            // What comes from outside, and what ends something, is answered in
            // every state.
            Command::Forget { subject } => self.forget(*subject),
            Command::TieEnterprise {
                enterprise,
                org_number,
            } => Ok(self.tie(*enterprise, *org_number)),
            Command::ConfirmNumber { org_number } => Ok(self.confirm(*org_number)),
            Command::RejectClaim { enterprise, reason } => Ok(self.reject(*enterprise, reason)),
            Command::WithdrawInvitation { invitation } => self.withdraw_invitation(*invitation),
            _ if self.is_closed() => Err(Refusal::Closed),
            Command::Change {
                name,
                domain,
                proof,
                by_staff,
            } => {
                let name = name.as_ref();
                Ok(self.change(name, domain.as_ref(), (proof.as_ref(), *by_staff)))
            }
            Command::Verify => Ok(self.verify()),
            Command::Refuse { reason } => Ok(self.refuse(reason)),
            Command::Close { reason } => Ok(self.close(Some(reason))),
            Command::ChangeMemberRole { subject, role } => self.change_role(*subject, *role),
            Command::RemoveMember { subject } => self.remove(*subject),
            Command::Invite { invitation, role } => self.invite(*invitation, *role),
            Command::AcceptInvitation {
                invitation,
                subject,
            } => self.accept(*invitation, *subject),
            Command::RequestToJoin { subject } => self.request_to_join(*subject),
            Command::DecideJoin { subject, role } => self.decide_join(*subject, *role),
            Command::RequestClaim { enterprise } => self.request_claim(*enterprise),
            Command::WithdrawClaim => self.withdraw_claim(),
            Command::ReleaseEnterprise => self.release(),
            Command::SetSkoopiMembership(period) => Ok(self.set_membership(*period, at)),
        }
    }

    fn evolve(&mut self, event: &Event) {
        match event {
            // The fold of the whole organisation answered it.
            Event::Created { .. } => {}
            Event::Verified { by } => {
                self.belief = Belief::Verified(*by);
                self.is_announced = true;
            }
            Event::VerificationAsked => self.belief = Belief::Unverified,
            Event::Refused { reason, .. } => {
                self.belief = Belief::Refused(reason.clone());
                self.is_announced = false;
            }
            Event::Renamed { name } => self.name = name.clone(),
            Event::DomainChanged { domain } => self.domain.clone_from(domain),
            Event::MemberAdded { .. }
            | Event::MemberRoleChanged { .. }
            | Event::MemberRemoved { .. }
            | Event::Invited { .. }
            | Event::InvitationAccepted { .. }
            | Event::InvitationWithdrawn { .. }
            | Event::JoinRequested { .. }
            | Event::JoinWithdrawn { .. }
            | Event::JoinDecided { .. } => self.evolve_people(event),
            Event::ClaimRequested { enterprise } => {
                self.claim = Some(Claim {
                    enterprise: *enterprise,
                    rejected: None,
                });
            }
            Event::ClaimWithdrawn { .. } => self.claim = None,
            Event::ClaimRejected { enterprise, reason } => {
                self.claim = Some(Claim {
                    enterprise: *enterprise,
                    rejected: Some(reason.clone()),
                });
            }
            Event::EnterpriseTied { enterprise } => {
                self.claim = None;
                self.enterprise = Some(*enterprise);
            }
            Event::EnterpriseReleased { enterprise } => {
                self.enterprise = self.enterprise.filter(|tied| tied != enterprise);
                // One that was approved too late waits for nothing any more.
                self.claim = self.claim.take().filter(|it| it.enterprise != *enterprise);
            }
            Event::SkoopiMembershipSet { period } => self.membership = *period,
            Event::Closed { .. } => {
                self.belief = Belief::Closed;
                self.is_announced = false;
                self.invitations.clear();
                self.join_requests.clear();
            }
        }
    }
}
