//! What has happened to an organisation, as it lies in the log for ever.
//! People are subject ids; an invitation is an id of its own, which leads to
//! the invited address while the invitation is open.
//!
//! The JSON of each event is pinned by a snapshot. To change one, leave the
//! snapshot alone and teach `DomainEvent::upcast` to read it.

use kernel::{aggregate::DomainEvent, org_number::OrgNumber};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::values::{
    MemberRole, OrganisationKind, VerifiedBy,
    mail_domain::MailDomain,
    period::Period,
    text::{Name, Reason},
};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub(crate) enum Event {
    Created {
        kind: OrganisationKind,
        name: Name,
        org_number: OrgNumber,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        domain: Option<MailDomain>,
    },
    /// It is what it says.
    Verified {
        by: VerifiedBy,
    },
    /// It was changed in a way that staff have to look at.
    VerificationAsked,
    /// Staff do not believe it.
    Refused {
        reason: Reason,
        /// It was verified before, and others know it.
        was_verified: bool,
    },
    Renamed {
        name: Name,
    },
    DomainChanged {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        domain: Option<MailDomain>,
    },
    MemberAdded {
        subject: Uuid,
        role: MemberRole,
    },
    MemberRoleChanged {
        subject: Uuid,
        role: MemberRole,
    },
    MemberRemoved {
        subject: Uuid,
    },
    Invited {
        invitation: Uuid,
        role: MemberRole,
    },
    InvitationAccepted {
        invitation: Uuid,
        subject: Uuid,
    },
    /// Taken back, or too old.
    InvitationWithdrawn {
        invitation: Uuid,
    },
    JoinRequested {
        subject: Uuid,
    },
    JoinWithdrawn {
        subject: Uuid,
    },
    JoinDecided {
        subject: Uuid,
        approved: bool,
    },
    ClaimRequested {
        enterprise: Uuid,
    },
    ClaimWithdrawn {
        enterprise: Uuid,
    },
    ClaimRejected {
        enterprise: Uuid,
        reason: Reason,
    },
    /// The registry tied the enterprise to it.
    EnterpriseTied {
        enterprise: Uuid,
    },
    EnterpriseReleased {
        enterprise: Uuid,
    },
    /// Nothing for no membership.
    SkoopiMembershipSet {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        period: Option<Period>,
    },
    Closed {
        /// None when the last member was erased.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
        was_verified: bool,
    },
}

impl DomainEvent for Event {}

impl Event {
    /// The type's name in the log.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Created { .. } => "Created",
            Self::Verified { .. } => "Verified",
            Self::VerificationAsked => "VerificationAsked",
            Self::Refused { .. } => "Refused",
            Self::Renamed { .. } => "Renamed",
            Self::DomainChanged { .. } => "DomainChanged",
            Self::MemberAdded { .. } => "MemberAdded",
            Self::MemberRoleChanged { .. } => "MemberRoleChanged",
            Self::MemberRemoved { .. } => "MemberRemoved",
            Self::Invited { .. } => "Invited",
            Self::InvitationAccepted { .. } => "InvitationAccepted",
            Self::InvitationWithdrawn { .. } => "InvitationWithdrawn",
            Self::JoinRequested { .. } => "JoinRequested",
            Self::JoinWithdrawn { .. } => "JoinWithdrawn",
            Self::JoinDecided { .. } => "JoinDecided",
            Self::ClaimRequested { .. } => "ClaimRequested",
            Self::ClaimWithdrawn { .. } => "ClaimWithdrawn",
            Self::ClaimRejected { .. } => "ClaimRejected",
            Self::EnterpriseTied { .. } => "EnterpriseTied",
            Self::EnterpriseReleased { .. } => "EnterpriseReleased",
            Self::SkoopiMembershipSet { .. } => "SkoopiMembershipSet",
            Self::Closed { .. } => "Closed",
        }
    }
}
