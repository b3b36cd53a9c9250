//! What is offered is what would be carried out.

use super::{
    changes::proposed,
    review::{and, attested, ground, ours, told},
    *,
};
use crate::domain::{
    enterprise::{action::Action, notice::Notice},
    values::criteria::Criterion,
};

/// What somebody would send, with words of their own.
fn sent(action: Action, own: bool) -> Command {
    let reason = Reason::parse("Därför.").unwrap();
    let reasons = reasons("Skriv mer.");
    let reviewed = !own;
    match action {
        Action::UpdateProfile => Command::ChangeProfile {
            parts: vec![Part::Phone(None)],
            reviewed,
        },
        Action::AttestCriteria => Command::Attest {
            attestations: vec![ground(Criterion::Integration, "Vi anställer.")],
            reviewed,
        },
        Action::Submit => Command::Submit { by_owner: own },
        Action::List => Command::List,
        Action::Unlist => Command::Unlist {
            reason: Some(reason),
            own_wish: own,
        },
        Action::Relist => Command::Relist,
        Action::Return => Command::Return { reasons },
        Action::Reject => Command::Reject { reason },
        Action::ApproveChanges => Command::ApproveChanges,
        Action::ReturnChanges => Command::ReturnChanges { reasons },
        Action::WithdrawChanges => Command::WithdrawChanges,
        Action::ConfirmCapacity => Command::ConfirmCapacity,
        Action::Certify | Action::RenewCertification => Command::Certify,
        Action::RevokeCertification => Command::RevokeCertification { reason },
        Action::Close => Command::Close { reason: None },
    }
}

const STAGES: [Stage; 7] = [
    Stage::Draft,
    Stage::Submitted,
    Stage::Returned,
    Stage::Rejected,
    Stage::Listed,
    Stage::Unlisted,
    Stage::Closed,
];

/// Enterprises in every stage, with and without what else decides.
fn all() -> Vec<Vec<Event>> {
    let waiting = proposed(vec![Part::Name(name("Nya köket"))], vec![]);
    let back = Event::ChangesReturned {
        reasons: reasons("Varför?"),
    };
    let certified = |year: i32| Event::Certified {
        issued_on: AT.date().replace_year(year).unwrap(),
        expires_on: AT.date().replace_year(year + 2).unwrap(),
        renewal: false,
    };
    let mut all = vec![vec![registered_as(Profile::named(name("KOOPUS")))]];
    for stage in STAGES {
        all.push(until(stage));
        all.push(and(ours(stage), &[attested()]));
        if stage != Stage::Closed {
            // Valid, to be renewed, and at its end.
            all.extend([2025, 2024, 2020].map(|year| and(until(stage), &[certified(year)])));
        }
    }
    all.push(and(until(Stage::Listed), std::slice::from_ref(&waiting)));
    all.push(and(until(Stage::Listed), &[waiting, back]));
    let kept_off = Event::KeptOff { reason: None };
    all.push(and(until(Stage::Unlisted), &[kept_off]));
    all.push(and(
        ours(Stage::Unlisted),
        &[told(Notice::Listed), changed(Part::Phone(None))],
    ));
    all
}

/// Whether the command is carried out, or lacks only what can be filled in.
fn is_carried_out(action: Action, decided: &Decided) -> bool {
    let renews = |again: bool| move |it: &Event| matches!(it, Event::Certified { renewal, .. } if *renewal == again);
    match (&decided.0, action) {
        (Ok(events), Action::Certify) => events.iter().any(renews(false)),
        (Ok(events), Action::RenewCertification) => events.iter().any(renews(true)),
        (Ok(_), Action::UpdateProfile | Action::AttestCriteria | Action::ConfirmCapacity) => true,
        (Ok(events), _) => !events.is_empty(),
        (Err(refusal), _) => matches!(refusal, Refusal::NotComplete(_)),
    }
}

#[test]
fn an_action_is_offered_exactly_where_its_command_is_carried_out() {
    for events in all() {
        let known = review::known(&events);
        for (action, own) in Action::ALL
            .into_iter()
            .flat_map(|it| [(it, true), (it, false)])
        {
            let writes = matches!(action, Action::UpdateProfile | Action::AttestCriteria);
            if own && writes && known.stage == Stage::Rejected {
                assert!(!known.allows(action, own, AT), "the review opens it first");
                continue;
            }
            let decided = given(&events).when(sent(action, own));
            let expected = is_carried_out(action, &decided);
            let stage = known.stage;
            assert_eq!(
                known.allows(action, own, AT),
                expected,
                "{action:?} own={own} {stage:?}: {decided:?}"
            );
        }
    }
}

#[rstest]
#[case(Stage::Draft, &[Action::UpdateProfile, Action::AttestCriteria, Action::Submit])]
#[case(Stage::Submitted, &[Action::List, Action::Return, Action::Reject])]
#[case(Stage::Rejected, &[Action::Return])]
#[case(Stage::Listed, &[Action::UpdateProfile, Action::Unlist])]
#[case(Stage::Unlisted, &[Action::List, Action::Relist])]
fn some_actions_of_a_stage(#[case] stage: Stage, #[case] offered: &[Action]) {
    let known = review::known(&until(stage));
    for action in offered {
        assert!(known.allows(*action, true, AT), "{action:?}");
    }
}

#[test]
fn what_is_missing_is_what_a_submission_is_refused_for() {
    for events in all() {
        let known = review::known(&events);
        if !matches!(known.stage, Stage::Draft | Stage::Returned) {
            continue;
        }
        for by_owner in [true, false] {
            let missing = known.missing(by_owner);
            assert!(missing.len() <= Missing::most(by_owner));
            let decided = given(&events).when(Command::Submit { by_owner }).0;
            let refused = match decided {
                Err(Refusal::NotComplete(missing)) => missing,
                Err(other) => panic!("{other}"),
                Ok(_) => Vec::new(),
            };
            assert_eq!(missing, refused);
        }
    }
}

#[test]
fn what_waits_counts_as_made() {
    let grounds = Criterion::ALL.map(|it| ground(it, "Så är det."));
    let waiting = proposed(vec![], grounds.to_vec());
    let listed = until(Stage::Listed);
    assert_eq!(review::known(&listed).missing(true).len(), 4);
    let known = review::known(&and(listed, &[waiting]));
    assert_eq!(known.missing(true), []);
}

#[test]
fn a_field_is_named_where_its_change_only_waits() {
    for stage in [Stage::Draft, Stage::Listed, Stage::Unlisted] {
        let known = review::known(&until(stage));
        for reviewed in [true, false] {
            let named = known.reviewed_fields(reviewed);
            for part in [Part::Name(name("Nya köket")), Part::Phone(None)] {
                let field = part.field().name();
                let parts = vec![part];
                let command = Command::ChangeProfile { parts, reviewed };
                let events = given(&until(stage)).when(command).0.unwrap();
                let waits = matches!(events[..], [Event::ChangesProposed { .. }]);
                assert_eq!(
                    named.iter().any(|it| it == field),
                    waits,
                    "{stage:?} {field}"
                );
            }
        }
    }
}
