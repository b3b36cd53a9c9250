//! The public events, byte for byte.

use kernel::{aggregate::Aggregate, metadata::Metadata, org_number::OrgNumber};
use time::macros::{date, datetime};

use super::*;
use crate::domain::values::{
    VerifiedBy,
    text::{Name, Reason},
};

const ID: Uuid = Uuid::from_u128(0x0195_4e2c_8000_7000_8000_0000_0000_0001);
const PERSON: Uuid = Uuid::from_u128(0x7d44_4840_9dc0_41d1_b245_5ffd_ce74_fad2);
const ENTERPRISE: Uuid = Uuid::from_u128(0x0195_4e2c_8000_7000_8000_0000_0000_0009);

fn recorded<E>(event: E) -> Recorded<E> {
    let mut metadata = Metadata::system(datetime!(2026-03-01 12:00:00.25 UTC));
    metadata.actor = PERSON.to_string();
    Recorded {
        stream: ID,
        version: 1,
        event,
        metadata,
    }
}

fn created() -> Event {
    Event::Created {
        kind: OrganisationKind::Asf,
        name: Name::parse("Café Exempel").unwrap(),
        org_number: OrgNumber::parse("556016-0680").unwrap(),
        domain: None,
    }
}

fn verified() -> Event {
    let by = VerifiedBy::Staff;
    Event::Verified { by }
}

/// What the last of the events publishes, after a creation.
fn published(events: &[Event]) -> Option<PublicEvent> {
    let mut state = Organisation::default();
    state.evolve(&created());
    for event in events {
        state.evolve(event);
    }
    of_organisation(&recorded(events.last()?.clone()), &state)
}

fn refused(was_verified: bool) -> Event {
    let reason = Reason::parse("Numret hör till en annan.").unwrap();
    Event::Refused {
        reason,
        was_verified,
    }
}

fn renamed() -> Event {
    let name = Name::parse("Kök Exempel").unwrap();
    Event::Renamed { name }
}

#[test]
fn nothing_is_said_of_what_nobody_believed_yet() {
    for events in [&[renamed()][..], &[refused(false)]] {
        assert_eq!(published(events), None, "{events:?}");
    }
}

#[test]
fn an_organisation_is_told_by_its_own_subject_and_resource() {
    let event = published(&[verified()]).unwrap();
    let subject = format!("asf.identity.v1.organisation.verified.{ID}");
    let resource = format!("organisations/{ID}");
    assert_eq!((event.subject, event.resource), (subject, resource));
}

#[test]
fn each_public_event_of_an_organisation_keeps_its_shape() {
    let (subject, role) = (PERSON, MemberRole::Editor);
    let period = Period::new(date!(2026 - 01 - 01), None).ok();
    let (reason, was_verified, enterprise) = (None, true, ENTERPRISE);
    let told: Vec<_> = [
        vec![verified()],
        vec![verified(), renamed()],
        vec![verified(), refused(true)],
        vec![Event::Closed {
            reason,
            was_verified,
        }],
        vec![Event::MemberAdded { subject, role }],
        vec![Event::MemberRemoved { subject }],
        vec![Event::SkoopiMembershipSet { period }],
        vec![Event::SkoopiMembershipSet { period: None }],
        vec![Event::ClaimRequested { enterprise }],
        vec![Event::ClaimWithdrawn { enterprise }],
        vec![Event::EnterpriseReleased { enterprise }],
    ]
    .iter()
    .map(|events| published(events).unwrap())
    .map(|event| (event.r#type, event.subject, event.data))
    .collect();
    insta::assert_json_snapshot!("organisation_events", told);
}

#[test]
fn an_erasure_is_told_to_all_and_nothing_else_of_an_account() {
    let event = of_account(&recorded(AccountEvent::Erased)).unwrap();
    insta::assert_json_snapshot!(
        "subject_erased",
        (event.subject, event.resource, event.data)
    );
    let language = crate::domain::values::Language::Sv;
    assert_eq!(
        of_account(&recorded(AccountEvent::Opened { language })),
        None
    );
}
