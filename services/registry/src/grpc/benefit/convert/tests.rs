//! A report as it comes in, as it goes out to its editors, and to everybody.

use kernel::fault::Faults;
use proptest::prelude::*;
use prost::Message;
use proto::asf::registry::v1 as wire;
use time::macros::{date, datetime};

use super::{public, report, written};
use crate::domain::{
    enterprise::benefit::Told,
    values::report::{Report, Totals, protected::Protected},
};

fn given() -> wire::BenefitReport {
    wire::BenefitReport {
        year: 2025,
        period_from: "2025-01-01".to_owned(),
        period_to: "2025-06-30".to_owned(),
        employed: 20,
        employed_target_group: 16,
        participants: 12,
        hours: 4120,
        moved_to_work: 3,
        moved_to_studies: 5,
        method: "Lönelistan och närvarolistan.".to_owned(),
        source: "Årsredovisningen".to_owned(),
        social_return: Some(wire::SocialReturn {
            investment: "200000".to_owned(),
            outcomes: vec![wire::ValuedOutcome {
                outcome: "Månader utan försörjningsstöd".to_owned(),
                quantity: "36".to_owned(),
                value: "12000.50".to_owned(),
                source: "Kommunens riksnorm 2025".to_owned(),
            }],
        }),
    }
}

fn parsed(given: &wire::BenefitReport) -> Result<Report, Vec<(String, &'static str)>> {
    let mut faults = Faults::default();
    let report = report(given, date!(2026 - 03 - 01), &mut faults);
    let faults = faults.into_vec().into_iter();
    let faults: Vec<_> = faults.map(|it| (it.field, it.rule.as_str_name())).collect();
    report.ok_or(faults)
}

fn told(report: Report) -> Told {
    Told {
        report,
        at: datetime!(2026-03-01 12:00 UTC),
    }
}

#[test]
fn a_report_comes_back_to_its_editors_as_they_wrote_it() {
    assert_eq!(written(&parsed(&given()).unwrap()), given());
}

#[test]
fn everybody_sees_what_leads_to_nobody() {
    let seen = public(&told(parsed(&given()).unwrap()));
    let exact = |count: &Option<wire::Count>| count.as_ref().unwrap().exact;
    let shown = |count: &Option<wire::Count>| count.as_ref().unwrap().shown();
    assert_eq!(exact(&seen.employed), Some(20));
    assert_eq!(shown(&seen.employed_target_group), wire::Shown::Withheld);
    assert_eq!(shown(&seen.moved_to_work), wire::Shown::FewerThanFive);
    assert_eq!(exact(&seen.moved_to_studies), Some(5));
    assert_eq!(seen.hours, Some(4120));
    assert_eq!(seen.target_group_percent, None);
    assert_eq!(seen.reserved_share(), wire::ReservedShare::Reached);
    let social_return = seen.social_return.unwrap();
    assert_eq!(social_return.total, "432018");
    assert_eq!(social_return.ratio, "2.16");
}

#[test]
fn all_that_is_wrong_is_told_together_each_at_its_field() {
    let mut wrong = given();
    wrong.employed_target_group = 21;
    wrong.period_to = "2024-06-30".to_owned();
    wrong.method = " ".to_owned();
    if let Some(social_return) = &mut wrong.social_return {
        social_return.investment = "1 000".to_owned();
        social_return.outcomes[0].quantity = "4.9".to_owned();
    }
    let faults = parsed(&wrong).unwrap_err();
    let faults: Vec<_> = faults
        .iter()
        .map(|(at, rule)| (at.as_str(), *rule))
        .collect();
    assert_eq!(
        faults,
        [
            ("report.period_to", "OUTSIDE_YEAR"),
            ("report.employed_target_group", "MORE_THAN_TOTAL"),
            ("report.method", "REQUIRED"),
            ("report.social_return.investment", "NOT_A_DECIMAL"),
            ("report.social_return.outcomes[0].quantity", "TOO_FEW"),
        ]
    );
}

#[test]
fn a_period_has_two_ends() {
    for (from, to, fault) in [
        ("2025-03-01", "", ("report.period_to", "REQUIRED")),
        ("", "2025-03-01", ("report.period_from", "REQUIRED")),
        (
            "2025-03-02",
            "2025-03-01",
            ("report.period_to", "ENDS_BEFORE_IT_BEGINS"),
        ),
    ] {
        let wrong = wire::BenefitReport {
            period_from: from.to_owned(),
            period_to: to.to_owned(),
            ..given()
        };
        let (field, rule) = fault;
        assert_eq!(parsed(&wrong), Err(vec![(field.to_owned(), rule)]));
    }
}

proptest! {
    /// Two reports that differ only in what is protected look the same.
    #[test]
    fn a_public_report_is_made_of_the_protected_numbers_alone(
        numbers in prop::array::uniform6(0_u32..9),
        others in prop::array::uniform6(0_u32..9),
    ) {
        let report = parsed(&given()).unwrap();
        let [first, second] = [numbers, others].map(|it| Totals {
            employed: it[0].max(it[1]),
            employed_target_group: it[1],
            participants: it[2].max(it[3]).max(it[4]),
            hours: it[5],
            moved_to_work: it[3],
            moved_to_studies: it[4],
        });
        let seen = |totals| public(&told(Report { totals, ..report.clone() })).encode_to_vec();
        let are_alike = Protected::of(&first) == Protected::of(&second);
        prop_assert_eq!(seen(first) == seen(second), are_alike);
    }
}
