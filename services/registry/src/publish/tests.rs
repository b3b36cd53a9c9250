//! The public events, byte for byte.

mod held;
mod told;

use kernel::{
    aggregate::Aggregate,
    metadata::Metadata,
    org_number::OrgNumber,
    place::MunicipalityCode,
    terms::{BenefitArea, Industry, IntegrationService, LegalForm},
};
use time::macros::datetime;

use super::*;
use crate::domain::values::{
    activity::Activity,
    profile::Part,
    slug::Slug,
    text::{Description, Name},
};

/// In the order of their names.
const KINDS: [Kind; 10] = [
    certification::LAPSED,
    certification::CERTIFIED,
    claims::CLAIM_APPROVED,
    claims::CLAIM_REJECTED,
    LISTED,
    PROFILE_CHANGED,
    UNLISTED,
    claims::NOTICE_REQUESTED,
    benefit::REPORTED,
    benefit::WITHDRAWN,
];

const ID: Uuid = Uuid::from_u128(0x0195_4e2c_8000_7000_8000_0000_0000_0001);

fn registered() -> Event {
    let industry = |slug| Activity::at_the_seat(Industry::parse(slug).unwrap());
    let profile = Profile::named(Name::parse("Café Exempel").unwrap())
        .with(Part::OrgNumber(OrgNumber::parse("5560160680").ok()))
        .with(Part::LegalForm(LegalForm::parse("stiftelse").ok()))
        .with(Part::Description(Description::parse("Vi lagar mat.").ok()))
        .with(Part::Municipality(MunicipalityCode::parse("1480").ok()))
        .with(Part::Activities(vec![
            industry("catering"),
            industry("cafe-restaurang"),
        ]))
        .with(Part::Services(vec![
            IntegrationService::parse("praktik").unwrap(),
        ]))
        .with(Part::Benefits(vec![BenefitArea::parse("miljo").unwrap()]));
    Event::Registered {
        slug: Slug::candidates("Café Exempel", None, ID).remove(0),
        profile: Box::new(profile),
        notes: None,
        organisation: None,
    }
}

/// What the last of the events publishes.
fn published(events: &[Event]) -> Option<PublicEvent> {
    let mut state = Enterprise::default();
    for event in events {
        state.evolve(event);
    }
    let recorded = Recorded {
        stream: ID,
        version: events.len() as u64,
        event: events.last()?.clone(),
        metadata: Metadata::system(datetime!(2026-03-01 12:00:00.25 UTC)),
    };
    publish(&Site::new("https://asf.example/"), &recorded, &state)
}

fn name_changed() -> Event {
    Event::ProfileChanged {
        changes: vec![Part::Name(Name::parse("Kök Exempel").unwrap())],
    }
}

fn unlisted_event() -> Event {
    Event::Unlisted {
        reason: None,
        own_wish: true,
    }
}

fn closed(was_listed: bool) -> Event {
    Event::Closed {
        reason: None,
        was_listed,
    }
}

#[test]
fn nothing_is_said_before_the_list() {
    let returned = Event::Returned { reasons: vec![] };
    for events in [
        &[registered()][..],
        &[registered(), name_changed()],
        &[registered(), Event::Submitted],
        &[registered(), Event::Submitted, returned],
        &[registered(), closed(false)],
    ] {
        assert_eq!(published(events), None, "{events:?}");
    }
}

#[test]
fn a_listing_tells_the_public_summary() {
    let event = published(&[registered(), Event::Submitted, Event::Listed]).unwrap();
    assert_eq!(
        (event.subject, event.resource),
        (
            format!("asf.registry.v1.enterprise.listed.{ID}"),
            format!("enterprises/{ID}")
        )
    );
    insta::assert_json_snapshot!("enterprise_listed", event.data);
}

#[test]
fn a_change_tells_the_whole_summary_and_keeps_the_address() {
    let events = [
        registered(),
        Event::Submitted,
        Event::Listed,
        name_changed(),
    ];
    let event = published(&events).unwrap();
    assert_eq!(
        event.subject,
        format!("asf.registry.v1.enterprise.profile-changed.{ID}")
    );
    insta::assert_json_snapshot!("enterprise_profile_changed", event.data);
}

#[test]
fn leaving_the_list_tells_why() {
    let listed = [registered(), Event::Submitted, Event::Listed];
    let after = |event: Event| [&listed[..], &[event]].concat();
    let event = published(&after(unlisted_event())).unwrap();
    assert_eq!(
        event.subject,
        format!("asf.registry.v1.enterprise.unlisted.{ID}")
    );
    insta::assert_json_snapshot!("enterprise_unlisted", event.data);
    let event = published(&after(closed(true))).unwrap();
    insta::assert_json_snapshot!("enterprise_unlisted_by_closing", event.data);
}

#[test]
fn a_change_off_the_list_is_not_told() {
    let events = [
        registered(),
        Event::Submitted,
        Event::Listed,
        unlisted_event(),
        name_changed(),
    ];
    assert_eq!(published(&events), None);
}

#[test]
fn the_names_are_those_of_the_contract() {
    let option = proto::DESCRIPTORS
        .get_extension_by_name("asf.options.v1.event")
        .unwrap();
    for kind in KINDS {
        let message = proto::DESCRIPTORS.get_message_by_name(kind.r#type).unwrap();
        let options = message.options();
        let event = options.get_extension(&option);
        let text = |field: &str| {
            let value = event
                .as_message()
                .unwrap()
                .get_field_by_name(field)
                .unwrap();
            value.as_str().unwrap().to_owned()
        };
        assert_eq!(
            (text("aggregate").as_str(), text("event").as_str()),
            ("enterprise", kind.name)
        );
    }
}

#[test]
fn every_public_event_of_the_contract_is_published_here() {
    let option = proto::DESCRIPTORS
        .get_extension_by_name("asf.options.v1.event")
        .unwrap();
    let mut events: Vec<_> = proto::DESCRIPTORS
        .all_messages()
        .filter(|it| it.package_name() == "asf.registry.v1")
        .filter(|it| it.options().has_extension(&option))
        .map(|it| it.full_name().to_owned())
        .collect();
    events.sort();
    assert_eq!(events, KINDS.map(|kind| kind.r#type));
}

#[test]
fn a_resource_leads_back_to_its_enterprise() {
    assert_eq!(id_of(&format!("enterprises/{ID}")), Some(ID));
    assert_eq!(id_of("enterprises/1"), None);
    assert_eq!(id_of(&ID.to_string()), None);
}
