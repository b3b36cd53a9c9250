//! What the world hears of certification, membership and capacity, and that it
//! hears nothing of what waits for review.

use super::*;
use crate::domain::values::text::Reason;

fn certified() -> Event {
    Event::Certified {
        issued_on: time::macros::date!(2026 - 03 - 01),
        expires_on: time::macros::date!(2028 - 03 - 01),
        renewal: false,
    }
}

fn revoked() -> Event {
    Event::CertificationRevoked {
        reason: Reason::parse("Uppfyller inte kraven.").unwrap(),
    }
}

fn listed_with(more: &[Event]) -> Vec<Event> {
    [&[registered(), Event::Submitted, Event::Listed], more].concat()
}

/// The name and the data of what the last event publishes.
fn said(events: &[Event]) -> (String, serde_json::Value) {
    let event = published(events).unwrap();
    let name = event.subject.strip_prefix("asf.registry.v1.enterprise.");
    let name = name.and_then(|it| it.strip_suffix(&format!(".{ID}")));
    (name.unwrap().to_owned(), event.data)
}

#[test]
fn a_certification_tells_its_days() {
    let (name, data) = said(&listed_with(&[certified()]));
    assert_eq!(name, "certified");
    insta::assert_json_snapshot!("enterprise_certified", data);
}

#[test]
fn its_end_tells_whether_it_was_taken_back_and_not_why() {
    let (name, data) = said(&listed_with(&[certified(), Event::CertificationLapsed]));
    assert_eq!(name, "certification-lapsed");
    insta::assert_json_snapshot!("certification_lapsed", data);
    let (_, data) = said(&listed_with(&[certified(), revoked()]));
    assert_eq!(data["cause"], "LAPSE_CAUSE_REVOKED");
    assert!(!data.to_string().contains("kraven"));
}

#[test]
fn a_listing_tells_what_the_enterprise_holds() {
    let events = [
        registered(),
        certified(),
        Event::ClaimApproved { organisation: ID },
        Event::MembershipBegan,
        Event::Submitted,
        Event::Listed,
    ];
    let (_, data) = said(&events);
    assert_eq!(data["certifiedFrom"], "2026-03-01");
    assert_eq!(data["certifiedUntil"], "2028-03-01");
    assert_eq!(data["member"], true);
}

#[test]
fn membership_and_confirmed_capacity_change_the_profile() {
    let at = datetime!(2026-03-01 12:00 UTC);
    for (event, member) in [
        (Event::MembershipBegan, true),
        (Event::MembershipEnded, false),
        (Event::CapacityConfirmed { at }, false),
    ] {
        let (name, data) = said(&listed_with(&[event]));
        assert_eq!(name, "profile-changed");
        assert_eq!(data["member"].as_bool().unwrap_or_default(), member);
    }
}

#[test]
fn what_waits_for_review_is_told_to_nobody_and_approved_to_everybody() {
    let changes = vec![Part::Name(Name::parse("Kök Exempel").unwrap())];
    let proposed = Event::ChangesProposed {
        changes: changes.clone(),
        attestations: vec![],
        at: datetime!(2026-03-01 12:00 UTC),
    };
    let returned = Event::ChangesReturned { reasons: vec![] };
    for last in [proposed.clone(), returned, Event::ChangesWithdrawn] {
        let events = listed_with(&[proposed.clone(), last]);
        assert_eq!(published(&events), None);
    }
    let phone = Event::ProfileChanged {
        changes: vec![Part::Phone(None)],
    };
    let (_, data) = said(&listed_with(&[proposed.clone(), phone]));
    assert_eq!(data["name"], "Café Exempel");
    let approved = Event::ChangesApproved {
        changes,
        attestations: vec![],
    };
    let (name, data) = said(&listed_with(&[proposed, approved]));
    assert_eq!(name, "profile-changed");
    assert_eq!(data["name"], "Kök Exempel");
}

#[test]
fn off_the_list_nobody_hears_of_it() {
    let at = datetime!(2026-03-01 12:00 UTC);
    for event in [
        certified(),
        Event::CertificationLapsed,
        revoked(),
        Event::MembershipBegan,
        Event::MembershipEnded,
        Event::CapacityConfirmed { at },
        Event::CriteriaAttested {
            attestations: vec![],
        },
        Event::Rejected {
            reason: Reason::parse("Inget ASF.").unwrap(),
        },
        Event::SocialBenefitWithdrawn { year: 2025 },
    ] {
        assert_eq!(published(&[registered(), event.clone()]), None, "{event:?}");
    }
}
