//! What a profile shows of the enterprise's social benefit: the latest year in
//! full, and all years as charts and as a table.

use askama::Template;
use proto::asf::registry::v1::{Count, ListPublicReportsRequest, PublicReport, ReservedShare};

use super::{
    PATH,
    chart::{Bar, Drawn, bars, measured},
    figures,
    year::{self, Year},
};
use crate::page::{lang::Lang, local, page_request::PageRequest, texts::L10nLanguage};

/// So many years are drawn; the table has all.
const DRAWN: usize = 8;
/// Where the line of reserved procurement stands in a bar of a hundred.
const ALL: u64 = 100;

/// Rendered into the profile with `{{ benefit|safe }}`.
#[derive(Template)]
#[template(path = "components/benefit.html")]
pub(crate) struct OnProfile {
    t: &'static L10nLanguage,
    latest: u32,
    year: Year,
    charts: Vec<Chart>,
    rows: Vec<Row>,
    sums: String,
}

struct Chart {
    heading: String,
    bars: Vec<Bar>,
    /// With the line of reserved procurement.
    has_line: bool,
}

/// A year in the table.
struct Row {
    year: u32,
    cells: [String; 8],
}

impl OnProfile {
    /// Nothing where nothing was told. A question that fails costs only this
    /// part of the page.
    pub(crate) async fn of(request: &PageRequest, enterprise: &str) -> Option<Self> {
        let question = ListPublicReportsRequest {
            id: enterprise.to_owned(),
        };
        let answer = request
            .benefits()
            .list_public_reports(question)
            .await
            .ok()?;
        Self::new(request.lang, &answer.into_inner().reports)
    }

    fn new(lang: Lang, reports: &[PublicReport]) -> Option<Self> {
        let t = lang.texts();
        let latest = reports.first()?;
        let oldest_first: Vec<_> = reports.iter().take(DRAWN).rev().collect();
        let employed = |it: &PublicReport| it.employed;
        let participants = |it: &PublicReport| it.participants;
        Some(Self {
            t,
            latest: latest.year,
            year: Year::new(lang, latest),
            charts: vec![
                people(lang, t.benefit_participants(), &oldest_first, participants),
                people(lang, t.benefit_employed(), &oldest_first, employed),
                shares(lang, &oldest_first),
            ],
            rows: reports.iter().map(|it| row(lang, it)).collect(),
            sums: local::localised(lang, PATH),
        })
    }
}

fn people(
    lang: Lang,
    heading: String,
    reports: &[&PublicReport],
    count: impl Fn(&PublicReport) -> Option<Count>,
) -> Chart {
    let drawn = reports.iter().map(|report| {
        let count = count(report);
        let exact = count.and_then(|it| it.exact).map(u64::from);
        // What is not shown is up to four, and drawn so.
        Drawn {
            label: report.year.to_string(),
            href: None,
            value: figures::count(lang, count.as_ref()),
            at_least: exact.unwrap_or(0),
            at_most: exact.unwrap_or(4),
        }
    });
    Chart {
        heading,
        bars: bars(drawn.collect()),
        has_line: false,
    }
}

fn shares(lang: Lang, reports: &[&PublicReport]) -> Chart {
    let drawn = reports.iter().map(|report| {
        let percent = report.target_group_percent.map(u64::from);
        let (at_least, at_most) = match (percent, report.reserved_share()) {
            (Some(percent), _) => (percent, percent),
            (None, ReservedShare::Reached) => (30, ALL),
            (None, ReservedShare::NotReached) => (0, 29),
            (None, ReservedShare::Unspecified) => (0, 0),
        };
        Drawn {
            label: report.year.to_string(),
            href: None,
            value: percent_of(lang, report),
            at_least,
            at_most,
        }
    });
    Chart {
        heading: lang.texts().benefit_share(),
        bars: measured(drawn.collect(), ALL),
        has_line: true,
    }
}

fn percent_of(lang: Lang, report: &PublicReport) -> String {
    let t = lang.texts();
    match (report.target_group_percent, report.reserved_share()) {
        (Some(percent), _) => t.benefit_percent(percent.to_string()),
        (None, ReservedShare::Reached) => t.benefit_percent_from(),
        (None, ReservedShare::NotReached) => t.benefit_percent_below(),
        (None, ReservedShare::Unspecified) => t.benefit_withheld(),
    }
}

fn row(lang: Lang, report: &PublicReport) -> Row {
    let count = |count: &Option<Count>| figures::count(lang, count.as_ref());
    let hours = report.hours.map(|it| lang.number(it));
    Row {
        year: report.year,
        cells: [
            year::period(lang, report),
            count(&report.employed),
            count(&report.employed_target_group),
            percent_of(lang, report),
            count(&report.participants),
            hours.unwrap_or_else(|| lang.texts().benefit_withheld()),
            count(&report.moved_to_work),
            count(&report.moved_to_studies),
        ],
    }
}
