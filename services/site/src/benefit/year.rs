//! One year of one enterprise, as everybody sees it: on its profile, and
//! before it is told.

use askama::Template;
use proto::asf::registry::v1::{PublicReport, PublicReturn, ReservedShare, ValuedOutcome};

use super::figures;
use crate::page::{
    lang::{Date, Lang},
    texts::L10nLanguage,
};

/// Rendered into a page with `{{ year|safe }}`.
#[derive(Template)]
#[template(path = "components/benefit_year.html")]
pub(crate) struct Year {
    t: &'static L10nLanguage,
    pub(crate) facts: Vec<(String, String)>,
    /// The share of reserved procurement, in a sentence.
    pub(crate) share: String,
    reached: bool,
    method: String,
    source: String,
    social_return: Option<Return>,
    reported: Option<Date>,
}

/// The social return with everything that it is made of.
struct Return {
    investment: String,
    outcomes: Vec<Outcome>,
    total: String,
    ratio: String,
}

struct Outcome {
    name: String,
    quantity: String,
    value: String,
    source: String,
}

impl Year {
    pub(crate) fn new(lang: Lang, report: &PublicReport) -> Self {
        let t = lang.texts();
        Self {
            t,
            facts: facts(lang, report),
            share: share(lang, report),
            reached: report.reserved_share() == ReservedShare::Reached,
            method: report.method.clone(),
            source: report.source.clone(),
            social_return: report
                .social_return
                .as_ref()
                .map(|it| Return::new(lang, it)),
            reported: report.reported_at.and_then(|at| lang.date(&at)),
        }
    }
}

impl Return {
    fn new(lang: Lang, given: &PublicReturn) -> Self {
        let outcome = |it: &ValuedOutcome| Outcome {
            name: it.outcome.clone(),
            quantity: figures::decimal(lang, &it.quantity),
            value: figures::decimal(lang, &it.value),
            source: it.source.clone(),
        };
        Self {
            investment: figures::decimal(lang, &given.investment),
            outcomes: given.outcomes.iter().map(outcome).collect(),
            total: figures::decimal(lang, &given.total),
            ratio: figures::decimal(lang, &given.ratio),
        }
    }
}

fn facts(lang: Lang, report: &PublicReport) -> Vec<(String, String)> {
    let t = lang.texts();
    let count = |count| figures::count(lang, Option::as_ref(count));
    let hours = report.hours.map(|it| lang.number(it));
    vec![
        (t.benefit_period(), period(lang, report)),
        (t.benefit_employed(), count(&report.employed)),
        (
            t.benefit_target_group(),
            count(&report.employed_target_group),
        ),
        (t.benefit_participants(), count(&report.participants)),
        (
            t.benefit_hours(),
            hours.unwrap_or_else(|| t.benefit_withheld()),
        ),
        (t.benefit_to_work(), count(&report.moved_to_work)),
        (t.benefit_to_studies(), count(&report.moved_to_studies)),
    ]
}

pub(super) fn period(lang: Lang, report: &PublicReport) -> String {
    match (report.period_from.as_str(), report.period_to.as_str()) {
        ("", _) | (_, "") => lang.texts().benefit_whole_year(report.year.to_string()),
        (from, to) => lang.texts().benefit_days(from, to),
    }
}

/// The line that reserved procurement draws, as far as the numbers tell.
fn share(lang: Lang, report: &PublicReport) -> String {
    let t = lang.texts();
    match (report.reserved_share(), report.target_group_percent) {
        (ReservedShare::Reached, Some(percent)) => t.benefit_reached(percent.to_string()),
        (ReservedShare::Reached, None) => t.benefit_reached_somehow(),
        (ReservedShare::NotReached, Some(percent)) => t.benefit_not_reached(percent.to_string()),
        (ReservedShare::NotReached, None) => t.benefit_not_reached_somehow(),
        (ReservedShare::Unspecified, _) => t.benefit_share_unknown(),
    }
}
