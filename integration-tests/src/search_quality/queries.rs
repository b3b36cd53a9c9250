//! The labelled queries, read from their file.

use anyhow::{Context, bail};
use kernel::{
    place::{CountyCode, MunicipalityCode},
    terms::{BenefitArea, Industry, IntegrationService},
};
use registry::search::{
    listing::Listing,
    query::{Near, Query},
};
use time::Date;

use crate::search_quality::{Set, rules::Rule};

const KNOWN: &str = include_str!("../../search-quality/queries.txt");
const HELD_OUT: &str = include_str!("../../search-quality/held-out.txt");
/// A query of this class is meant to find nothing before it is repaired.
const NOTHING: &str = "zero-hit";
/// What stands between a text and its filters.
const FILTERS: &str = " ? ";
const RADIUS_KM: u32 = 30;

/// A query and what is right for it.
#[derive(Debug)]
pub(super) struct Labelled {
    pub(super) class: String,
    /// The text with its filters.
    pub(super) written: String,
    pub(super) finds_nothing: bool,
    text: String,
    filters: Vec<String>,
    rules: Vec<Rule>,
}

/// All of a file.
pub(super) fn all(set: Set) -> anyhow::Result<Vec<Labelled>> {
    let file = match set {
        Set::Known => KNOWN,
        Set::HeldOut => HELD_OUT,
    };
    let mut all: Vec<Labelled> = Vec::new();
    for (number, line) in (1..).zip(file.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let read = match line.strip_prefix('[') {
            Some(head) => Labelled::head(head).map(|labelled| all.push(labelled)),
            None => Rule::parse(line).and_then(|rule| {
                let last = all.last_mut().context("a rule before the first query")?;
                last.rules.push(rule);
                Ok(())
            }),
        };
        read.with_context(|| format!("line {number} of the queries"))?;
    }
    Ok(all)
}

impl Labelled {
    /// `[class] text ? filter=value …`, without the first bracket.
    fn head(head: &str) -> anyhow::Result<Self> {
        let (class, written) = head.split_once("] ").context("no class")?;
        let (text, filters) = written.split_once(FILTERS).unwrap_or((written, ""));
        let labelled = Self {
            class: class.to_owned(),
            written: written.to_owned(),
            finds_nothing: class == NOTHING,
            text: text.trim().to_owned(),
            filters: filters.split_whitespace().map(str::to_owned).collect(),
            rules: Vec::new(),
        };
        labelled.try_query(Date::MIN)?;
        Ok(labelled)
    }

    /// The best grade of the rules that the listing meets; 0 is not relevant.
    pub(super) fn grade(&self, listing: &Listing) -> u8 {
        let met = self.rules.iter().filter(|rule| rule.is_met(listing));
        met.map(|rule| rule.grade).max().unwrap_or_default()
    }

    /// Its filters were read once, when the file was.
    pub(super) fn query(&self, today: Date) -> Query {
        self.try_query(today).unwrap_or_else(|_| Query::on(today))
    }

    fn try_query(&self, today: Date) -> anyhow::Result<Query> {
        let mut query = Query::on(today);
        query.text.clone_from(&self.text);
        for filter in &self.filters {
            let (name, value) = filter.split_once('=').unwrap_or((filter, ""));
            match name {
                "county" => query.counties.push(CountyCode::parse(value)?),
                "municipality" => query.municipalities.push(MunicipalityCode::parse(value)?),
                "industry" => query.industries.push(Industry::parse(value)?),
                "service" => query.services.push(IntegrationService::parse(value)?),
                "benefit" => query.benefits.push(BenefitArea::parse(value)?),
                "certified" => query.certified = true,
                "member" => query.member = true,
                "fresh" => query.fresh = true,
                "serves" => query.serves = Some(MunicipalityCode::parse(value)?),
                "near" => {
                    query.near = Some(Near {
                        municipality: MunicipalityCode::parse(value)?,
                        radius_km: RADIUS_KM,
                    });
                }
                other => bail!("there is no filter `{other}`"),
            }
        }
        Ok(query)
    }
}
