//! What can be asked of an organisation.

use kernel::org_number::OrgNumber;
use uuid::Uuid;

use crate::domain::values::{
    MemberRole, OrganisationKind, VerifiedBy,
    mail_domain::MailDomain,
    period::Period,
    text::{Name, Reason},
};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Command {
    Create(Box<Create>),
    Change {
        name: Option<Name>,
        /// The inner nothing takes the domain away.
        domain: Option<Option<MailDomain>>,
        /// The new domain proves the number: the name that the enterprise with
        /// both has on the list.
        proof: Option<Name>,
        /// Staff know what they write; anybody else types.
        by_staff: bool,
    },
    Verify,
    Refuse {
        reason: Reason,
    },
    Close {
        reason: Reason,
    },
    ChangeMemberRole {
        subject: Uuid,
        role: MemberRole,
    },
    RemoveMember {
        subject: Uuid,
    },
    Invite {
        invitation: Uuid,
        role: MemberRole,
    },
    AcceptInvitation {
        invitation: Uuid,
        subject: Uuid,
    },
    WithdrawInvitation {
        invitation: Uuid,
    },
    RequestToJoin {
        subject: Uuid,
    },
    /// Nothing for a role: the person is not let in.
    DecideJoin {
        subject: Uuid,
        role: Option<MemberRole>,
    },
    /// A person is erased. The sole member takes the organisation along.
    Forget {
        subject: Uuid,
    },
    RequestClaim {
        enterprise: Uuid,
    },
    WithdrawClaim,
    /// What the registry decided. With the number of the enterprise where
    /// somebody looked at a claim of it.
    TieEnterprise {
        enterprise: Uuid,
        org_number: Option<OrgNumber>,
    },
    /// The enterprise of the organisation was listed with this number, which
    /// somebody looked at.
    ConfirmNumber {
        org_number: OrgNumber,
    },
    RejectClaim {
        enterprise: Uuid,
        reason: Reason,
    },
    ReleaseEnterprise,
    /// Nothing: it ends at once.
    SetSkoopiMembership(Option<Period>),
}

/// A new organisation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Create {
    pub(crate) kind: OrganisationKind,
    pub(crate) name: Name,
    pub(crate) org_number: OrgNumber,
    pub(crate) domain: Option<MailDomain>,
    /// Staff create organisations without belonging to them.
    pub(crate) owner: Option<Uuid>,
    pub(crate) verified: Option<VerifiedBy>,
    /// Somebody proved that the number is theirs, or the owner has it already.
    pub(crate) number_taken: bool,
}
