//! Given events, when a command, then events or a refusal.

mod action;
mod benefit;
mod certification;
mod changes;
mod claims;
mod golden;
mod passing;
mod review;

use kernel::{
    aggregate::Aggregate,
    org_number::OrgNumber,
    place::{CountyCode, MunicipalityCode},
    terms::{BenefitArea, Industry, IntegrationService, LegalForm},
};
use rstest::rstest;
use time::macros::datetime;

use super::{
    Enterprise, FieldReason, Stage,
    command::{Command, Register},
    event::Event,
    refusal::{Missing, Refusal},
};
use crate::domain::values::{
    activity::{Activity, Capacity, ServiceArea},
    contact::{Email, Phone, Website},
    field::Field,
    profile::{Part, Profile},
    slug::Slug,
    text::{Description, Name, Notes, Offer, Path, Reason},
};

const AT: time::OffsetDateTime = datetime!(2026-03-01 12:00 UTC);

struct Given(Enterprise);

fn given(events: &[Event]) -> Given {
    let mut state = Enterprise::default();
    for event in events {
        state.evolve(event);
    }
    Given(state)
}

impl Given {
    fn when(self, command: Command) -> Decided {
        Decided(self.0.decide(&command, AT))
    }
}

#[derive(Debug)]
struct Decided(Result<Vec<Event>, Refusal>);

impl Decided {
    fn then(self, events: &[Event]) {
        assert_eq!(self.0.as_deref(), Ok(events));
    }

    fn then_refused(self, refusal: Refusal) {
        assert_eq!(self.0, Err(refusal));
    }
}

fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

fn slug() -> Slug {
    Slug::candidates("Exempelköket", None, uuid::Uuid::nil()).remove(0)
}

fn complete() -> Profile {
    let activity = Activity {
        industry: Industry::parse("catering").unwrap(),
        offer: Some(Offer::parse("Luncher och fika.").unwrap()),
        municipality: Some(MunicipalityCode::parse("1481").unwrap()),
        service_area: ServiceArea::Counties(vec![CountyCode::parse("14").unwrap()]),
        capacity: Some(Capacity {
            people: 8,
            weekly_hours: 120,
            lead_time_days: 5,
            confirmed_at: Some(AT),
        }),
    };
    Profile::named(name("Exempelköket"))
        .with(Part::OrgNumber(OrgNumber::parse("556016-0680").ok()))
        .with(Part::LegalForm(LegalForm::parse("ekonomisk-forening").ok()))
        .with(Part::Description(Description::parse("Vi lagar mat.").ok()))
        .with(Part::Municipality(MunicipalityCode::parse("1480").ok()))
        .with(Part::Activities(vec![activity]))
        .with(Part::Services(vec![
            IntegrationService::parse("praktik").unwrap(),
            IntegrationService::parse("arbetstraning").unwrap(),
        ]))
        .with(Part::Benefits(vec![BenefitArea::parse("miljo").unwrap()]))
        .with(Part::Website(Website::parse("https://koket.example").ok()))
        .with(Part::Email(Email::parse("info@koket.example").ok()))
        .with(Part::Phone(Phone::parse("031-12 34 56").ok()))
}

fn registered_as(profile: Profile) -> Event {
    Event::Registered {
        slug: slug(),
        profile: Box::new(profile),
        notes: None,
        organisation: None,
    }
}

fn returned() -> Event {
    Event::Returned {
        reasons: reasons("Skriv vad ni säljer."),
    }
}

fn rejected_for(text: &str) -> Event {
    let reason = Reason::parse(text).unwrap();
    Event::Rejected { reason }
}

fn reasons(text: &str) -> Vec<FieldReason> {
    vec![FieldReason {
        field: Some(Path::parse("activities[0].offer").unwrap()),
        reason: Reason::parse(text).unwrap(),
    }]
}

/// The events that lead a complete enterprise to a stage.
fn until(stage: Stage) -> Vec<Event> {
    let mut events = vec![registered_as(complete())];
    events.extend(match stage {
        Stage::Draft => vec![],
        Stage::Submitted => vec![Event::Submitted],
        Stage::Returned => vec![Event::Submitted, returned()],
        Stage::Rejected => vec![Event::Submitted, rejected_for("Inget ASF.")],
        Stage::Listed => vec![Event::Submitted, Event::Listed],
        Stage::Unlisted => vec![Event::Submitted, Event::Listed, unlisted()],
        Stage::Closed => vec![closed(false)],
    });
    events
}

fn unlist() -> Command {
    Command::Unlist {
        reason: None,
        own_wish: true,
    }
}

fn unlisted() -> Event {
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

fn submit() -> Command {
    let by_owner = false;
    Command::Submit { by_owner }
}

/// By somebody who may approve it too.
fn change_of(parts: Vec<Part>) -> Command {
    let reviewed = true;
    Command::ChangeProfile { parts, reviewed }
}

fn change(part: Part) -> Command {
    change_of(vec![part])
}

fn changed(part: Part) -> Event {
    Event::ProfileChanged {
        changes: vec![part],
    }
}

fn wrong_state(wanted: &'static str, stage: Stage) -> Refusal {
    Refusal::WrongState { wanted, stage }
}

#[test]
fn a_draft_needs_only_a_name() {
    let profile = Profile::named(name("KOOPUS"));
    let notes = Notes::parse("källa: exempel").ok();
    given(&[])
        .when(Command::Register(Box::new(Register {
            slug: slug(),
            profile: profile.clone(),
            notes: notes.clone(),
            organisation: None,
        })))
        .then(&[Event::Registered {
            slug: slug(),
            profile: Box::new(profile),
            notes,
            organisation: None,
        }]);
}

#[test]
fn an_id_is_registered_once() {
    let again = Box::new(Register {
        slug: slug(),
        profile: complete(),
        notes: None,
        organisation: None,
    });
    for stage in [Stage::Draft, Stage::Closed] {
        given(&until(stage))
            .when(Command::Register(again.clone()))
            .then_refused(Refusal::AlreadyRegistered);
    }
}

#[rstest]
#[case(change(Part::Phone(None)))]
#[case(submit())]
#[case(Command::List)]
#[case(unlist())]
#[case(Command::Relist)]
#[case(Command::Return { reasons: reasons("Mer.") })]
#[case(Command::Reject { reason: Reason::parse("Nej.").unwrap() })]
#[case(Command::Attest { attestations: vec![], reviewed: true })]
#[case(Command::ApproveChanges)]
#[case(Command::ReturnChanges { reasons: reasons("Mer.") })]
#[case(Command::WithdrawChanges)]
#[case(Command::ConfirmCapacity)]
#[case(Command::Certify)]
#[case(Command::RevokeCertification { reason: Reason::parse("Nej.").unwrap() })]
#[case(Command::WithdrawBenefit { year: 2025 })]
#[case(Command::Close { reason: None })]
fn nothing_is_asked_of_an_enterprise_that_is_not_there(#[case] command: Command) {
    given(&[])
        .when(command.clone())
        .then_refused(Refusal::NotFound);
    given(&until(Stage::Closed))
        .when(command)
        .then_refused(Refusal::Closed);
}

#[test]
fn a_draft_is_submitted_when_it_is_complete() {
    given(&until(Stage::Draft))
        .when(submit())
        .then(&[Event::Submitted]);
}

#[test]
fn an_incomplete_draft_is_refused_with_every_missing_field() {
    given(&[registered_as(Profile::named(name("KOOPUS")))])
        .when(submit())
        .then_refused(Refusal::NotComplete(vec![
            Missing::Field(Field::OrgNumber),
            Missing::Field(Field::LegalForm),
            Missing::Field(Field::Description),
            Missing::Field(Field::Municipality),
            Missing::Field(Field::Activities),
        ]));
}

#[test]
fn what_one_profile_lacks_another_one_fills_in() {
    let bare = Profile::named(name("KOOPUS"));
    let lacking = bare.lacking(&complete());
    assert_eq!(lacking.len(), Field::ALL.len() - 1);
    let filled = lacking.into_iter().fold(bare, Profile::with);
    let expected = complete().with(Part::Name(name("KOOPUS")));
    assert_eq!((filled.missing(), &filled), (vec![], &expected));
    assert_eq!(complete().lacking(&filled), []);
}

#[rstest]
#[case(Stage::Draft, Ok(vec![Event::Submitted]))]
#[case(Stage::Submitted, Ok(vec![]))]
#[case(Stage::Returned, Ok(vec![Event::Submitted]))]
#[case(Stage::Rejected, Err(wrong_state("submitting", Stage::Rejected)))]
#[case(Stage::Listed, Err(Refusal::AlreadyListed))]
#[case(Stage::Unlisted, Err(wrong_state("submitting", Stage::Unlisted)))]
fn submitting(#[case] stage: Stage, #[case] answer: Result<Vec<Event>, Refusal>) {
    assert_eq!(given(&until(stage)).when(submit()).0, answer);
}

#[rstest]
#[case(Stage::Draft, Err(wrong_state("listing", Stage::Draft)))]
#[case(Stage::Submitted, Ok(vec![Event::Listed]))]
#[case(Stage::Returned, Err(wrong_state("listing", Stage::Returned)))]
#[case(Stage::Rejected, Err(wrong_state("listing", Stage::Rejected)))]
#[case(Stage::Listed, Err(Refusal::AlreadyListed))]
#[case(Stage::Unlisted, Ok(vec![Event::Listed]))]
fn listing(#[case] stage: Stage, #[case] answer: Result<Vec<Event>, Refusal>) {
    assert_eq!(given(&until(stage)).when(Command::List).0, answer);
}

#[rstest]
#[case(Stage::Draft, Err(wrong_state("leaving the list", Stage::Draft)))]
#[case(
    Stage::Submitted,
    Err(wrong_state("leaving the list", Stage::Submitted))
)]
#[case(Stage::Returned, Err(wrong_state("leaving the list", Stage::Returned)))]
#[case(Stage::Rejected, Err(wrong_state("leaving the list", Stage::Rejected)))]
#[case(Stage::Listed, Ok(vec![unlisted()]))]
#[case(Stage::Unlisted, Ok(vec![]))]
fn leaving_the_list(#[case] stage: Stage, #[case] answer: Result<Vec<Event>, Refusal>) {
    assert_eq!(given(&until(stage)).when(unlist()).0, answer);
}

#[rstest]
#[case(Stage::Draft, Err(wrong_state("returning", Stage::Draft)))]
#[case(Stage::Submitted, Ok(vec![returned()]))]
#[case(Stage::Returned, Ok(vec![]))]
#[case(Stage::Rejected, Ok(vec![returned()]))]
#[case(Stage::Listed, Err(wrong_state("returning", Stage::Listed)))]
#[case(Stage::Unlisted, Err(wrong_state("returning", Stage::Unlisted)))]
fn returning(#[case] stage: Stage, #[case] answer: Result<Vec<Event>, Refusal>) {
    let reasons = reasons("Skriv vad ni säljer.");
    let command = Command::Return { reasons };
    assert_eq!(given(&until(stage)).when(command).0, answer);
}

#[test]
fn a_returned_one_is_not_returned_for_other_reasons() {
    let reasons = reasons("Något annat.");
    given(&until(Stage::Returned))
        .when(Command::Return { reasons })
        .then_refused(wrong_state("returning", Stage::Returned));
}

#[rstest]
#[case(Stage::Draft, false)]
#[case(Stage::Submitted, false)]
#[case(Stage::Returned, false)]
#[case(Stage::Rejected, false)]
#[case(Stage::Listed, true)]
#[case(Stage::Unlisted, false)]
fn closing_remembers_whether_it_leaves_the_list(#[case] stage: Stage, #[case] was_listed: bool) {
    given(&until(stage))
        .when(Command::Close { reason: None })
        .then(&[closed(was_listed)]);
}

#[test]
fn a_change_keeps_only_what_is_new() {
    let phone = Part::Phone(Phone::parse("08-12 34 56").ok());
    given(&until(Stage::Draft))
        .when(change_of(vec![
            Part::Name(name("Exempelköket")),
            phone.clone(),
            // The order of a set does not matter.
            Part::Services(vec![
                IntegrationService::parse("praktik").unwrap(),
                IntegrationService::parse("arbetstraning").unwrap(),
            ]),
        ]))
        .then(&[changed(phone)]);
}

#[test]
fn a_change_of_nothing_is_no_event() {
    given(&until(Stage::Listed))
        .when(change(Part::Name(name("Exempelköket"))))
        .then(&[]);
}

#[test]
fn a_listed_profile_stays_complete() {
    given(&until(Stage::Listed))
        .when(change(Part::Activities(vec![])))
        .then_refused(Refusal::NotComplete(vec![Missing::Field(
            Field::Activities,
        )]));
    given(&until(Stage::Unlisted))
        .when(change(Part::Activities(vec![])))
        .then(&[changed(Part::Activities(vec![]))]);
}

#[test]
fn one_that_left_comes_back_only_complete() {
    let mut events = until(Stage::Unlisted);
    events.push(changed(Part::Description(None)));
    given(&events)
        .when(Command::List)
        .then_refused(Refusal::NotComplete(vec![Missing::Field(
            Field::Description,
        )]));
}

#[test]
fn reasons_are_gone_when_it_is_submitted_again() {
    let mut events = until(Stage::Returned);
    let Given(Enterprise::Known(known)) = given(&events) else {
        panic!("it was registered");
    };
    assert_eq!(known.return_reasons, reasons("Skriv vad ni säljer."));
    events.push(Event::Submitted);
    let Given(Enterprise::Known(known)) = given(&events) else {
        panic!("it was registered");
    };
    assert_eq!(
        (known.stage, known.return_reasons),
        (Stage::Submitted, vec![])
    );
}

#[test]
fn a_refusal_is_a_sentence() {
    let missing = Refusal::NotComplete(vec![
        Missing::Field(Field::OrgNumber),
        Missing::Field(Field::Description),
    ]);
    assert_eq!(
        missing.to_string(),
        "the profile is not complete: org_number, description are missing"
    );
    assert_eq!(
        wrong_state("listing", Stage::Draft).to_string(),
        "listing is not possible for an enterprise that is a draft"
    );
}

/// The stored JSON of every event: what lies in the log has to be read for
/// ever, so that a difference here means an upcaster, not a new snapshot.
#[rstest]
#[case("registered", Event::Registered {
    slug: slug(),
    profile: Box::new(complete()),
    notes: Notes::parse("källa: exempel").ok(),
    organisation: None,
})]
#[case(
    "registered_with_a_name_only",
    registered_as(Profile::named(name("KOOPUS")))
)]
#[case("profile_changed", Event::ProfileChanged {
    changes: vec![
        Part::Name(name("Nya köket")),
        Part::OrgNumber(OrgNumber::parse("5560160680").ok()),
        Part::LegalForm(LegalForm::parse("stiftelse").ok()),
        Part::Description(Description::parse("Ett stycke.\n\nEtt till.").ok()),
        Part::Municipality(MunicipalityCode::parse("0180").ok()),
        Part::Activities(vec![Activity::at_the_seat(Industry::parse("bageri").unwrap())]),
        Part::Services(vec![IntegrationService::parse("praktik").unwrap()]),
        Part::Benefits(vec![BenefitArea::parse("halsa").unwrap()]),
        Part::Website(None),
        Part::Email(None),
        Part::Phone(Phone::parse("031-12 34 56").ok()),
    ],
})]
#[case("submitted", Event::Submitted)]
#[case("listed", Event::Listed)]
#[case("unlisted", Event::Unlisted {
    reason: Reason::parse("Egen önskan.").ok(),
    own_wish: false,
})]
#[case("returned", returned())]
#[case("closed", Event::Closed { reason: Reason::parse("Upphörd.").ok(), was_listed: true })]
fn a_stored_event_keeps_its_shape(#[case] golden: &str, #[case] event: Event) {
    insta::assert_json_snapshot!(golden, event);
    let stored = serde_json::to_string(&event).unwrap();
    assert_eq!(serde_json::from_str::<Event>(&stored).unwrap(), event);
}

#[test]
fn a_snapshot_of_the_state_reads_back() {
    let Given(state) = given(&until(Stage::Returned));
    let stored = serde_json::to_string(&state).unwrap();
    assert_eq!(serde_json::from_str::<Enterprise>(&stored).unwrap(), state);
}
