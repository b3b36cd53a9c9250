//! What time does to an enterprise, and what follows an organisation.

use time::{Duration, OffsetDateTime};

use super::{
    certification::certified,
    review::{OURS, and, known, ours, tied, told},
    *,
};
use crate::domain::enterprise::{claim::Claim, notice::Notice};

const WARNED: OffsetDateTime = datetime!(2027-12-02 00:00 +1);
const LAPSED: OffsetDateTime = datetime!(2028-03-02 00:00 +1);
const UNTIL: time::Date = time::macros::date!(2028 - 03 - 01);
/// After the capacity of `complete` was confirmed.
const REMINDED: OffsetDateTime = datetime!(2026-05-30 12:00 UTC);

/// What happens when time has passed until then.
fn passed(events: &[Event], at: OffsetDateTime) -> Vec<Event> {
    let Given(state) = given(events);
    state.decide(&Command::PassTime, at).unwrap()
}

fn reminded(at: OffsetDateTime) -> Event {
    told(Notice::CapacityReminder { at })
}

/// Listed and certified, with nothing said of its capacity.
fn bare() -> Vec<Event> {
    let activity = Activity::at_the_seat(Industry::parse("catering").unwrap());
    let changes = vec![Part::Activities(vec![activity])];
    and(
        ours(Stage::Listed),
        &[Event::ProfileChanged { changes }, certified()],
    )
}

#[test]
fn a_certification_lapses_when_its_last_day_has_passed_and_it_is_told() {
    let events = and(bare(), &[told(Notice::CertificationSoon { until: UNTIL })]);
    assert_eq!(passed(&events, LAPSED - Duration::SECOND), []);
    let lapsed = [
        Event::CertificationLapsed,
        told(Notice::CertificationLapsed),
    ];
    assert_eq!(passed(&events, LAPSED), lapsed);
    let after = and(events, &lapsed);
    assert_eq!(known(&after).certification, None);
    assert_eq!(passed(&after, LAPSED + Duration::DAY), []);
}

#[test]
fn the_end_of_a_certification_is_told_once_ninety_days_before() {
    assert_eq!(passed(&bare(), WARNED - Duration::SECOND), []);
    let soon = told(Notice::CertificationSoon { until: UNTIL });
    assert_eq!(passed(&bare(), WARNED), std::slice::from_ref(&soon));
    let after = and(bare(), &[soon]);
    assert_eq!(passed(&after, WARNED + Duration::DAY), []);
    // A renewed one is announced again.
    let renewed = Event::Certified {
        issued_on: time::macros::date!(2028 - 01 - 10),
        expires_on: time::macros::date!(2030 - 03 - 01),
        renewal: true,
    };
    let again = and(after, &[renewed]);
    assert_eq!(passed(&again, WARNED + Duration::days(60)), []);
    assert_eq!(passed(&again, datetime!(2029-12-01 00:00 +1)).len(), 1);
}

#[test]
fn after_a_long_downtime_it_lapses_without_an_announcement() {
    let lapsed = [
        Event::CertificationLapsed,
        told(Notice::CertificationLapsed),
    ];
    assert_eq!(passed(&bare(), LAPSED + Duration::days(400)), lapsed);
}

#[test]
fn one_that_nobody_looks_after_lapses_too() {
    let events = and(until(Stage::Listed), &[certified()]);
    assert_eq!(passed(&events, WARNED), []);
    assert_eq!(passed(&events, LAPSED), [Event::CertificationLapsed]);
    assert_eq!(known(&events).due_at(), Some(LAPSED));
}

#[test]
fn capacity_is_asked_for_after_ninety_days_and_then_every_ninety() {
    let mut events = ours(Stage::Listed);
    assert_eq!(known(&events).due_at(), Some(REMINDED));
    assert_eq!(passed(&events, REMINDED - Duration::SECOND), []);
    let late = REMINDED + Duration::days(5);
    assert_eq!(passed(&events, late), [reminded(late)]);
    events.push(reminded(late));
    let next = late + Duration::days(90);
    assert_eq!(passed(&events, next - Duration::SECOND), []);
    assert_eq!(passed(&events, next), [reminded(next)]);
    // Confirming it gives three months of rest.
    events.push(Event::CapacityConfirmed { at: next });
    assert_eq!(known(&events).due_at(), Some(next + Duration::days(90)));
}

#[test]
fn nobody_is_asked_off_the_list_or_without_an_organisation_or_capacity() {
    let late = REMINDED + Duration::days(400);
    assert_eq!(passed(&until(Stage::Listed), late), []);
    for stage in [
        Stage::Draft,
        Stage::Submitted,
        Stage::Unlisted,
        Stage::Closed,
    ] {
        assert_eq!(passed(&ours(stage), late), [], "{stage:?}");
        assert_eq!(known(&ours(stage)).due_at(), None, "{stage:?}");
    }
    assert_eq!(passed(&bare(), REMINDED), []);
}

#[test]
fn capacity_that_was_never_confirmed_is_asked_for_at_once() {
    let Part::Activities(mut activities) = complete().part(Field::Activities) else {
        panic!("it is the activities");
    };
    activities[0].capacity.as_mut().unwrap().confirmed_at = None;
    let changes = vec![Part::Activities(activities)];
    let events = and(ours(Stage::Listed), &[Event::ProfileChanged { changes }]);
    assert_eq!(passed(&events, AT), [reminded(AT)]);
}

#[test]
fn whatever_time_does_is_due_before() {
    for events in [
        bare(),
        ours(Stage::Listed),
        ours(Stage::Unlisted),
        until(Stage::Draft),
    ] {
        let due = known(&events).due_at();
        for days in (0..1000).step_by(10) {
            let at = AT + Duration::days(days);
            let happens = !passed(&events, at).is_empty();
            assert_eq!(happens, due.is_some_and(|due| due <= at), "{at}");
        }
    }
}

#[test]
fn confirming_says_that_all_activities_state_the_truth() {
    let yesterday = Event::CapacityConfirmed {
        at: AT - Duration::DAY,
    };
    for stage in [Stage::Draft, Stage::Listed, Stage::Unlisted] {
        given(&and(until(stage), std::slice::from_ref(&yesterday)))
            .when(Command::ConfirmCapacity)
            .then(&[Event::CapacityConfirmed { at: AT }]);
        // It was said today, when the capacity was stated.
        given(&until(stage))
            .when(Command::ConfirmCapacity)
            .then(&[]);
    }
    let at = datetime!(2026-09-01 08:00 UTC);
    let after = known(&and(
        until(Stage::Listed),
        &[Event::CapacityConfirmed { at }],
    ));
    let capacity = after.profile.activities[0].capacity.as_ref().unwrap();
    assert_eq!((capacity.confirmed_at, capacity.people), (Some(at), 8));
    given(&bare())
        .when(Command::ConfirmCapacity)
        .then_refused(Refusal::NoCapacity);
    given(&until(Stage::Closed))
        .when(Command::ConfirmCapacity)
        .then_refused(Refusal::Closed);
}

#[test]
fn membership_comes_with_the_organisation_and_goes_with_it() {
    let began = Event::MembershipBegan;
    given(&ours(Stage::Listed))
        .when(Command::SetMember(true))
        .then(std::slice::from_ref(&began));
    let events = and(ours(Stage::Unlisted), std::slice::from_ref(&began));
    given(&events).when(Command::SetMember(true)).then(&[]);
    given(&events)
        .when(Command::SetMember(false))
        .then(&[Event::MembershipEnded]);
    let organisation = OURS;
    given(&events)
        .when(Command::Release { organisation })
        .then(&[Event::Released { organisation }, Event::MembershipEnded]);
}

#[test]
fn an_enterprise_without_an_organisation_or_an_end_is_no_member() {
    for events in [vec![], until(Stage::Listed), ours(Stage::Closed)] {
        for member in [true, false] {
            given(&events).when(Command::SetMember(member)).then(&[]);
        }
    }
}

#[test]
fn a_new_organisation_begins_as_no_member() {
    let asked = Event::ClaimRequested(Claim {
        organisation: OURS,
        name: name("Exempelköket"),
        org_number: OrgNumber::parse("556016-0680").unwrap(),
        requested_at: AT,
    });
    let tied = known(&and(until(Stage::Listed), &[asked, tied()]));
    assert_eq!((tied.organisation, tied.member), (Some(OURS), false));
}
