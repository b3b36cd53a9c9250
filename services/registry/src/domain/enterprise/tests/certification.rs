//! Being certified, and losing it.

use time::{Duration, OffsetDateTime, macros::date};

use super::{
    review::{and, ours, reason, told},
    *,
};
use crate::domain::enterprise::notice::Notice;

const UNTIL: time::Date = date!(2028 - 03 - 01);

pub(super) fn certified() -> Event {
    Event::Certified {
        issued_on: date!(2026 - 03 - 01),
        expires_on: UNTIL,
        renewal: false,
    }
}

/// What a command meets on another day.
fn at(at: OffsetDateTime, events: &[Event], command: &Command) -> Result<Vec<Event>, Refusal> {
    let Given(state) = given(events);
    state.decide(command, at)
}

fn revoke() -> Command {
    Command::RevokeCertification {
        reason: reason("Uppfyller inte kraven."),
    }
}

#[rstest]
#[case(Stage::Draft)]
#[case(Stage::Submitted)]
#[case(Stage::Returned)]
#[case(Stage::Rejected)]
#[case(Stage::Listed)]
#[case(Stage::Unlisted)]
fn certification_is_a_state_of_its_own(#[case] stage: Stage) {
    given(&until(stage))
        .when(Command::Certify)
        .then(&[certified()]);
    let Given(Enterprise::Known(after)) = given(&and(until(stage), &[certified()])) else {
        panic!("it was registered");
    };
    assert_eq!(after.stage, stage);
    assert!(after.certification.is_some());
}

#[test]
fn the_organisation_is_told_until_when() {
    given(&ours(Stage::Listed))
        .when(Command::Certify)
        .then(&[certified(), told(Notice::Certified { until: UNTIL })]);
}

#[test]
fn it_is_renewed_in_its_last_half_year_from_its_old_end() {
    let events = and(until(Stage::Listed), &[certified()]);
    let early = datetime!(2027-09-03 12:00 UTC);
    let from = date!(2027 - 09 - 03);
    assert_eq!(
        at(early - Duration::DAY, &events, &Command::Certify),
        Err(Refusal::NotRenewable { from })
    );
    let renewed = Event::Certified {
        issued_on: from,
        expires_on: date!(2030 - 03 - 01),
        renewal: true,
    };
    assert_eq!(at(early, &events, &Command::Certify), Ok(vec![renewed]));
    let last_day = datetime!(2028-03-01 22:30 UTC);
    let Ok(renewed) = at(last_day, &events, &Command::Certify) else {
        panic!("it is valid on its last day");
    };
    assert!(matches!(renewed[0], Event::Certified { renewal: true, .. }));
}

#[test]
fn one_that_has_ended_lapses_before_it_is_issued_anew() {
    let events = and(until(Stage::Listed), &[certified()]);
    let late = datetime!(2028-03-02 00:30 +1);
    let anew = Event::Certified {
        issued_on: date!(2028 - 03 - 02),
        expires_on: date!(2030 - 03 - 02),
        renewal: false,
    };
    assert_eq!(
        at(late, &events, &Command::Certify),
        Ok(vec![Event::CertificationLapsed, anew])
    );
}

#[test]
fn skoopi_takes_it_back_with_a_reason_that_is_told() {
    let revoked = Event::CertificationRevoked {
        reason: reason("Uppfyller inte kraven."),
    };
    let notice = Notice::CertificationRevoked {
        reason: reason("Uppfyller inte kraven."),
    };
    let events = and(ours(Stage::Listed), &[certified()]);
    given(&events)
        .when(revoke())
        .then(&[revoked.clone(), told(notice)]);
    let after = and(events, &[revoked]);
    given(&after)
        .when(revoke())
        .then_refused(Refusal::NotCertified);
    given(&after)
        .when(Command::Certify)
        .then(&[certified(), told(Notice::Certified { until: UNTIL })]);
}

#[test]
fn what_nobody_holds_any_more_is_not_taken_back() {
    given(&until(Stage::Listed))
        .when(revoke())
        .then_refused(Refusal::NotCertified);
    let events = and(until(Stage::Listed), &[certified()]);
    let late = datetime!(2028-03-02 12:00 UTC);
    assert_eq!(at(late, &events, &revoke()), Err(Refusal::NotCertified));
}

#[test]
fn it_outlives_the_list_but_not_the_enterprise() {
    let member = Event::MembershipBegan;
    let held = [certified(), member];
    let left = and(and(ours(Stage::Listed), &held), &[unlisted()]);
    let Given(Enterprise::Known(known)) = given(&left) else {
        panic!("it was registered");
    };
    assert!(known.certification.is_some() && known.member);
    let Given(Enterprise::Known(known)) = given(&and(left, &[closed(false)])) else {
        panic!("it was registered");
    };
    assert_eq!((known.certification, known.member), (None, false));
    assert_eq!(known.due_at(), None);
}
