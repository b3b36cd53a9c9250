//! Given events, when a command, then events or a refusal.

mod claims;
mod people;
mod verification;

use kernel::{aggregate::Aggregate, org_number::OrgNumber};
use time::macros::{date, datetime};
use uuid::Uuid;

use super::{
    Organisation,
    command::{Command, Create},
    event::Event,
    refusal::Refusal,
};
use crate::domain::values::{
    MemberRole, OrganisationKind, VerifiedBy,
    mail_domain::MailDomain,
    period::Period,
    text::{Name, Reason},
};

const OWNER: Uuid = Uuid::from_u128(1);
const OTHER: Uuid = Uuid::from_u128(2);
const INVITATION: Uuid = Uuid::from_u128(10);
const ENTERPRISE: Uuid = Uuid::from_u128(20);
const ANOTHER_ENTERPRISE: Uuid = Uuid::from_u128(21);

struct Given(Organisation);

fn given(events: &[Event]) -> Given {
    let mut state = Organisation::default();
    for event in events {
        state.evolve(event);
    }
    Given(state)
}

/// An organisation with one owner, and what came after.
fn owned(more: &[Event]) -> Given {
    let mut events = vec![created(), added(OWNER, MemberRole::Owner)];
    events.extend_from_slice(more);
    given(&events)
}

impl Given {
    fn when(self, command: Command) -> Decided {
        let at = datetime!(2026-03-01 12:00 UTC);
        Decided(self.0.decide(&command, at))
    }
}

struct Decided(Result<Vec<Event>, Refusal>);

impl Decided {
    fn then(self, events: &[Event]) {
        assert_eq!(self.0.as_deref(), Ok(events));
    }

    fn then_refused(self, refusal: Refusal) {
        assert_eq!(self.0, Err(refusal));
    }
}

fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

fn reason() -> Reason {
    Reason::parse("Numret hör till en annan.").unwrap()
}

fn domain(text: &str) -> Option<MailDomain> {
    MailDomain::parse(text).ok()
}

fn created() -> Event {
    Event::Created {
        kind: OrganisationKind::Asf,
        name: name("Café Exempel"),
        org_number: OrgNumber::parse("556016-0680").unwrap(),
        domain: domain("cafe.example"),
    }
}

fn create(owner: Option<Uuid>, verified: Option<VerifiedBy>) -> Command {
    Command::Create(Box::new(Create {
        kind: OrganisationKind::Asf,
        name: name("Café Exempel"),
        org_number: OrgNumber::parse("556016-0680").unwrap(),
        domain: domain("cafe.example"),
        owner,
        verified,
        number_taken: false,
    }))
}

fn added(subject: Uuid, role: MemberRole) -> Event {
    Event::MemberAdded { subject, role }
}

fn verified(by: VerifiedBy) -> Event {
    Event::Verified { by }
}

fn believed() -> Event {
    verified(VerifiedBy::Staff)
}

fn refused(was_verified: bool) -> Event {
    let reason = reason();
    Event::Refused {
        reason,
        was_verified,
    }
}

fn closed(was_verified: bool) -> Event {
    let reason = Some(reason());
    Event::Closed {
        reason,
        was_verified,
    }
}

fn claimed() -> Event {
    let enterprise = ENTERPRISE;
    Event::ClaimRequested { enterprise }
}

fn withdrawn() -> Event {
    let enterprise = ENTERPRISE;
    Event::ClaimWithdrawn { enterprise }
}

fn tied() -> Event {
    let enterprise = ENTERPRISE;
    Event::EnterpriseTied { enterprise }
}

fn released() -> Event {
    let enterprise = ENTERPRISE;
    Event::EnterpriseReleased { enterprise }
}

fn invited(role: MemberRole) -> Event {
    let invitation = INVITATION;
    Event::Invited { invitation, role }
}

fn accepted() -> Event {
    let (invitation, subject) = (INVITATION, OTHER);
    Event::InvitationAccepted {
        invitation,
        subject,
    }
}

fn removed(subject: Uuid) -> Event {
    Event::MemberRemoved { subject }
}

fn asks(subject: Uuid) -> Event {
    Event::JoinRequested { subject }
}

#[test]
fn whoever_creates_it_is_its_owner() {
    given(&[])
        .when(create(Some(OWNER), Some(VerifiedBy::Domain)))
        .then(&[
            created(),
            added(OWNER, MemberRole::Owner),
            verified(VerifiedBy::Domain),
        ]);
    given(&[]).when(create(None, None)).then(&[created()]);
    owned(&[])
        .when(create(None, None))
        .then_refused(Refusal::AlreadyCreated);
}

#[test]
fn nothing_but_creation_can_be_asked_of_what_is_not_there() {
    for command in [Command::Verify, Command::ReleaseEnterprise] {
        given(&[]).when(command).then_refused(Refusal::NotFound);
    }
}

#[test]
fn the_json_of_each_event_stays_as_it_is() {
    let (role, subject) = (MemberRole::Editor, OTHER);
    let (invitation, approved) = (INVITATION, true);
    let events = [
        created(),
        believed(),
        Event::VerificationAsked,
        refused(true),
        Event::Renamed {
            name: name("Kök Exempel"),
        },
        Event::DomainChanged {
            domain: domain("kok.example"),
        },
        Event::DomainChanged { domain: None },
        added(OWNER, MemberRole::Owner),
        Event::MemberRoleChanged { subject, role },
        removed(OTHER),
        invited(MemberRole::Viewer),
        accepted(),
        Event::InvitationWithdrawn { invitation },
        asks(OTHER),
        Event::JoinWithdrawn { subject },
        Event::JoinDecided { subject, approved },
        claimed(),
        withdrawn(),
        Event::ClaimRejected {
            enterprise: ENTERPRISE,
            reason: reason(),
        },
        tied(),
        released(),
        Event::SkoopiMembershipSet {
            period: Period::new(date!(2026 - 01 - 01), Some(date!(2026 - 12 - 31))).ok(),
        },
        Event::SkoopiMembershipSet { period: None },
        closed(false),
    ];
    for event in &events {
        let json = serde_json::to_value(event).unwrap();
        assert_eq!(json["type"], event.name());
        assert_eq!(&serde_json::from_value::<Event>(json).unwrap(), event);
    }
    insta::assert_json_snapshot!("organisation_events", events);
}
