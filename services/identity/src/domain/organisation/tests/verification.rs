//! Whether it is believed, and its Skoopi membership.

use super::*;
use crate::domain::organisation::action::Action;

fn rename(text: &str) -> Command {
    Command::Change {
        name: Some(name(text)),
        domain: None,
        proof: None,
        by_staff: false,
    }
}

/// The name that the list proves is the one that it has.
fn move_to(text: &str, is_proven: bool) -> Command {
    proven_as(text, is_proven.then(|| name("Café Exempel")))
}

fn proven_as(text: &str, proof: Option<Name>) -> Command {
    Command::Change {
        name: None,
        domain: Some(domain(text)),
        proof,
        by_staff: false,
    }
}

fn moved(text: &str) -> Event {
    let domain = domain(text);
    Event::DomainChanged { domain }
}

#[test]
fn staff_verify_once_and_may_change_their_mind() {
    owned(&[]).when(Command::Verify).then(&[believed()]);
    owned(&[believed()]).when(Command::Verify).then(&[]);
    owned(&[refused(false)])
        .when(Command::Verify)
        .then(&[believed()]);
}

#[test]
fn a_refusal_takes_the_enterprise_back() {
    let refuse = Command::Refuse { reason: reason() };
    owned(&[believed(), claimed()])
        .when(refuse.clone())
        .then(&[withdrawn(), refused(true)]);
    owned(&[believed(), tied()])
        .when(refuse.clone())
        .then(&[released(), refused(true)]);
    owned(&[refused(false)]).when(refuse).then(&[]);
}

#[test]
fn others_hear_of_the_end_of_what_they_were_told_of() {
    let asked = [believed(), moved("kok.example"), Event::VerificationAsked];
    let refuse = Command::Refuse { reason: reason() };
    owned(&asked).when(refuse).then(&[refused(true)]);
    let close = Command::Close { reason: reason() };
    owned(&asked).when(close.clone()).then(&[closed(true)]);
    owned(&[believed(), refused(true)])
        .when(close)
        .then(&[closed(false)]);
}

#[test]
fn a_name_that_an_owner_types_is_nobodys_word_until_staff_have_seen_it() {
    let renamed = |text| Event::Renamed { name: name(text) };
    let of_staff = |text| Command::Change {
        name: Some(name(text)),
        domain: None,
        proof: None,
        by_staff: true,
    };
    owned(&[believed()])
        .when(rename("Storkommunen"))
        .then(&[Event::VerificationAsked, renamed("Storkommunen")]);
    owned(&[believed()])
        .when(of_staff("Storkommunen"))
        .then(&[renamed("Storkommunen")]);
    owned(&[believed()])
        .when(rename("CAFÉ Exempel"))
        .then(&[renamed("CAFÉ Exempel")]);
    owned(&[]).when(rename("Café Exempel")).then(&[]);
}

#[test]
fn what_the_list_proves_has_the_name_that_stands_there() {
    let listed = name("Köket ek. för.");
    let by = VerifiedBy::Domain;
    owned(&[])
        .when(proven_as("kok.example", Some(listed.clone())))
        .then(&[
            Event::Renamed { name: listed },
            moved("kok.example"),
            Event::Verified { by },
        ]);
}

#[test]
fn a_domain_that_nobody_proved_brings_it_before_staff_again() {
    owned(&[believed()])
        .when(move_to("kok.example", false))
        .then(&[moved("kok.example"), Event::VerificationAsked]);
    owned(&[believed()])
        .when(move_to("kok.example", true))
        .then(&[moved("kok.example")]);
    owned(&[])
        .when(move_to("kok.example", true))
        .then(&[moved("kok.example"), verified(VerifiedBy::Domain)]);
}

#[test]
fn a_proven_domain_does_not_overrule_a_refusal() {
    owned(&[refused(false)])
        .when(move_to("kok.example", true))
        .then(&[moved("kok.example"), Event::VerificationAsked]);
}

#[test]
fn what_is_closed_stays_so() {
    let close = Command::Close { reason: reason() };
    owned(&[believed(), tied()])
        .when(close.clone())
        .then(&[released(), closed(true)]);
    for command in [close, Command::Verify, rename("Kök Exempel")] {
        owned(&[closed(true)])
            .when(command)
            .then_refused(Refusal::Closed);
    }
}

#[test]
fn a_membership_is_set_and_ends_at_once() {
    let period = Period::new(date!(2026 - 01 - 01), None).ok();
    let set = Event::SkoopiMembershipSet { period };
    owned(&[])
        .when(Command::SetSkoopiMembership(period))
        .then(std::slice::from_ref(&set));
    owned(std::slice::from_ref(&set))
        .when(Command::SetSkoopiMembership(period))
        .then(&[]);
    let ended = Period::new(date!(2026 - 01 - 01), Some(date!(2026 - 02 - 28))).ok();
    owned(&[set])
        .when(Command::SetSkoopiMembership(None))
        .then(&[Event::SkoopiMembershipSet { period: ended }]);
    owned(&[])
        .when(Command::SetSkoopiMembership(None))
        .then(&[]);
}

#[test]
fn a_decision_is_open_exactly_where_it_changes_something() {
    for events in [
        vec![],
        vec![believed()],
        vec![refused(false)],
        vec![believed(), refused(true)],
        vec![closed(false)],
    ] {
        for action in Action::ALL {
            let Given(Organisation::Known(known)) = owned(&events) else {
                panic!("it was created");
            };
            let reason = reason();
            let command = match action {
                Action::Verify => Command::Verify,
                Action::Refuse => Command::Refuse { reason },
                Action::Close => Command::Close { reason },
            };
            let decided = owned(&events).when(command).0;
            let changes = decided.is_ok_and(|it| !it.is_empty());
            assert_eq!(
                known.belief.allows(action),
                changes,
                "{action:?} {events:?}"
            );
        }
    }
}
