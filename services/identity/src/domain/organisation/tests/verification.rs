//! Whether it is believed, and its Skoopi membership.

use super::*;
use crate::domain::organisation::action::Action;

fn rename(text: &str) -> Command {
    Command::Change {
        name: Some(name(text)),
        domain: None,
        is_proven: false,
    }
}

fn move_to(text: &str, is_proven: bool) -> Command {
    Command::Change {
        name: None,
        domain: Some(domain(text)),
        is_proven,
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
fn a_new_name_keeps_the_verification() {
    let name = name("Kök Exempel");
    owned(&[believed()])
        .when(rename("Kök Exempel"))
        .then(&[Event::Renamed { name }]);
    owned(&[]).when(rename("Café Exempel")).then(&[]);
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
