//! Given events, when a command, then events or a refusal.

use kernel::aggregate::Aggregate;
use time::{Duration, OffsetDateTime, macros::datetime};
use uuid::Uuid;

use super::{
    Item, MOST_ITEMS, MOST_LISTS, Shortlist,
    command::{Command, Put},
    event::Event,
    refusal::Refusal,
};
use crate::domain::values::text::{ListName, Name, Note};

const AT: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);
const ORGANISATION: Uuid = Uuid::from_u128(1);
const ENTERPRISE: Uuid = Uuid::from_u128(2);
const OTHER: Uuid = Uuid::from_u128(3);

fn after(events: &[Event]) -> Shortlist {
    let mut state = Shortlist::default();
    for event in events {
        state.evolve(event);
    }
    state
}

fn decided(events: &[Event], command: Command) -> Result<Vec<Event>, Refusal> {
    after(events).decide(&command, AT)
}

fn name(text: &str) -> ListName {
    ListName::parse(text).unwrap()
}

fn note(text: &str) -> Option<Note> {
    Some(Note::parse(text).unwrap())
}

fn created() -> Event {
    Event::Created {
        organisation: ORGANISATION,
        name: name("Fika och luncher"),
    }
}

fn item(enterprise: Uuid, note: Option<Note>, added_at: OffsetDateTime) -> Item {
    Item {
        enterprise,
        name: Name::parse("Exempelköket").unwrap(),
        note,
        added_at,
    }
}

fn put(enterprise: Uuid, note: Option<Option<Note>>) -> Command {
    Command::Put(Put {
        enterprise,
        name: Some(Name::parse("Exempelköket").unwrap()),
        note,
    })
}

fn taken_off(enterprise: Uuid) -> Event {
    Event::EnterpriseTakenOff { enterprise }
}

fn items(events: &[Event]) -> Vec<Item> {
    match after(events) {
        Shortlist::Known(known) => known.items,
        Shortlist::Unknown | Shortlist::Deleted => panic!("there is no shortlist"),
    }
}

#[test]
fn a_shortlist_is_made_and_renamed() {
    let command = Command::Create {
        organisation: ORGANISATION,
        name: name("Fika och luncher"),
        others: MOST_LISTS - 1,
    };
    assert_eq!(decided(&[], command.clone()), Ok(vec![created()]));
    assert_eq!(decided(&[created()], command), Err(Refusal::AlreadyCreated));
    let renamed = Event::Renamed { name: name("Kök") };
    let rename = Command::Rename(name("Kök"));
    assert_eq!(
        decided(&[created()], rename.clone()),
        Ok(vec![renamed.clone()])
    );
    assert_eq!(decided(&[created(), renamed], rename), Ok(vec![]));
}

#[test]
fn an_enterprise_is_put_there_with_a_note() {
    let put_there = put(ENTERPRISE, Some(note("Ring i maj.")));
    assert_eq!(
        decided(&[created()], put_there),
        Ok(vec![Event::EnterprisePut(item(
            ENTERPRISE,
            note("Ring i maj."),
            AT
        ))])
    );
}

#[test]
fn putting_it_there_again_changes_only_a_note_that_is_said() {
    let given = [
        created(),
        Event::EnterprisePut(item(ENTERPRISE, note("Ring i maj."), AT)),
    ];
    assert_eq!(decided(&given, put(ENTERPRISE, None)), Ok(vec![]));
    let same = put(ENTERPRISE, Some(note("Ring i maj.")));
    assert_eq!(decided(&given, same), Ok(vec![]));
    assert_eq!(
        decided(&given, put(ENTERPRISE, Some(None))),
        Ok(vec![Event::NoteChanged {
            enterprise: ENTERPRISE,
            note: None
        }])
    );
}

#[test]
fn what_is_put_back_comes_to_its_place_with_its_note() {
    let first = item(ENTERPRISE, note("Bäst i Borås."), AT);
    let second = item(OTHER, None, AT + Duration::HOUR);
    let mut given = vec![
        created(),
        Event::EnterprisePut(first.clone()),
        Event::EnterprisePut(second.clone()),
        taken_off(ENTERPRISE),
    ];
    // It may have left the list meanwhile.
    let back = Command::Put(Put {
        enterprise: ENTERPRISE,
        name: None,
        note: None,
    });
    let events = decided(&given, back).unwrap();
    assert_eq!(events, [Event::EnterprisePut(first.clone())]);
    given.extend(events);
    assert_eq!(items(&given), [first, second]);
}

#[test]
fn only_what_is_on_the_list_can_be_put_on_a_shortlist() {
    let unknown = Command::Put(Put {
        enterprise: ENTERPRISE,
        name: None,
        note: None,
    });
    assert_eq!(decided(&[created()], unknown), Err(Refusal::NotListed));
}

#[test]
fn a_shortlist_holds_two_hundred() {
    let mut given = vec![created()];
    for nth in 0..MOST_ITEMS {
        let enterprise = Uuid::from_u128(100 + nth as u128);
        given.push(Event::EnterprisePut(item(enterprise, None, AT)));
    }
    assert_eq!(decided(&given, put(ENTERPRISE, None)), Err(Refusal::Full));
    given.push(taken_off(Uuid::from_u128(100)));
    assert!(decided(&given, put(ENTERPRISE, None)).is_ok());
}

#[test]
fn what_is_not_there_is_taken_off_without_a_word() {
    let take_off = Command::TakeOff {
        enterprise: ENTERPRISE,
    };
    assert_eq!(decided(&[created()], take_off.clone()), Ok(vec![]));
    let there = Event::EnterprisePut(item(ENTERPRISE, None, AT));
    assert_eq!(
        decided(&[created(), there], take_off),
        Ok(vec![taken_off(ENTERPRISE)])
    );
}

#[test]
fn a_deleted_shortlist_is_gone() {
    let delete = Command::Delete {
        organisation: ORGANISATION,
    };
    assert_eq!(
        decided(&[created()], delete.clone()),
        Ok(vec![Event::Deleted])
    );
    let gone = [created(), Event::Deleted];
    assert_eq!(decided(&gone, delete.clone()), Ok(vec![]));
    assert_eq!(
        decided(&gone, put(ENTERPRISE, None)),
        Err(Refusal::NotFound)
    );
    assert_eq!(decided(&[], delete), Err(Refusal::NotFound));
}

#[test]
fn nobody_deletes_the_shortlist_of_another_organisation() {
    let organisation = Uuid::from_u128(9);
    assert_eq!(
        decided(&[created()], Command::Delete { organisation }),
        Err(Refusal::NotFound)
    );
}

#[test]
fn an_organisation_has_fifty_shortlists() {
    let command = Command::Create {
        organisation: ORGANISATION,
        name: name("Den femtioförsta"),
        others: MOST_LISTS,
    };
    assert_eq!(decided(&[], command), Err(Refusal::TooMany));
}

#[test]
fn the_json_of_each_event_is_pinned() {
    let events = [
        created(),
        Event::Renamed { name: name("Kök") },
        Event::EnterprisePut(item(ENTERPRISE, note("Ring i maj."), AT)),
        Event::EnterprisePut(item(OTHER, None, AT)),
        Event::NoteChanged {
            enterprise: ENTERPRISE,
            note: note("Ring i juni."),
        },
        Event::NoteChanged {
            enterprise: ENTERPRISE,
            note: None,
        },
        taken_off(ENTERPRISE),
        Event::Deleted,
    ];
    insta::assert_json_snapshot!("shortlist_events", events);
    let json = serde_json::to_value(&events).unwrap();
    assert_eq!(serde_json::from_value::<Vec<Event>>(json).unwrap(), events);
}
