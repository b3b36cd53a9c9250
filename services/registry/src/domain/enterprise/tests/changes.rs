//! Changes of what the criteria hang on wait for review while an enterprise is
//! listed, and nobody sees them before.

use kernel::aggregate::Aggregate;
use proptest::{prelude::*, sample::subsequence};

use super::{
    review::{OURS, and, attested, ground, known, ours, told, with},
    *,
};
use crate::domain::{
    enterprise::{changes::Pending, notice::Notice},
    values::criteria::{Attested, Criterion},
};

fn listed() -> Vec<Event> {
    with(Stage::Listed, &[review::tied(), attested()])
}

fn propose(parts: Vec<Part>) -> Command {
    let reviewed = false;
    Command::ChangeProfile { parts, reviewed }
}

fn attest(attestations: Vec<Attested>) -> Command {
    let reviewed = false;
    Command::Attest {
        attestations,
        reviewed,
    }
}

pub(super) fn proposed(changes: Vec<Part>, attestations: Vec<Attested>) -> Event {
    let at = AT;
    Event::ChangesProposed {
        changes,
        attestations,
        at,
    }
}

fn renamed(text: &str) -> Part {
    Part::Name(name(text))
}

fn phone() -> Part {
    Part::Phone(Phone::parse("08-12 34 56").ok())
}

fn form() -> Part {
    Part::LegalForm(LegalForm::parse("stiftelse").ok())
}

fn sent_back() -> Event {
    let reasons = reasons("Varför?");
    Event::ChangesReturned { reasons }
}

#[test]
fn a_change_is_split_into_what_is_public_at_once_and_what_waits() {
    given(&listed())
        .when(propose(vec![renamed("Nya köket"), phone()]))
        .then(&[
            changed(phone()),
            proposed(vec![renamed("Nya köket")], vec![]),
        ]);
}

#[test]
fn whoever_may_approve_changes_at_once() {
    let command = change_of(vec![renamed("Nya köket"), phone()]);
    given(&listed())
        .when(command)
        .then(&[Event::ProfileChanged {
            changes: vec![renamed("Nya köket"), phone()],
        }]);
}

#[rstest]
#[case(Stage::Draft)]
#[case(Stage::Submitted)]
#[case(Stage::Returned)]
#[case(Stage::Rejected)]
#[case(Stage::Unlisted)]
fn off_the_list_nothing_waits(#[case] stage: Stage) {
    given(&until(stage))
        .when(propose(vec![renamed("Nya köket")]))
        .then(&[changed(renamed("Nya köket"))]);
    let attestations = vec![ground(Criterion::Integration, "Vi anställer.")];
    given(&until(stage))
        .when(attest(attestations.clone()))
        .then(&[Event::CriteriaAttested { attestations }]);
}

#[test]
fn a_second_proposal_adds_to_the_first() {
    let events = and(listed(), &[proposed(vec![renamed("Nya köket")], vec![])]);
    let reworded = ground(Criterion::Independence, "Vi äger oss själva.");
    given(&events)
        .when(propose(vec![form()]))
        .then(&[proposed(vec![renamed("Nya köket"), form()], vec![])]);
    given(&events)
        .when(attest(vec![reworded.clone()]))
        .then(&[proposed(vec![renamed("Nya köket")], vec![reworded])]);
    given(&events)
        .when(propose(vec![renamed("Nyaste köket")]))
        .then(&[proposed(vec![renamed("Nyaste köket")], vec![])]);
}

#[test]
fn the_same_proposal_twice_is_one() {
    let events = and(listed(), &[proposed(vec![renamed("Nya köket")], vec![])]);
    given(&events)
        .when(propose(vec![renamed("Nya köket")]))
        .then(&[]);
    given(&listed())
        .when(propose(vec![renamed("Exempelköket")]))
        .then(&[]);
}

#[test]
fn going_back_to_what_is_public_withdraws_the_proposal() {
    let events = and(listed(), &[proposed(vec![renamed("Nya köket")], vec![])]);
    given(&events)
        .when(propose(vec![renamed("Exempelköket")]))
        .then(&[Event::ChangesWithdrawn]);
}

#[test]
fn a_proposal_leaves_the_profile_complete() {
    given(&listed())
        .when(propose(vec![Part::LegalForm(None)]))
        .then_refused(Refusal::NotComplete(vec![Missing::Field(Field::LegalForm)]));
    given(&listed())
        .when(attest(vec![(Criterion::Independence, None)]))
        .then_refused(Refusal::NotComplete(vec![Missing::Ground(
            Criterion::Independence,
        )]));
}

#[test]
fn one_that_was_listed_without_grounds_gives_them_one_by_one() {
    let one = vec![ground(Criterion::Integration, "Vi anställer.")];
    given(&ours(Stage::Listed))
        .when(attest(one.clone()))
        .then(&[proposed(vec![], one)]);
}

#[test]
fn approved_changes_are_public_and_told() {
    let grounds = vec![ground(Criterion::Independence, "Vi äger oss själva.")];
    let events = and(
        listed(),
        &[proposed(
            vec![renamed("Nya köket"), form()],
            grounds.clone(),
        )],
    );
    let approved = Event::ChangesApproved {
        changes: vec![renamed("Nya köket"), form()],
        attestations: grounds.clone(),
    };
    given(&events)
        .when(Command::ApproveChanges)
        .then(&[approved.clone(), told(Notice::ChangesApproved)]);
    let known = known(&and(events, &[approved]));
    assert_eq!(
        known.profile,
        complete().with(renamed("Nya köket")).with(form())
    );
    assert!(known.attestations.agree_with(&grounds[0]));
    assert_eq!((known.pending, known.stage), (None, Stage::Listed));
}

#[test]
fn returned_changes_stay_with_their_reasons_and_can_be_proposed_again() {
    let waiting = and(listed(), &[proposed(vec![renamed("Nya köket")], vec![])]);
    let reasons = reasons("Varför?");
    given(&waiting)
        .when(Command::ReturnChanges {
            reasons: reasons.clone(),
        })
        .then(&[sent_back(), told(Notice::ChangesReturned)]);
    let events = and(waiting, &[sent_back()]);
    let pending = known(&events).pending.unwrap();
    assert_eq!(
        (pending.waits(), pending.return_reasons),
        (false, reasons.clone())
    );
    assert_eq!(known(&events).profile, complete());
    // The same answer twice is one; any other finds nothing that waits.
    let again = Command::ReturnChanges { reasons };
    given(&events).when(again).then(&[]);
    given(&events)
        .when(Command::ApproveChanges)
        .then_refused(Refusal::NoChanges);
    given(&events)
        .when(propose(vec![renamed("Nya köket")]))
        .then(&[proposed(vec![renamed("Nya köket")], vec![])]);
}

#[test]
fn another_field_leaves_what_was_returned_alone() {
    let returned = [proposed(vec![renamed("Nya köket")], vec![]), sent_back()];
    let events = and(listed(), &returned);
    given(&events)
        .when(propose(vec![phone()]))
        .then(&[changed(phone())]);
    let after = known(&and(events, &[changed(phone())]));
    assert!(after.pending.is_some_and(|it| !it.waits()));
}

#[test]
fn changes_are_taken_back_whether_they_wait_or_came_back() {
    let waiting = and(listed(), &[proposed(vec![form()], vec![])]);
    let returned = and(waiting.clone(), &[sent_back()]);
    for events in [waiting, returned] {
        given(&events)
            .when(Command::WithdrawChanges)
            .then(&[Event::ChangesWithdrawn]);
        let after = known(&and(events, &[Event::ChangesWithdrawn]));
        assert_eq!((after.pending, after.profile), (None, complete()));
    }
    given(&listed()).when(Command::WithdrawChanges).then(&[]);
}

#[test]
fn of_two_reviewers_the_second_is_told_that_nothing_waits() {
    let approved = Event::ChangesApproved {
        changes: vec![form()],
        attestations: vec![],
    };
    for first in [approved, sent_back(), Event::ChangesWithdrawn] {
        let events = and(listed(), &[proposed(vec![form()], vec![]), first]);
        let second = Command::ReturnChanges {
            reasons: reasons("Något annat."),
        };
        for command in [Command::ApproveChanges, second] {
            given(&events)
                .when(command)
                .then_refused(Refusal::NoChanges);
        }
    }
}

#[rstest]
#[case(Stage::Draft)]
#[case(Stage::Submitted)]
#[case(Stage::Returned)]
#[case(Stage::Rejected)]
#[case(Stage::Listed)]
#[case(Stage::Unlisted)]
fn without_changes_there_is_nothing_to_review(#[case] stage: Stage) {
    let back = Command::ReturnChanges {
        reasons: reasons("Varför?"),
    };
    for command in [Command::ApproveChanges, back] {
        given(&until(stage))
            .when(command)
            .then_refused(Refusal::NoChanges);
    }
    given(&until(stage))
        .when(Command::WithdrawChanges)
        .then(&[]);
}

#[test]
fn leaving_the_list_takes_the_changes_away() {
    let events = and(listed(), &[proposed(vec![form()], vec![])]);
    given(&events)
        .when(unlist())
        .then(&[Event::ChangesWithdrawn, unlisted()]);
}

#[test]
fn what_becomes_public_another_way_waits_no_longer() {
    let waiting = [proposed(vec![renamed("Nya köket"), form()], vec![])];
    let mut events = and(listed(), &waiting);
    events.push(changed(form()));
    let pending = known(&events).pending.unwrap();
    assert_eq!(pending.parts, [renamed("Nya köket")]);
    events.push(changed(renamed("Nya köket")));
    assert_eq!(known(&events).pending, None);
}

/// Any parts that an owner may send.
fn parts() -> impl Strategy<Value = Vec<Part>> {
    let all = vec![
        renamed("Nya köket"),
        renamed("Exempelköket"),
        Part::OrgNumber(OrgNumber::parse("212000-0142").ok()),
        form(),
        Part::Services(vec![]),
        Part::Services(vec![IntegrationService::parse("rehabilitering").unwrap()]),
        Part::Description(Description::parse("Nytt.").ok()),
        Part::Municipality(MunicipalityCode::parse("0180").ok()),
        Part::Activities(vec![Activity::at_the_seat(
            Industry::parse("bageri").unwrap(),
        )]),
        Part::Benefits(vec![]),
        Part::Website(None),
        phone(),
    ];
    subsequence(all, 0..6).prop_shuffle()
}

fn grounds() -> impl Strategy<Value = Vec<Attested>> {
    let all = Criterion::ALL.map(|it| ground(it, "Nya ord."));
    subsequence(all.to_vec(), 0..4)
}

/// What the owner's side may ask while nobody decides.
fn asked() -> impl Strategy<Value = Command> {
    prop_oneof![
        3 => parts().prop_map(propose),
        2 => grounds().prop_map(attest),
        1 => Just(Command::WithdrawChanges),
        1 => Just(Command::ConfirmCapacity),
        1 => Just(Command::PassTime),
    ]
}

/// What the criteria hang on, as everybody sees it.
fn reviewed(state: &Enterprise) -> Vec<Part> {
    let Enterprise::Known(known) = state else {
        panic!("it was registered");
    };
    let matters = Field::ALL.into_iter().filter(|it| it.matters());
    matters.map(|field| known.profile.part(field)).collect()
}

fn waiting(state: &Enterprise) -> Option<Pending> {
    match state {
        Enterprise::Known(known) => known.pending.clone(),
        Enterprise::Unknown => None,
    }
}

proptest! {
    /// Whatever an owner asks, in whatever order: what was approved is what
    /// everybody sees, until somebody approves something else.
    #[test]
    fn nothing_unreviewed_is_ever_public(commands in proptest::collection::vec(asked(), 1..12)) {
        let Given(mut state) = given(&listed());
        let before = reviewed(&state);
        for command in commands {
            let events = state.decide(&command, AT).unwrap_or_default();
            events.iter().for_each(|event| state.evolve(event));
            prop_assert_eq!(reviewed(&state), before.clone());
            if let Some(pending) = waiting(&state) {
                prop_assert!(!pending.parts.is_empty() || !pending.attestations.is_empty());
                prop_assert!(pending.parts.iter().all(|it| it.field().matters()));
            }
        }
    }

    /// Approving makes exactly that public which waited.
    #[test]
    fn what_is_approved_is_what_waited(parts in parts(), grounds in grounds()) {
        let Given(mut state) = given(&listed());
        for command in [propose(parts), attest(grounds)] {
            let events = state.decide(&command, AT).unwrap();
            events.iter().for_each(|event| state.evolve(event));
        }
        let Enterprise::Known(before) = state.clone() else {
            panic!("it was registered");
        };
        let (profile, attestations) = before.with_pending();
        if let Ok(events) = state.decide(&Command::ApproveChanges, AT) {
            events.iter().for_each(|event| state.evolve(event));
        }
        let Enterprise::Known(after) = state else {
            panic!("it was registered");
        };
        prop_assert_eq!((after.profile, after.attestations), (profile, attestations));
        prop_assert_eq!(after.pending, None);
        prop_assert_eq!(after.organisation, Some(OURS));
    }
}
