//! The way onto the list by an application, and the way back.

use super::*;
use crate::domain::{
    enterprise::{claim::Claim, notice::Notice},
    values::{
        criteria::{Attested, Criterion},
        text::Ground,
    },
};

pub(super) const OURS: uuid::Uuid = uuid::Uuid::from_u128(1);

pub(super) fn told(notice: Notice) -> Event {
    Event::NoticeRequested {
        organisation: OURS,
        notice,
    }
}

/// A complete enterprise at a stage, with these events after the first.
pub(super) fn with(stage: Stage, first: &[Event]) -> Vec<Event> {
    let mut events = until(stage);
    events.splice(1..1, first.iter().cloned());
    events
}

/// The same, looked after by us.
pub(super) fn ours(stage: Stage) -> Vec<Event> {
    with(stage, &[tied()])
}

pub(super) fn tied() -> Event {
    Event::ClaimApproved { organisation: OURS }
}

pub(super) fn and(mut events: Vec<Event>, more: &[Event]) -> Vec<Event> {
    events.extend_from_slice(more);
    events
}

pub(super) fn ground(criterion: Criterion, text: &str) -> Attested {
    (criterion, Ground::parse(text).ok())
}

/// All four criteria with a ground.
pub(super) fn attested() -> Event {
    let all = Criterion::ALL.into_iter();
    Event::CriteriaAttested {
        attestations: all.map(|it| ground(it, "Så är det hos oss.")).collect(),
    }
}

pub(super) fn known(events: &[Event]) -> Box<crate::domain::enterprise::Known> {
    match given(events).0 {
        Enterprise::Known(known) => known,
        Enterprise::Unknown => panic!("it was registered"),
    }
}

pub(super) fn reason(text: &str) -> Reason {
    Reason::parse(text).unwrap()
}

fn by_owner() -> Command {
    let by_owner = true;
    Command::Submit { by_owner }
}

fn reject(text: &str) -> Command {
    let reason = reason(text);
    Command::Reject { reason }
}

#[test]
fn an_owner_says_first_how_all_four_criteria_are_met() {
    let missing = |criteria: &[Criterion]| {
        let missing = criteria.iter().map(|it| Missing::Ground(*it));
        Refusal::NotComplete(missing.collect())
    };
    given(&until(Stage::Draft))
        .when(by_owner())
        .then_refused(missing(&Criterion::ALL));
    let one = Event::CriteriaAttested {
        attestations: vec![ground(Criterion::Participation, "Alla är med.")],
    };
    given(&and(until(Stage::Draft), &[one]))
        .when(by_owner())
        .then_refused(missing(&[
            Criterion::Integration,
            Criterion::Reinvestment,
            Criterion::Independence,
        ]));
    given(&and(until(Stage::Draft), &[attested()]))
        .when(by_owner())
        .then(&[Event::Submitted]);
}

#[test]
fn an_owner_is_told_at_once_of_all_that_is_missing() {
    let Decided(Err(Refusal::NotComplete(missing))) =
        given(&[registered_as(Profile::named(name("KOOPUS")))]).when(by_owner())
    else {
        panic!("it is far from complete");
    };
    assert_eq!(missing.len(), 5 + 4);
    assert_eq!(missing[8].name(), "attestations[independence]");
}

#[test]
fn an_application_is_turned_down_with_a_reason_that_is_told() {
    let answer = reason("Inget ASF.");
    let rejected = Event::Rejected {
        reason: answer.clone(),
    };
    given(&ours(Stage::Submitted))
        .when(reject("Inget ASF."))
        .then(&[
            rejected.clone(),
            told(Notice::Rejected {
                reason: answer.clone(),
            }),
        ]);
    let known = known(&and(until(Stage::Submitted), &[rejected]));
    assert_eq!(
        (known.stage, known.rejection),
        (Stage::Rejected, Some(answer))
    );
}

#[rstest]
#[case(Stage::Draft, Err(wrong_state("rejecting", Stage::Draft)))]
#[case(Stage::Submitted, Ok(vec![rejected_for("Inget ASF.")]))]
#[case(Stage::Returned, Err(wrong_state("rejecting", Stage::Returned)))]
#[case(Stage::Rejected, Ok(vec![]))]
#[case(Stage::Listed, Err(wrong_state("rejecting", Stage::Listed)))]
#[case(Stage::Unlisted, Err(wrong_state("rejecting", Stage::Unlisted)))]
#[case(Stage::Closed, Err(Refusal::Closed))]
fn rejecting(#[case] stage: Stage, #[case] answer: Result<Vec<Event>, Refusal>) {
    assert_eq!(given(&until(stage)).when(reject("Inget ASF.")).0, answer);
}

#[test]
fn one_is_not_rejected_for_another_reason_afterwards() {
    given(&until(Stage::Rejected))
        .when(reject("Något annat."))
        .then_refused(wrong_state("rejecting", Stage::Rejected));
}

#[test]
fn a_rejected_one_can_be_opened_again_and_forgets_why() {
    let events = and(until(Stage::Rejected), &[returned()]);
    let known = known(&events);
    assert_eq!((known.stage, &known.rejection), (Stage::Returned, &None));
    given(&events).when(submit()).then(&[Event::Submitted]);
}

#[rstest]
#[case(
    Stage::Draft,
    Err(wrong_state("coming back to the list", Stage::Draft))
)]
#[case(Stage::Submitted, Ok(vec![]))]
#[case(
    Stage::Returned,
    Err(wrong_state("coming back to the list", Stage::Returned))
)]
#[case(
    Stage::Rejected,
    Err(wrong_state("coming back to the list", Stage::Rejected))
)]
#[case(Stage::Listed, Err(Refusal::AlreadyListed))]
#[case(Stage::Unlisted, Ok(vec![Event::Listed]))]
#[case(Stage::Closed, Err(Refusal::Closed))]
fn coming_back(#[case] stage: Stage, #[case] answer: Result<Vec<Event>, Refusal>) {
    let events = with(stage, &[attested()]);
    assert_eq!(given(&events).when(Command::Relist).0, answer);
}

#[rstest]
#[case(Part::Name(name("Nya köket")), true)]
#[case(Part::OrgNumber(OrgNumber::parse("212000-0142").ok()), true)]
#[case(Part::LegalForm(LegalForm::parse("stiftelse").ok()), true)]
#[case(Part::Services(vec![]), true)]
#[case(Part::Description(Description::parse("Nytt.").ok()), false)]
#[case(Part::Municipality(MunicipalityCode::parse("0180").ok()), false)]
#[case(Part::Benefits(vec![]), false)]
#[case(Part::Website(None), false)]
#[case(Part::Email(None), false)]
#[case(Part::Phone(None), false)]
fn what_the_criteria_hang_on_is_reviewed_before_it_comes_back(
    #[case] part: Part,
    #[case] matters: bool,
) {
    let events = with(Stage::Unlisted, &[attested()]);
    let events = and(events, &[changed(part.clone())]);
    let expected = if matters {
        Event::Submitted
    } else {
        Event::Listed
    };
    given(&events).when(Command::Relist).then(&[expected]);
    assert_eq!(part.field().matters(), matters);
}

#[test]
fn another_ground_is_reviewed_before_it_comes_back() {
    let reworded = Event::CriteriaAttested {
        attestations: vec![ground(Criterion::Independence, "Vi äger oss själva.")],
    };
    let events = and(with(Stage::Unlisted, &[attested()]), &[reworded]);
    given(&events)
        .when(Command::Relist)
        .then(&[Event::Submitted]);
}

#[test]
fn one_that_somebody_else_took_off_is_reviewed_before_it_comes_back() {
    let taken_off = Event::Unlisted {
        reason: None,
        own_wish: false,
    };
    let events = and(with(Stage::Listed, &[attested()]), &[taken_off]);
    given(&events)
        .when(Command::Relist)
        .then(&[Event::Submitted]);
}

#[test]
fn leaving_first_is_no_way_around_being_taken_off() {
    let reason = Reason::parse("Inget ASF.").ok();
    let left = with(Stage::Unlisted, &[attested()]);
    let kept_off = Event::KeptOff {
        reason: reason.clone(),
    };
    given(&left)
        .when(Command::Unlist {
            reason,
            own_wish: false,
        })
        .then(std::slice::from_ref(&kept_off));
    given(&and(left, &[kept_off]))
        .when(Command::Relist)
        .then(&[Event::Submitted]);
}

#[test]
fn one_that_has_to_be_reviewed_attests_the_criteria_before_it_comes_back() {
    let events = and(
        until(Stage::Unlisted),
        &[changed(Part::Name(name("Nya köket")))],
    );
    given(&events)
        .when(Command::Relist)
        .then_refused(Refusal::NotComplete(
            Criterion::ALL.map(Missing::Ground).to_vec(),
        ));
}

#[test]
fn what_was_approved_is_remembered_until_it_is_listed_again() {
    let mut events = with(Stage::Unlisted, &[attested()]);
    events.push(changed(Part::Name(name("Nya köket"))));
    for event in [Event::Submitted, returned(), Event::Submitted] {
        events.push(event);
        let approved = known(&events).approved.unwrap();
        assert_eq!(approved.profile, complete());
        assert_eq!(approved.attestations.missing(), []);
    }
    events.push(Event::Listed);
    assert_eq!(known(&events).approved, None);
}

#[test]
fn a_first_application_has_nothing_that_was_approved() {
    for stage in [
        Stage::Draft,
        Stage::Submitted,
        Stage::Returned,
        Stage::Listed,
    ] {
        assert_eq!(known(&until(stage)).approved, None, "{stage:?}");
    }
}

#[test]
fn a_claim_and_a_review_do_not_get_in_each_others_way() {
    let asked = Event::ClaimRequested(Claim {
        organisation: OURS,
        name: name("Exempelköket"),
        org_number: OrgNumber::parse("556016-0680").unwrap(),
        requested_at: AT,
    });
    let events = and(until(Stage::Submitted), &[asked]);
    given(&events)
        .when(reject("Inget ASF."))
        .then(&[rejected_for("Inget ASF.")]);
}
