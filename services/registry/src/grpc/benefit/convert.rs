//! Between a report on the wire and its values.

#[cfg(test)]
mod tests;

use chassis::times::timestamp;
use kernel::fault::{BrokenRule, Faults};
use proto::asf::registry::v1 as wire;
use time::Date;

use crate::domain::{
    enterprise::benefit::Told,
    values::{
        report::{
            self, Report, Totals,
            fault::ReportFault,
            period::{self, Period},
            protected::{Figure, Protected, ReservedShare},
            social_return::{self, SocialReturn, ValuedOutcome},
        },
        text::{Method, Outcome, Source},
    },
};

/// Nothing where something is wrong.
pub(super) fn report(
    given: &wire::BenefitReport,
    today: Date,
    faults: &mut Faults,
) -> Option<Report> {
    let totals = Totals {
        employed: given.employed,
        employed_target_group: given.employed_target_group,
        participants: given.participants,
        hours: given.hours,
        moved_to_work: given.moved_to_work,
        moved_to_studies: given.moved_to_studies,
    };
    let year = year("report.year", given.year, today, faults);
    let period = year.and_then(|year| period(given, year, faults));
    totals.judge("report", faults);
    let method = faults.take("report.method", Method::parse(&given.method));
    let source = faults.take("report.source", Source::parse(&given.source));
    let social_return = given.social_return.as_ref();
    let social_return = social_return.map(|it| return_of(it, faults));
    faults.is_empty().then_some(())?;
    Some(Report {
        year: year?,
        period,
        totals,
        method: method?,
        source: source?,
        social_return: social_return.flatten(),
    })
}

pub(super) fn year(path: &str, number: u32, today: Date, faults: &mut Faults) -> Option<u16> {
    faults.take(path, report::year(number, today))
}

/// Nothing for the whole year.
fn period(given: &wire::BenefitReport, year: u16, faults: &mut Faults) -> Option<Period> {
    const FROM: &str = "report.period_from";
    const TO: &str = "report.period_to";
    let day = |text: &str| period::day_of(text, year);
    let from = faults.optional(FROM, &given.period_from, day);
    let to = faults.optional(TO, &given.period_to, day);
    let is_there = |text: &str| !text.trim().is_empty();
    let half = ReportFault::HalfAPeriod;
    match (is_there(&given.period_from), is_there(&given.period_to)) {
        (true, true) => faults.take(TO, Period::between(from?, to?)),
        (true, false) => {
            faults.add(TO, half.rule(), half.to_string());
            None
        }
        (false, true) => {
            faults.add(FROM, half.rule(), half.to_string());
            None
        }
        (false, false) => None,
    }
}

fn return_of(given: &wire::SocialReturn, faults: &mut Faults) -> Option<SocialReturn> {
    const PATH: &str = "report.social_return";
    let investment = social_return::kronor(&given.investment);
    let investment = faults.take(format!("{PATH}.investment"), investment);
    let mut outcomes = Vec::new();
    for (nth, it) in given.outcomes.iter().enumerate() {
        let at = |field: &str| format!("{PATH}.outcomes[{nth}].{field}");
        let outcome = faults.take(at("outcome"), Outcome::parse(&it.outcome));
        let quantity = faults.take(at("quantity"), social_return::quantity(&it.quantity));
        let value = faults.take(at("value"), social_return::kronor(&it.value));
        let source = faults.take(at("source"), Source::parse(&it.source));
        if let (Some(outcome), Some(quantity), Some(value), Some(source)) =
            (outcome, quantity, value, source)
        {
            outcomes.push(ValuedOutcome {
                outcome,
                quantity,
                value,
                source,
            });
        }
    }
    Some(SocialReturn {
        investment: investment?,
        outcomes,
    })
}

/// As its editors wrote it.
pub(super) fn written(report: &Report) -> wire::BenefitReport {
    let (period_from, period_to) = days(report.period);
    let totals = &report.totals;
    wire::BenefitReport {
        year: report.year.into(),
        period_from,
        period_to,
        employed: totals.employed,
        employed_target_group: totals.employed_target_group,
        participants: totals.participants,
        hours: totals.hours,
        moved_to_work: totals.moved_to_work,
        moved_to_studies: totals.moved_to_studies,
        method: report.method.as_str().to_owned(),
        source: report.source.as_str().to_owned(),
        social_return: report.social_return.as_ref().map(|it| wire::SocialReturn {
            investment: social_return::written(it.investment),
            outcomes: it.outcomes.iter().map(outcome).collect(),
        }),
    }
}

/// As everybody sees it.
pub(super) fn public(told: &Told) -> wire::PublicReport {
    let report = &told.report;
    let (period_from, period_to) = days(report.period);
    let shown = Protected::of(&report.totals);
    wire::PublicReport {
        year: report.year.into(),
        period_from,
        period_to,
        employed: Some(count(shown.employed)),
        employed_target_group: Some(count(shown.employed_target_group)),
        participants: Some(count(shown.participants)),
        hours: shown.hours,
        moved_to_work: Some(count(shown.moved_to_work)),
        moved_to_studies: Some(count(shown.moved_to_studies)),
        method: report.method.as_str().to_owned(),
        source: report.source.as_str().to_owned(),
        target_group_percent: shown.target_group_percent(),
        reserved_share: share(shown.reserved_share()).into(),
        social_return: report.social_return.as_ref().map(|it| wire::PublicReturn {
            investment: social_return::written(it.investment),
            outcomes: it.outcomes.iter().map(outcome).collect(),
            total: social_return::written(it.total()),
            ratio: social_return::written(it.ratio()),
        }),
        reported_at: Some(timestamp(told.at)),
    }
}

fn days(period: Option<Period>) -> (String, String) {
    let days = period.map(|it| (it.from.to_string(), it.to.to_string()));
    days.unwrap_or_default()
}

fn count(figure: Figure) -> wire::Count {
    let shown = match figure {
        Figure::Exact(_) => wire::Shown::Exact,
        Figure::FewerThanFive => wire::Shown::FewerThanFive,
        Figure::Withheld { .. } => wire::Shown::Withheld,
    };
    wire::Count {
        exact: figure.exact(),
        shown: shown.into(),
    }
}

fn share(share: ReservedShare) -> wire::ReservedShare {
    match share {
        ReservedShare::Unknown => wire::ReservedShare::Unspecified,
        ReservedShare::Reached => wire::ReservedShare::Reached,
        ReservedShare::NotReached => wire::ReservedShare::NotReached,
    }
}

fn outcome(it: &ValuedOutcome) -> wire::ValuedOutcome {
    wire::ValuedOutcome {
        outcome: it.outcome.as_str().to_owned(),
        quantity: social_return::written(it.quantity),
        value: social_return::written(it.value),
        source: it.source.as_str().to_owned(),
    }
}
