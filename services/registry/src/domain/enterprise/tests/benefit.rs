//! Telling of a year, correcting it, and taking it back.

use time::macros::date;

use super::*;
use crate::domain::{
    enterprise::benefit::Told,
    values::{
        report::{
            Report, Totals,
            period::Period,
            social_return::{SocialReturn, ValuedOutcome, kronor, quantity},
        },
        text::{Method, Outcome, Source},
    },
};

fn report(year: u16, employed: u32) -> Report {
    Report {
        year,
        period: None,
        totals: Totals {
            employed,
            ..Totals::default()
        },
        method: Method::parse("Lönelistan.").unwrap(),
        source: Source::parse("Bokslutet").unwrap(),
        social_return: None,
    }
}

fn told(report: Report) -> Event {
    Event::SocialBenefitReported(Box::new(Told { report, at: AT }))
}

fn tell(report: Report) -> Command {
    Command::ReportBenefit(Box::new(report))
}

fn until_told(stage: Stage, reports: &[Report]) -> Vec<Event> {
    let mut events = until(stage);
    events.extend(reports.iter().cloned().map(told));
    events
}

#[rstest]
#[case(Stage::Draft)]
#[case(Stage::Submitted)]
#[case(Stage::Listed)]
#[case(Stage::Unlisted)]
fn a_year_is_told_wherever_the_enterprise_stands(#[case] stage: Stage) {
    given(&until(stage))
        .when(tell(report(2025, 20)))
        .then(&[told(report(2025, 20))]);
}

#[test]
fn a_closed_enterprise_tells_nothing_more() {
    given(&until_told(Stage::Closed, &[]))
        .when(tell(report(2025, 20)))
        .then_refused(Refusal::Closed);
}

#[test]
fn a_correction_is_told_and_the_same_again_is_not() {
    let events = until_told(Stage::Listed, &[report(2024, 12), report(2025, 20)]);
    given(&events)
        .when(tell(report(2025, 21)))
        .then(&[told(report(2025, 21))]);
    given(&events).when(tell(report(2025, 20))).then(&[]);
}

#[test]
fn a_year_is_taken_back_once_and_only_if_it_was_told() {
    let mut events = until_told(Stage::Listed, &[report(2025, 20)]);
    let (withdraw, year) = (Command::WithdrawBenefit { year: 2025 }, 2025);
    given(&events)
        .when(withdraw.clone())
        .then(&[Event::SocialBenefitWithdrawn { year }]);
    given(&events)
        .when(Command::WithdrawBenefit { year: 2024 })
        .then_refused(Refusal::NoSuchReport { year: 2024 });
    events.push(Event::SocialBenefitWithdrawn { year });
    given(&events)
        .when(withdraw)
        .then_refused(Refusal::NoSuchReport { year });
}

/// As in the other tests of stored events: a difference means an upcaster.
#[rstest]
#[case("social_benefit_reported", told(Report {
    period: Some(Period {
        from: date!(2025 - 01 - 01),
        to: date!(2025 - 06 - 30),
    }),
    totals: Totals {
        employed: 20,
        employed_target_group: 8,
        participants: 12,
        hours: 4120,
        moved_to_work: 3,
        moved_to_studies: 1,
    },
    social_return: Some(SocialReturn {
        investment: kronor("200000.50").unwrap(),
        outcomes: vec![ValuedOutcome {
            outcome: Outcome::parse("Månader i arbete").unwrap(),
            quantity: quantity("36").unwrap(),
            value: kronor("12000").unwrap(),
            source: Source::parse("Riksnormen").unwrap(),
        }],
    }),
    ..report(2025, 20)
}))]
#[case("social_benefit_reported_in_short", told(report(2025, 20)))]
#[case("social_benefit_withdrawn", Event::SocialBenefitWithdrawn { year: 2025 })]
fn a_stored_event_keeps_its_shape(#[case] golden: &str, #[case] event: Event) {
    insta::assert_json_snapshot!(golden, event);
    let stored = serde_json::to_string(&event).unwrap();
    assert_eq!(serde_json::from_str::<Event>(&stored).unwrap(), event);
}
