//! `/samhallsnytta`: what the enterprises of the list have done together in a
//! year, in the country, a county or an industry.

use askama::Template;
use axum::response::Response;
use kernel::terms::Industry;
use proto::asf::registry::v1::{BenefitSums, Sum, SumSocialBenefitResponse};

use super::{
    PATH,
    chart::{Bar, Drawn, bars},
    figures,
    filters::Filters,
    sums,
};
use crate::page::{
    error_page,
    field::Choice,
    frame::{Frame, Section},
    lang::Lang,
    local,
    page_request::PageRequest,
    places, respond,
    texts::L10nLanguage,
};

#[derive(Template)]
#[template(path = "pages/benefit.html")]
struct BenefitPage {
    page: Frame,
    t: &'static L10nLanguage,
    heading: String,
    action: String,
    filters: Filters,
    years: Vec<Year>,
    counties: Vec<Choice>,
    industries: Vec<Choice>,
    /// Where nothing is filtered.
    all: String,
    csv: String,
    /// Who is in it, in a sentence.
    about: String,
    figures: Vec<(String, String)>,
    labels: [String; 8],
    parts: Vec<Part>,
    /// Somebody has reported.
    some: bool,
    /// At least one of the sums is a range.
    has_ranges: bool,
}

struct Year {
    number: u32,
    href: String,
    here: bool,
}

/// A chart and its table.
struct Part {
    id: &'static str,
    heading: String,
    /// What the first column names.
    of: String,
    bars: Vec<Bar>,
    has_line: bool,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    href: String,
    cells: Vec<String>,
}

pub(super) async fn get(request: PageRequest) -> Response {
    let filters = Filters::of(&request);
    match sums(&request, filters.question()).await {
        Ok(sums) => respond::page(&request, &BenefitPage::new(&request, filters, sums)),
        Err(status) => error_page::of(&request, &status),
    }
}

impl BenefitPage {
    fn new(request: &PageRequest, filters: Filters, sums: SumSocialBenefitResponse) -> Self {
        let (lang, t) = (request.lang, request.lang.texts());
        let filters = filters.of_year(sums.year);
        let heading = heading(lang, &filters);
        let all = sums.all.clone().unwrap_or_default();
        let page = Frame::new(request, Section::Outside, &heading, t.benefit_description());
        let year = |number: &u32| Year {
            number: *number,
            href: filters.of_year(*number).href(lang),
            here: *number == sums.year,
        };
        Self {
            page,
            t,
            action: local::localised(lang, PATH),
            years: sums.years.iter().map(year).collect(),
            counties: counties(t),
            industries: industries(lang),
            all: Filters::default().of_year(filters.year).href(lang),
            csv: filters.csv(lang),
            about: t.benefit_about(
                lang.number(all.enterprises),
                lang.number(sums.listed),
                sums.year.to_string(),
            ),
            figures: figures_of(lang, &all),
            labels: labels(t),
            parts: parts(lang, &filters, &sums),
            some: all.enterprises > 0,
            has_ranges: ranges(&all).any(|it| it.at_least != it.at_most),
            heading,
            filters,
        }
    }
}

fn heading(lang: Lang, filters: &Filters) -> String {
    let t = lang.texts();
    let industry = Industry::parse(&filters.industry).ok();
    let industry = industry.map(|it| lang.term(it.term()));
    let county = places::county_name(&filters.county);
    match (industry, county) {
        (None, "") => t.benefit_title(),
        (None, county) => t.benefit_title_of(county),
        (Some(industry), "") => t.benefit_title_of(industry),
        (Some(industry), county) => t.benefit_title_of_both(industry, county),
    }
}

fn counties(t: &L10nLanguage) -> Vec<Choice> {
    let counties = places::counties().iter();
    let named = counties.map(|it| Choice::new(it.code, it.name));
    [Choice::new("", t.benefit_all_counties())]
        .into_iter()
        .chain(named)
        .collect()
}

fn industries(lang: Lang) -> Vec<Choice> {
    let none = Choice::new("", lang.texts().benefit_all_industries());
    let named = Industry::all().map(|it| Choice::new(it.slug(), lang.term(it.term())));
    [none].into_iter().chain(named).collect()
}

fn figures_of(lang: Lang, sums: &BenefitSums) -> Vec<(String, String)> {
    let t = lang.texts();
    let labels = labels(t);
    let mut figures: Vec<_> = labels.into_iter().zip(cells(lang, sums)).collect();
    // The sentence before them says how many have reported.
    figures.remove(0);
    figures
}

/// The columns of the tables, after the name of the group.
fn labels(t: &L10nLanguage) -> [String; 8] {
    [
        t.benefit_enterprises(),
        t.benefit_employed(),
        t.benefit_target_group(),
        t.benefit_participants(),
        t.benefit_hours(),
        t.benefit_to_work(),
        t.benefit_to_studies(),
        t.benefit_share_reached(),
    ]
}

fn cells(lang: Lang, sums: &BenefitSums) -> [String; 8] {
    let range = |sum: &Option<Sum>| figures::range(lang, sum.as_ref());
    [
        lang.number(sums.enterprises),
        range(&sums.employed),
        range(&sums.employed_target_group),
        range(&sums.participants),
        lang.number(sums.hours),
        range(&sums.moved_to_work),
        range(&sums.moved_to_studies),
        lang.number(sums.reserved_share_reached),
    ]
}

fn ranges(sums: &BenefitSums) -> impl Iterator<Item = &Sum> {
    [
        &sums.employed,
        &sums.employed_target_group,
        &sums.participants,
        &sums.moved_to_work,
        &sums.moved_to_studies,
    ]
    .into_iter()
    .flatten()
}

fn parts(lang: Lang, filters: &Filters, sums: &SumSocialBenefitResponse) -> Vec<Part> {
    let t = lang.texts();
    let county = |code: &str| places::county_name(code).to_owned();
    let mut counties: Vec<_> = sums
        .by_county
        .iter()
        .map(|it| {
            (
                county(&it.group),
                filters.in_county(&it.group).href(lang),
                it,
            )
        })
        .collect();
    let order = |name: &str| places::counties().iter().position(|it| it.name == name);
    counties.sort_by_key(|(name, _, _)| order(name));
    let industries = sums.by_industry.iter().filter_map(|it| {
        let name = lang
            .term(Industry::parse(&it.group).ok()?.term())
            .to_owned();
        Some((name, filters.in_industry(&it.group).href(lang), it))
    });
    let counties = part(
        lang,
        ("lan", t.benefit_by_county(), t.filter_county()),
        counties,
    );
    let industries = part(
        lang,
        ("branscher", t.benefit_by_industry(), t.filter_industry()),
        industries.collect(),
    );
    [counties, industries]
        .into_iter()
        .filter(|it| !it.rows.is_empty())
        .collect()
}

fn part(
    lang: Lang,
    (id, heading, of): (&'static str, String, String),
    groups: Vec<(String, String, &BenefitSums)>,
) -> Part {
    let drawn = groups.iter().map(|(name, href, sums)| {
        let people = sums.participants.as_ref();
        Drawn {
            href: Some(href.clone()),
            ..Drawn::sum(name.clone(), figures::range(lang, people), people)
        }
    });
    Part {
        id,
        heading,
        of,
        bars: bars(drawn.collect()),
        has_line: false,
        rows: groups
            .into_iter()
            .map(|(name, href, sums)| Row {
                name,
                href,
                cells: cells(lang, sums).into(),
            })
            .collect(),
    }
}
