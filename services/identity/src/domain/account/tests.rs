//! Given events, when a command, then events or a refusal.

use kernel::{aggregate::Aggregate, place::CountyCode};
use rstest::rstest;
use time::macros::datetime;
use uuid::Uuid;

use super::{Account, command::Command, event::Event, refusal::Refusal};
use crate::domain::values::{Language, MailPreferences, PlatformRole};

const PASSKEY: Uuid = Uuid::from_u128(7);

struct Given(Account);

fn given(events: &[Event]) -> Given {
    let mut state = Account::default();
    for event in events {
        state.evolve(event);
    }
    Given(state)
}

impl Given {
    fn when(self, command: Command) -> Decided {
        Decided(self.0.decide(&command, datetime!(2026-03-01 12:00 UTC)))
    }
}

struct Decided(Result<Vec<Event>, Refusal>);

impl Decided {
    fn then(self, events: &[Event]) {
        assert_eq!(self.0.as_deref(), Ok(events));
    }

    fn then_refused(self, refusal: Refusal) {
        assert_eq!(self.0, Err(refusal));
    }
}

fn opened() -> Event {
    let language = Language::Sv;
    Event::Opened { language }
}

fn open() -> Command {
    let language = Language::Sv;
    Command::Open { language }
}

fn linked() -> Event {
    let provider = "freja".to_owned();
    Event::ProviderLinked { provider }
}

fn unlink() -> Command {
    let provider = "freja".to_owned();
    Command::UnlinkProvider { provider }
}

fn granted() -> Event {
    let role = PlatformRole::Staff;
    Event::RoleGranted { role }
}

fn leads(county: &str) -> PlatformRole {
    let county = CountyCode::parse(county).unwrap();
    PlatformRole::ProcessLeader { county }
}

#[test]
fn an_account_is_opened_once() {
    given(&[]).when(open()).then(&[opened()]);
    given(&[opened()])
        .when(open())
        .then_refused(Refusal::AlreadyOpen);
}

#[test]
fn nothing_but_opening_can_be_asked_of_an_account_that_is_not_there() {
    for command in [Command::VerifyEmail, Command::SetPassword, Command::Erase] {
        given(&[]).when(command).then_refused(Refusal::NotFound);
    }
}

#[test]
fn proving_an_address_again_changes_nothing() {
    given(&[opened()])
        .when(Command::VerifyEmail)
        .then(&[Event::EmailVerified]);
    given(&[opened(), Event::EmailVerified])
        .when(Command::VerifyEmail)
        .then(&[]);
}

#[test]
fn codes_are_set_up_once_and_can_be_removed() {
    given(&[opened()])
        .when(Command::AddTotp)
        .then(&[Event::TotpAdded]);
    given(&[opened(), Event::TotpAdded])
        .when(Command::AddTotp)
        .then_refused(Refusal::TotpAlreadyAdded);
    given(&[opened(), Event::TotpAdded])
        .when(Command::RemoveTotp)
        .then(&[Event::TotpRemoved]);
}

#[rstest]
#[case(Command::RemoveTotp)]
#[case(Command::RenewRecoveryCodes)]
#[case(Command::UseRecoveryCode)]
fn without_codes_nothing_can_be_done_with_them(#[case] command: Command) {
    given(&[opened(), Event::TotpAdded, Event::TotpRemoved])
        .when(command)
        .then_refused(Refusal::NoTotp);
}

#[test]
fn the_last_way_in_stays() {
    let added = Event::PasskeyAdded { id: PASSKEY };
    let remove = Command::RemovePasskey { id: PASSKEY };
    let only = [opened(), added.clone()];
    given(&only)
        .when(remove.clone())
        .then_refused(Refusal::LastWayIn);
    given(&[opened(), linked()])
        .when(unlink())
        .then_refused(Refusal::LastWayIn);
    given(&[opened(), added, Event::PasswordSet])
        .when(remove)
        .then(&[Event::PasskeyRemoved { id: PASSKEY }]);
}

#[test]
fn what_is_not_there_cannot_be_removed() {
    given(&[opened()])
        .when(Command::RemovePasskey { id: PASSKEY })
        .then_refused(Refusal::NoSuchPasskey);
    given(&[opened()])
        .when(unlink())
        .then_refused(Refusal::NotLinked);
}

#[test]
fn a_sign_in_service_is_linked_once() {
    let provider = "freja".to_owned();
    given(&[opened(), linked()])
        .when(Command::LinkProvider { provider })
        .then_refused(Refusal::AlreadyLinked);
}

#[test]
fn preferences_that_are_the_same_are_no_change() {
    let (language, mail) = (Language::En, MailPreferences::default());
    let change = Command::ChangePreferences { language, mail };
    let changed = Event::PreferencesChanged { language, mail };
    given(&[opened()])
        .when(change.clone())
        .then(std::slice::from_ref(&changed));
    given(&[opened(), changed]).when(change).then(&[]);
}

#[test]
fn a_role_needs_a_proven_address() {
    let role = PlatformRole::Staff;
    given(&[opened()])
        .when(Command::GrantRole { role })
        .then_refused(Refusal::NotVerified);
    given(&[opened(), Event::EmailVerified])
        .when(Command::GrantRole { role })
        .then(&[granted()]);
    given(&[opened(), Event::EmailVerified, granted()])
        .when(Command::GrantRole { role })
        .then(&[]);
}

#[test]
fn a_process_leader_of_one_county_is_not_one_of_another() {
    let role = leads("14");
    let events = [opened(), Event::EmailVerified, Event::RoleGranted { role }];
    given(&events)
        .when(Command::RevokeRole { role: leads("12") })
        .then_refused(Refusal::RoleNotHeld);
    given(&events)
        .when(Command::RevokeRole { role })
        .then(&[Event::RoleRevoked { role }]);
}

#[test]
fn an_erasure_takes_the_roles_along() {
    let role = PlatformRole::Staff;
    given(&[opened(), granted()])
        .when(Command::Erase)
        .then(&[Event::RoleRevoked { role }, Event::Erased]);
    given(&[opened()])
        .when(Command::Erase)
        .then(&[Event::Erased]);
}

#[test]
fn an_erased_account_is_gone_for_good() {
    let events = [opened(), granted(), Event::Erased];
    given(&events).when(Command::Erase).then(&[]);
    given(&events).when(open()).then_refused(Refusal::Erased);
    given(&events)
        .when(Command::SetPassword)
        .then_refused(Refusal::Erased);
    assert_eq!(given(&events).0, Account::Erased);
}

#[test]
fn the_json_of_each_event_stays_as_it_is() {
    let provider = "freja".to_owned();
    let (language, mail) = (Language::En, MailPreferences::default());
    let events = [
        opened(),
        Event::EmailVerified,
        Event::EmailChanged,
        Event::PasswordSet,
        Event::TotpAdded,
        Event::TotpRemoved,
        Event::RecoveryCodesRenewed,
        Event::RecoveryCodeUsed,
        Event::PasskeyAdded { id: PASSKEY },
        Event::PasskeyRemoved { id: PASSKEY },
        linked(),
        Event::ProviderUnlinked { provider },
        Event::PreferencesChanged { language, mail },
        Event::DetailsChanged,
        granted(),
        Event::RoleGranted { role: leads("14") },
        Event::RoleRevoked { role: leads("14") },
        Event::Erased,
    ];
    for event in &events {
        let json = serde_json::to_value(event).unwrap();
        assert_eq!(json["type"], event.name());
        assert_eq!(&serde_json::from_value::<Event>(json).unwrap(), event);
    }
    insta::assert_json_snapshot!("account_events", events);
}
