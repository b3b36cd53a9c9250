//! From private events to public ones, each named. What stands here is
//! identity's word to the other services: the log may change its shape, this
//! may not. Nothing of it is personal.

#[cfg(test)]
mod tests;

use chassis::{json, times::timestamp};
use eventlog::journal::{PublicEvent, Recorded};
use proto::asf::identity::v1::{
    self as v1, EnterpriseClaimRequested, EnterpriseClaimWithdrawn, EnterpriseReleased,
    MemberChanged, OrganisationChanged, OrganisationClosed, OrganisationVerified,
    SkoopiMembershipSet, SubjectErased,
};
use uuid::Uuid;

use crate::domain::{
    account::event::Event as AccountEvent,
    organisation::{Known, Organisation, event::Event},
    values::{
        MemberRole, OrganisationKind,
        period::{Period, day_text},
    },
};

/// A public event by the contract's names.
struct Kind {
    /// The message's full name, which is the CloudEvents type too.
    r#type: &'static str,
    /// The aggregate and the event in the NATS subject.
    subject: &'static str,
    /// The first part of the resource name.
    resource: &'static str,
}

macro_rules! kind {
    ($name:ident, $message:literal, $subject:literal, $resource:literal) => {
        const $name: Kind = Kind {
            r#type: concat!("asf.identity.v1.", $message),
            subject: concat!("asf.identity.v1.", $subject),
            resource: $resource,
        };
    };
}

kind! {VERIFIED, "OrganisationVerified", "organisation.verified", "organisations"}
kind! {CHANGED, "OrganisationChanged", "organisation.changed", "organisations"}
kind! {CLOSED, "OrganisationClosed", "organisation.closed", "organisations"}
kind! {MEMBER_CHANGED, "MemberChanged", "organisation.member-changed", "organisations"}
kind! {MEMBERSHIP_SET, "SkoopiMembershipSet", "organisation.skoopi-membership-set", "organisations"}
kind! {CLAIM_REQUESTED, "EnterpriseClaimRequested", "organisation.claim-requested", "organisations"}
kind! {CLAIM_WITHDRAWN, "EnterpriseClaimWithdrawn", "organisation.claim-withdrawn", "organisations"}
kind! {RELEASED, "EnterpriseReleased", "organisation.enterprise-released", "organisations"}
kind! {ERASED, "SubjectErased", "subject.erased", "subjects"}

/// The public event of an account, or nothing: how a person logs in is nobody
/// else's business, and roles are told by tokens.
pub(crate) fn of_account(recorded: &Recorded<AccountEvent>) -> Option<PublicEvent> {
    match &recorded.event {
        AccountEvent::Erased => Some(public(
            &ERASED,
            recorded.stream,
            &SubjectErased {
                subject_id: recorded.stream.to_string(),
                erased_at: Some(timestamp(recorded.metadata.at)),
            },
        )),
        AccountEvent::Opened { .. }
        | AccountEvent::EmailVerified
        | AccountEvent::EmailChanged
        | AccountEvent::PasswordSet
        | AccountEvent::TotpAdded
        | AccountEvent::TotpRemoved
        | AccountEvent::RecoveryCodesRenewed
        | AccountEvent::RecoveryCodeUsed
        | AccountEvent::PasskeyAdded { .. }
        | AccountEvent::PasskeyRemoved { .. }
        | AccountEvent::ProviderLinked { .. }
        | AccountEvent::ProviderUnlinked { .. }
        | AccountEvent::PreferencesChanged { .. }
        | AccountEvent::DetailsChanged
        | AccountEvent::RoleGranted { .. }
        | AccountEvent::RoleRevoked { .. } => None,
    }
}

/// The public event of an organisation, or nothing. `after` is the state that
/// the event leaves.
pub(crate) fn of_organisation(
    recorded: &Recorded<Event>,
    after: &Organisation,
) -> Option<PublicEvent> {
    let Organisation::Known(known) = after else {
        return None;
    };
    match &recorded.event {
        Event::Verified { .. } => Some(verified(recorded, known)),
        Event::Renamed { .. } => known.is_verified().then(|| renamed(recorded, known)),
        Event::Refused { was_verified, .. } | Event::Closed { was_verified, .. } => {
            was_verified.then(|| closed(recorded))
        }
        Event::MemberAdded { subject, role } | Event::MemberRoleChanged { subject, role } => {
            Some(member_changed(recorded, *subject, Some(*role)))
        }
        Event::MemberRemoved { subject } => Some(member_changed(recorded, *subject, None)),
        Event::SkoopiMembershipSet { period } => Some(membership_set(recorded, *period)),
        Event::ClaimRequested { enterprise } => Some(claimed(recorded, known, *enterprise)),
        Event::ClaimWithdrawn { enterprise } => Some(unclaimed(recorded, *enterprise)),
        Event::EnterpriseReleased { enterprise } => Some(released(recorded, *enterprise)),
        Event::Created { .. }
        | Event::VerificationAsked
        | Event::DomainChanged { .. }
        | Event::Invited { .. }
        | Event::InvitationAccepted { .. }
        | Event::InvitationWithdrawn { .. }
        | Event::JoinRequested { .. }
        | Event::JoinWithdrawn { .. }
        | Event::JoinDecided { .. }
        // The registry said so itself.
        | Event::ClaimRejected { .. }
        | Event::EnterpriseTied { .. } => None,
    }
}

fn verified(recorded: &Recorded<Event>, known: &Known) -> PublicEvent {
    let message = OrganisationVerified {
        organisation_id: recorded.stream.to_string(),
        kind: kind_of(known.kind).into(),
        name: known.name.as_str().to_owned(),
        org_number: known.org_number.to_string(),
        verified_at: Some(timestamp(recorded.metadata.at)),
    };
    public(&VERIFIED, recorded.stream, &message)
}

fn renamed(recorded: &Recorded<Event>, known: &Known) -> PublicEvent {
    let message = OrganisationChanged {
        organisation_id: recorded.stream.to_string(),
        kind: kind_of(known.kind).into(),
        name: known.name.as_str().to_owned(),
        org_number: known.org_number.to_string(),
        changed_at: Some(timestamp(recorded.metadata.at)),
    };
    public(&CHANGED, recorded.stream, &message)
}

fn closed(recorded: &Recorded<Event>) -> PublicEvent {
    let message = OrganisationClosed {
        organisation_id: recorded.stream.to_string(),
        closed_at: Some(timestamp(recorded.metadata.at)),
    };
    public(&CLOSED, recorded.stream, &message)
}

fn member_changed(
    recorded: &Recorded<Event>,
    subject: Uuid,
    role: Option<MemberRole>,
) -> PublicEvent {
    let message = MemberChanged {
        organisation_id: recorded.stream.to_string(),
        subject_id: subject.to_string(),
        role: role_of(role).into(),
        changed_at: Some(timestamp(recorded.metadata.at)),
    };
    public(&MEMBER_CHANGED, recorded.stream, &message)
}

fn membership_set(recorded: &Recorded<Event>, period: Option<Period>) -> PublicEvent {
    let to = period.and_then(|period| period.to());
    let message = SkoopiMembershipSet {
        organisation_id: recorded.stream.to_string(),
        from: period.map(|it| day_text(it.from())).unwrap_or_default(),
        to: to.map(day_text).unwrap_or_default(),
        set_at: Some(timestamp(recorded.metadata.at)),
    };
    public(&MEMBERSHIP_SET, recorded.stream, &message)
}

fn claimed(recorded: &Recorded<Event>, known: &Known, enterprise: Uuid) -> PublicEvent {
    let message = EnterpriseClaimRequested {
        organisation_id: recorded.stream.to_string(),
        enterprise_id: enterprise.to_string(),
        organisation_name: known.name.as_str().to_owned(),
        org_number: known.org_number.to_string(),
        requested_by: recorded.metadata.actor.clone(),
        requested_at: Some(timestamp(recorded.metadata.at)),
    };
    public(&CLAIM_REQUESTED, recorded.stream, &message)
}

fn unclaimed(recorded: &Recorded<Event>, enterprise: Uuid) -> PublicEvent {
    let message = EnterpriseClaimWithdrawn {
        organisation_id: recorded.stream.to_string(),
        enterprise_id: enterprise.to_string(),
        withdrawn_at: Some(timestamp(recorded.metadata.at)),
    };
    public(&CLAIM_WITHDRAWN, recorded.stream, &message)
}

fn released(recorded: &Recorded<Event>, enterprise: Uuid) -> PublicEvent {
    let message = EnterpriseReleased {
        organisation_id: recorded.stream.to_string(),
        enterprise_id: enterprise.to_string(),
        released_at: Some(timestamp(recorded.metadata.at)),
    };
    public(&RELEASED, recorded.stream, &message)
}

fn public(kind: &Kind, id: Uuid, message: &impl prost::Message) -> PublicEvent {
    PublicEvent {
        r#type: kind.r#type,
        subject: format!("{}.{id}", kind.subject),
        resource: format!("{}/{id}", kind.resource),
        data: json::canonical(kind.r#type, message),
    }
}

fn kind_of(kind: OrganisationKind) -> v1::OrganisationKind {
    match kind {
        OrganisationKind::Asf => v1::OrganisationKind::Asf,
        OrganisationKind::PublicBody => v1::OrganisationKind::PublicBody,
        OrganisationKind::Company => v1::OrganisationKind::Company,
        OrganisationKind::Skoopi => v1::OrganisationKind::Skoopi,
    }
}

fn role_of(role: Option<MemberRole>) -> v1::MemberRole {
    match role {
        None => v1::MemberRole::Unspecified,
        Some(MemberRole::Viewer) => v1::MemberRole::Viewer,
        Some(MemberRole::Editor) => v1::MemberRole::Editor,
        Some(MemberRole::Owner) => v1::MemberRole::Owner,
    }
}
