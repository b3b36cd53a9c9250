//! Who looks after an enterprise, and that everybody who asks is answered.

use super::*;
use crate::domain::enterprise::{
    claim::{Claim, Rejection},
    notice::Notice,
};

const OURS: uuid::Uuid = uuid::Uuid::from_u128(1);
const THEIRS: uuid::Uuid = uuid::Uuid::from_u128(2);

fn claim(organisation: uuid::Uuid) -> Claim {
    Claim {
        organisation,
        name: name("Exempelköket"),
        org_number: OrgNumber::parse("556016-0680").unwrap(),
        requested_at: AT,
    }
}

fn requested(organisation: uuid::Uuid) -> Event {
    Event::ClaimRequested(claim(organisation))
}

fn request(organisation: uuid::Uuid) -> Command {
    Command::RequestClaim(claim(organisation))
}

fn approve(organisation: uuid::Uuid) -> Command {
    Command::ApproveClaim { organisation }
}

fn approved(organisation: uuid::Uuid) -> Event {
    Event::ClaimApproved { organisation }
}

fn rejected(organisation: uuid::Uuid, reason: Rejection) -> [Event; 2] {
    [
        Event::ClaimRejected {
            organisation,
            reason: reason.clone(),
        },
        told(organisation, Notice::ClaimRejected { reason }),
    ]
}

fn told(organisation: uuid::Uuid, notice: Notice) -> Event {
    Event::NoticeRequested {
        organisation,
        notice,
    }
}

/// A complete enterprise at a stage, looked after by us.
fn ours(stage: Stage) -> Vec<Event> {
    let mut events = vec![requested(OURS), approved(OURS)];
    let mut past = until(stage);
    past.splice(1..1, events.drain(..));
    past
}

fn with(events: Vec<Event>, more: &[Event]) -> Vec<Event> {
    [&events[..], more].concat()
}

#[test]
fn a_claim_waits_for_a_decision() {
    given(&until(Stage::Listed))
        .when(request(OURS))
        .then(&[requested(OURS)]);
}

#[test]
fn a_claim_that_waits_is_not_made_twice() {
    given(&with(until(Stage::Listed), &[requested(OURS)]))
        .when(request(OURS))
        .then(&[]);
}

#[rstest]
#[case(vec![], Rejection::NoSuchEnterprise)]
#[case(until(Stage::Closed), Rejection::Closed)]
#[case(ours(Stage::Closed), Rejection::Closed)]
#[case(ours(Stage::Listed), Rejection::Tied)]
fn a_claim_that_cannot_be_had_is_answered_at_once(
    #[case] events: Vec<Event>,
    #[case] reason: Rejection,
) {
    given(&events)
        .when(request(THEIRS))
        .then(&rejected(THEIRS, reason));
}

#[test]
fn one_that_is_ours_already_is_said_to_be_so() {
    given(&ours(Stage::Draft))
        .when(request(OURS))
        .then(&[approved(OURS)]);
}

#[test]
fn an_enterprise_that_was_claimed_too_early_is_registered_all_the_same() {
    let early = rejected(OURS, Rejection::NoSuchEnterprise);
    let Given(state) = given(&early);
    assert_eq!(state, Enterprise::Unknown);
    let new = Register {
        slug: slug(),
        profile: complete(),
        notes: None,
        organisation: None,
    };
    given(&early)
        .when(Command::Register(Box::new(new)))
        .then(&[registered_as(complete())]);
}

#[test]
fn one_gets_it_and_the_others_are_told_that_they_do_not() {
    let events = with(until(Stage::Listed), &[requested(THEIRS), requested(OURS)]);
    let mut expected = vec![approved(OURS), told(OURS, Notice::ClaimApproved)];
    expected.extend(rejected(THEIRS, Rejection::GivenToAnother));
    given(&events).when(approve(OURS)).then(&expected);
    let Given(Enterprise::Known(known)) = given(&with(events, &expected)) else {
        panic!("it was registered");
    };
    assert_eq!((known.organisation, known.claims), (Some(OURS), vec![]));
}

#[test]
fn approving_twice_changes_nothing() {
    given(&ours(Stage::Listed)).when(approve(OURS)).then(&[]);
}

#[test]
fn what_nobody_claims_is_neither_given_nor_refused() {
    let reject = || Command::RejectClaim {
        organisation: THEIRS,
        reason: Reason::parse("Nej.").unwrap(),
    };
    for command in [approve(THEIRS), reject()] {
        given(&with(until(Stage::Listed), &[requested(OURS)]))
            .when(command.clone())
            .then_refused(Refusal::NoSuchClaim);
        given(&[])
            .when(command.clone())
            .then_refused(Refusal::NotFound);
        given(&until(Stage::Closed))
            .when(command)
            .then_refused(Refusal::Closed);
    }
}

#[test]
fn a_rejection_is_told_with_its_words() {
    let reason = Reason::parse("Numret är ett annat.").unwrap();
    given(&with(until(Stage::Draft), &[requested(OURS)]))
        .when(Command::RejectClaim {
            organisation: OURS,
            reason: reason.clone(),
        })
        .then(&rejected(OURS, Rejection::Words(reason)));
}

#[test]
fn a_wish_that_was_taken_back_waits_no_longer() {
    let organisation = OURS;
    let events = with(until(Stage::Draft), &[requested(OURS)]);
    let withdrawn = Event::ClaimWithdrawn { organisation };
    given(&events)
        .when(Command::WithdrawClaim { organisation })
        .then(std::slice::from_ref(&withdrawn));
    given(&with(events, &[withdrawn]))
        .when(approve(OURS))
        .then_refused(Refusal::NoSuchClaim);
}

#[test]
fn an_organisation_lets_go_also_after_the_end() {
    let organisation = OURS;
    let released = Event::Released { organisation };
    for stage in [Stage::Draft, Stage::Listed, Stage::Closed] {
        given(&ours(stage))
            .when(Command::Release { organisation })
            .then(std::slice::from_ref(&released));
    }
}

#[rstest]
#[case(Command::WithdrawClaim { organisation: THEIRS })]
#[case(Command::Release { organisation: THEIRS })]
fn there_is_nothing_to_take_back(#[case] command: Command) {
    for events in [vec![], until(Stage::Closed), ours(Stage::Listed)] {
        given(&events).when(command.clone()).then(&[]);
    }
}

#[test]
fn closing_answers_the_claims_that_wait() {
    let mut expected = vec![closed(true)];
    expected.extend(rejected(OURS, Rejection::Closed));
    given(&with(until(Stage::Listed), &[requested(OURS)]))
        .when(Command::Close { reason: None })
        .then(&expected);
}

#[test]
fn an_asf_that_registers_itself_looks_after_itself() {
    let new = Register {
        slug: slug(),
        profile: complete(),
        notes: None,
        organisation: Some(OURS),
    };
    let registered = Event::Registered {
        slug: slug(),
        profile: Box::new(complete()),
        notes: None,
        organisation: Some(OURS),
    };
    given(&[])
        .when(Command::Register(Box::new(new)))
        .then(std::slice::from_ref(&registered));
    given(&[registered])
        .when(request(THEIRS))
        .then(&rejected(THEIRS, Rejection::Tied));
}

#[test]
fn the_organisation_is_told_of_what_others_decide() {
    let reason = Reason::parse("Inaktuell.").ok();
    given(&ours(Stage::Submitted))
        .when(Command::List)
        .then(&[Event::Listed, told(OURS, Notice::Listed)]);
    given(&ours(Stage::Submitted))
        .when(Command::Return {
            reasons: reasons("Skriv vad ni säljer."),
        })
        .then(&[returned(), told(OURS, Notice::Returned)]);
    given(&ours(Stage::Listed))
        .when(Command::Unlist {
            reason: reason.clone(),
            own_wish: false,
        })
        .then(&[
            Event::Unlisted {
                reason: reason.clone(),
                own_wish: false,
            },
            told(OURS, Notice::Unlisted { reason }),
        ]);
}

#[test]
fn what_it_does_itself_it_is_not_told() {
    given(&ours(Stage::Listed))
        .when(unlist())
        .then(&[unlisted()]);
    given(&ours(Stage::Draft))
        .when(submit())
        .then(&[Event::Submitted]);
}

/// As in the other tests of stored events: a difference means an upcaster.
#[rstest]
#[case("registered_by_an_asf", Event::Registered {
    slug: slug(),
    profile: Box::new(Profile::named(name("KOOPUS"))),
    notes: None,
    organisation: Some(OURS),
})]
#[case("claim_requested", requested(OURS))]
#[case("claim_withdrawn", Event::ClaimWithdrawn { organisation: OURS })]
#[case("claim_approved", approved(OURS))]
#[case("claim_rejected", Event::ClaimRejected {
    organisation: OURS,
    reason: Rejection::Words(Reason::parse("Numret är ett annat.").unwrap()),
})]
#[case("claim_rejected_at_once", Event::ClaimRejected {
    organisation: OURS,
    reason: Rejection::NoSuchEnterprise,
})]
#[case("released", Event::Released { organisation: OURS })]
#[case("told_of_a_listing", told(OURS, Notice::Listed))]
#[case("told_of_a_return", told(OURS, Notice::Returned))]
#[case("told_of_leaving", told(OURS, Notice::Unlisted {
    reason: Reason::parse("Inaktuell.").ok(),
}))]
#[case("told_of_an_approval", told(OURS, Notice::ClaimApproved))]
#[case("told_of_a_rejection", told(OURS, Notice::ClaimRejected {
    reason: Rejection::GivenToAnother,
}))]
fn a_stored_event_of_claims_keeps_its_shape(#[case] golden: &str, #[case] event: Event) {
    insta::assert_json_snapshot!(golden, event);
    let stored = serde_json::to_string(&event).unwrap();
    assert_eq!(serde_json::from_str::<Event>(&stored).unwrap(), event);
}

#[test]
fn a_state_that_knows_of_no_organisation_is_read() {
    let Given(state) = given(&until(Stage::Listed));
    let mut stored = serde_json::to_value(&state).unwrap();
    let known = stored["known"].as_object_mut().unwrap();
    known.remove("organisation").unwrap();
    known.remove("claims").unwrap();
    assert_eq!(serde_json::from_value::<Enterprise>(stored).unwrap(), state);
}
