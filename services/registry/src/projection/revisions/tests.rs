//! The rows against what is published, and against how commands came.

use eventlog::journal::{Change, Recorded};
use kernel::{
    aggregate::Aggregate,
    metadata::Metadata,
    org_number::OrgNumber,
    place::MunicipalityCode,
    terms::{Industry, LegalForm},
};
use serde_json::json;
use time::{Duration, OffsetDateTime, macros::datetime};
use uuid::Uuid;

use super::{fold, row::Kind};
use crate::{
    domain::{
        enterprise::{Enterprise, event::Event},
        values::{
            activity::{Activity, Capacity},
            profile::{Part, Profile},
            text::{Description, Name},
        },
    },
    grpc::events::filter::is_internal,
    publish::{self, Site},
};

const ID: Uuid = Uuid::from_u128(7);
const START: OffsetDateTime = datetime!(2026-03-01 12:00 UTC);

fn registered() -> Event {
    let mut activity = Activity::at_the_seat(Industry::parse("catering").unwrap());
    activity.capacity = Some(Capacity {
        people: 3,
        weekly_hours: 40,
        lead_time_days: 7,
        confirmed_at: None,
    });
    let profile = Profile::named(Name::parse("Café Exempel").unwrap())
        .with(Part::OrgNumber(OrgNumber::parse("5560160680").ok()))
        .with(Part::LegalForm(LegalForm::parse("stiftelse").ok()))
        .with(Part::Description(Description::parse("Vi lagar mat.").ok()))
        .with(Part::Municipality(MunicipalityCode::parse("1480").ok()))
        .with(Part::Activities(vec![activity]));
    Event::Registered {
        slug: profile.slugs(ID).remove(0),
        profile: Box::new(profile),
        notes: None,
        organisation: None,
    }
}

fn renamed(name: &str) -> Event {
    Event::ProfileChanged {
        changes: vec![Part::Name(Name::parse(name).unwrap())],
    }
}

fn stored(r#type: &str, data: serde_json::Value) -> Event {
    serde_json::from_value(json!({"type": r#type, "data": data})).unwrap()
}

fn certified() -> Event {
    let days = json!({"issued_on": "2026-03-01", "expires_on": "2028-03-01", "renewal": false});
    stored("Certified", days)
}

fn reported() -> Event {
    let report = json!({"year": 2025, "totals": {"employed": 12, "employed_target_group": 6,
        "participants": 9, "hours": 900, "moved_to_work": 0, "moved_to_studies": 7},
        "method": "Lönelistan.", "source": "Årsredovisningen."});
    stored(
        "SocialBenefitReported",
        json!({"report": report, "at": "2026-03-02T08:00:00Z"}),
    )
}

/// Everything that can happen, on the list and off it.
fn history() -> Vec<Event> {
    let held = [
        renamed("Kök Exempel"),
        certified(),
        Event::MembershipBegan,
        Event::CapacityConfirmed { at: START },
        reported(),
        Event::SocialBenefitWithdrawn { year: 2025 },
        Event::CertificationLapsed,
        Event::MembershipEnded,
    ];
    let waiting = Event::ChangesProposed {
        changes: vec![Part::Name(Name::parse("Kök Två").unwrap())],
        attestations: vec![],
        at: START,
    };
    let approved = Event::ChangesApproved {
        changes: vec![Part::Name(Name::parse("Kök Två").unwrap())],
        attestations: vec![],
    };
    let left = stored("Unlisted", json!({}));
    let ended = stored("Closed", json!({"was_listed": true}));
    let mut history = vec![registered()];
    history.extend(held.clone());
    history.extend([Event::Submitted, Event::Listed]);
    history.extend(held.clone());
    history.extend([waiting, approved, left]);
    history.extend(held);
    history.extend([Event::Listed, ended]);
    history
}

fn recorded() -> Vec<Recorded<Event>> {
    let events = (1..).zip(history());
    let recorded = events.map(|(version, event)| Recorded {
        stream: ID,
        version,
        event,
        metadata: Metadata::system(START + Duration::hours(i64::try_from(version).unwrap())),
    });
    recorded.collect()
}

/// The rows of the history, committed in parts of a size.
fn rows(size: usize) -> Vec<fold::Row> {
    let mut before = Enterprise::default();
    let mut rows = Vec::new();
    for part in recorded().chunks(size) {
        let mut state = before.clone();
        part.iter().for_each(|it| state.evolve(&it.event));
        let change = Change {
            id: ID,
            version: part.last().unwrap().version,
            events: part.to_vec(),
            before: std::mem::replace(&mut before, state.clone()),
            state,
        };
        rows.extend(fold::rows(&change));
    }
    rows
}

#[test]
fn there_is_a_row_for_each_public_event_and_for_no_other() {
    let site = Site::new("https://asf.example");
    let mut state = Enterprise::default();
    let published = recorded().into_iter().filter(|it| {
        state.evolve(&it.event);
        let public = publish::publish(&site, it, &state);
        public.is_some_and(|it| !is_internal(it.r#type))
    });
    let published: Vec<u64> = published.map(|it| it.version).collect();
    let versions: Vec<u64> = rows(1).iter().map(|it| it.version).collect();
    assert_eq!(versions, published);
    assert_eq!(versions.len(), 13);
}

#[test]
fn which_commands_were_committed_together_makes_no_difference() {
    let told = |size| {
        let rows = rows(size).into_iter();
        // The table keeps the time of a listing that these events do not know.
        let told = rows.map(|it| (it.version, it.at, it.kind, it.changes, it.shown));
        told.collect::<Vec<_>>()
    };
    let alone = told(1);
    for size in [2, 3, 5, 100] {
        assert_eq!(told(size), alone, "{size}");
    }
}

#[test]
fn what_is_off_the_list_is_not_shown() {
    let rows = rows(100);
    let off = |kind| matches!(kind, Kind::Unlisted | Kind::Closed);
    for row in &rows {
        assert_eq!(row.shown.is_none(), off(row.kind), "{row:?}");
    }
    let last = rows.iter().rfind(|it| it.kind == Kind::Listed).unwrap();
    assert_eq!(last.listed_at, Some(last.at));
}

#[test]
fn a_change_is_told_in_words() {
    let rows = rows(100);
    let told = |kind| {
        let row = rows.iter().find(|it| it.kind == kind).unwrap();
        let words = row.changes.iter();
        let words = words.map(|it| (it.field.as_str(), it.before.as_str(), it.after.as_str()));
        words.collect::<Vec<_>>()
    };
    assert_eq!(told(Kind::BenefitReported), [("benefit", "", "2025")]);
    assert_eq!(told(Kind::BenefitWithdrawn), [("benefit", "2025", "")]);
    assert_eq!(told(Kind::CapacityConfirmed), []);
    let approved = rows
        .iter()
        .filter(|it| it.kind == Kind::Changed)
        .nth(1)
        .unwrap();
    assert_eq!(approved.changes[0].before, "Kök Exempel");
    assert_eq!(approved.changes[0].after, "Kök Två");
}
