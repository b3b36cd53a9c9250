//! What lies in the log.

use time::macros::date;

use super::*;
use crate::domain::{
    enterprise::notice::Notice,
    values::{criteria::Criterion, text::Ground},
};

fn told(notice: Notice) -> Event {
    Event::NoticeRequested {
        organisation: uuid::Uuid::from_u128(1),
        notice,
    }
}

/// As in the other tests of stored events: a difference means an upcaster.
#[rstest]
#[case("unlisted_by_own_wish", unlisted())]
#[case("kept_off", Event::KeptOff { reason: Reason::parse("Inget ASF.").ok() })]
#[case("rejected", rejected_for("Inget ASF."))]
#[case("criteria_attested", Event::CriteriaAttested {
    attestations: vec![
        (Criterion::Integration, Ground::parse("Vi anställer.").ok()),
        (Criterion::Participation, Ground::parse("Alla är med.").ok()),
        (Criterion::Reinvestment, Ground::parse("Allt stannar.").ok()),
        (Criterion::Independence, None),
    ],
})]
#[case("changes_proposed", Event::ChangesProposed {
    changes: vec![Part::Name(name("Nya köket"))],
    attestations: vec![(Criterion::Integration, Ground::parse("Vi anställer.").ok())],
    at: AT,
})]
#[case("changes_approved", Event::ChangesApproved {
    changes: vec![Part::Name(name("Nya köket"))],
    attestations: vec![(Criterion::Integration, Ground::parse("Vi anställer.").ok())],
})]
#[case("changes_returned", Event::ChangesReturned { reasons: reasons("Varför?") })]
#[case("changes_withdrawn", Event::ChangesWithdrawn)]
#[case("certified", Event::Certified {
    issued_on: date!(2026 - 03 - 01),
    expires_on: date!(2028 - 03 - 01),
    renewal: false,
})]
#[case("certification_lapsed", Event::CertificationLapsed)]
#[case("certification_revoked", Event::CertificationRevoked {
    reason: Reason::parse("Uppfyller inte kraven.").unwrap(),
})]
#[case("membership_began", Event::MembershipBegan)]
#[case("membership_ended", Event::MembershipEnded)]
#[case("capacity_confirmed", Event::CapacityConfirmed { at: AT })]
#[case("told_of_a_rejection_of_the_application", told(Notice::Rejected {
    reason: Reason::parse("Inget ASF.").unwrap(),
}))]
#[case("told_of_approved_changes", told(Notice::ChangesApproved))]
#[case("told_of_returned_changes", told(Notice::ChangesReturned))]
#[case("told_of_a_certification", told(Notice::Certified { until: date!(2028 - 03 - 01) }))]
#[case("told_that_it_ends", told(Notice::CertificationSoon { until: date!(2028 - 03 - 01) }))]
#[case("told_that_it_ended", told(Notice::CertificationLapsed))]
#[case("told_of_a_revocation", told(Notice::CertificationRevoked {
    reason: Reason::parse("Uppfyller inte kraven.").unwrap(),
}))]
#[case("told_to_confirm", told(Notice::CapacityReminder { at: AT }))]
fn a_stored_event_of_later_days_keeps_its_shape(#[case] golden: &str, #[case] event: Event) {
    insta::assert_json_snapshot!(golden, event);
    let stored = serde_json::to_string(&event).unwrap();
    assert_eq!(serde_json::from_str::<Event>(&stored).unwrap(), event);
}
