//! What makes a sample right for a query: conditions on its facts.

use anyhow::{Context, bail};
use kernel::{
    place::{CountyCode, MunicipalityCode},
    terms::{BenefitArea, Industry, IntegrationService, LegalForm},
};
use registry::search::listing::{FRESH_DAYS, Listing};

use crate::search_quality::samples::TODAY;

/// All of some conditions, and the grade of what meets them.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) grade: u8,
    conditions: Vec<Condition>,
}

/// `!field=value|value`: any of the values, or none of them.
#[derive(Debug)]
struct Condition {
    is_not: bool,
    fact: Fact,
}

#[derive(Debug)]
enum Fact {
    Industry(Vec<Industry>),
    /// A place of activity.
    Municipality(Vec<MunicipalityCode>),
    County(Vec<CountyCode>),
    Service(Vec<IntegrationService>),
    Benefit(Vec<BenefitArea>),
    Form(Vec<LegalForm>),
    /// Letters in the name, the offers, or any of the texts, in lower case.
    Name(Vec<String>),
    Offers(Vec<String>),
    Says(Vec<String>),
    Certified,
    Member,
    Fresh,
}

impl Rule {
    /// `<grade>: <condition> <condition> …`
    pub(super) fn parse(line: &str) -> anyhow::Result<Self> {
        let (grade, conditions) = line.split_once(':').context("no grade")?;
        let grade = grade.trim().parse()?;
        if !(1..=3).contains(&grade) {
            bail!("{grade} is no grade");
        }
        let conditions = conditions.split_whitespace().map(Condition::parse);
        Ok(Self {
            grade,
            conditions: conditions.collect::<anyhow::Result<_>>()?,
        })
    }

    pub(super) fn is_met(&self, listing: &Listing) -> bool {
        self.conditions
            .iter()
            .all(|condition| condition.fact.holds(listing) != condition.is_not)
    }
}

impl Condition {
    fn parse(text: &str) -> anyhow::Result<Self> {
        let (is_not, text) = match text.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let fact = Fact::parse(text).with_context(|| format!("the condition `{text}`"))?;
        Ok(Self { is_not, fact })
    }
}

impl Fact {
    fn parse(text: &str) -> anyhow::Result<Self> {
        let (field, values) = text.split_once('=').unwrap_or((text, ""));
        Ok(match field {
            "industry" => Self::Industry(each(values, Industry::parse)?),
            "place" => Self::Municipality(each(values, MunicipalityCode::parse)?),
            "county" => Self::County(each(values, CountyCode::parse)?),
            "service" => Self::Service(each(values, IntegrationService::parse)?),
            "benefit" => Self::Benefit(each(values, BenefitArea::parse)?),
            "form" => Self::Form(each(values, LegalForm::parse)?),
            "name" => Self::Name(letters(values)?),
            "offers" => Self::Offers(letters(values)?),
            "says" => Self::Says(letters(values)?),
            "certified" => Self::Certified,
            "member" => Self::Member,
            "fresh" => Self::Fresh,
            other => bail!("there is no fact `{other}`"),
        })
    }

    fn holds(&self, listing: &Listing) -> bool {
        let places = listing.places();
        match self {
            Self::Industry(any) => listing.industries().iter().any(|it| any.contains(it)),
            Self::Municipality(any) => places.iter().any(|it| any.contains(it)),
            Self::County(any) => places.iter().any(|it| any.contains(&it.county())),
            Self::Service(any) => listing.services.iter().any(|it| any.contains(it)),
            Self::Benefit(any) => listing.benefits.iter().any(|it| any.contains(it)),
            Self::Form(any) => any.contains(&listing.legal_form),
            Self::Name(any) => has(&listing.name, any),
            Self::Offers(any) => offers(listing).any(|offer| has(offer, any)),
            Self::Says(any) => {
                let texts = [listing.name.as_str(), listing.description.as_str()];
                texts
                    .into_iter()
                    .chain(offers(listing))
                    .any(|text| has(text, any))
            }
            Self::Certified => listing.is_certified_on(TODAY),
            Self::Member => listing.member,
            Self::Fresh => listing
                .confirmed_on()
                .is_some_and(|day| (TODAY - day).whole_days() <= FRESH_DAYS),
        }
    }
}

fn offers(listing: &Listing) -> impl Iterator<Item = &str> {
    listing.activities.iter().map(|it| it.offer.as_str())
}

fn has(text: &str, any: &[String]) -> bool {
    let text = text.to_lowercase();
    any.iter().any(|letters| text.contains(letters))
}

fn each<T, E: std::error::Error + Send + Sync + 'static>(
    values: &str,
    parse: impl Fn(&str) -> Result<T, E>,
) -> anyhow::Result<Vec<T>> {
    let values: Result<Vec<T>, E> = values.split('|').map(parse).collect();
    Ok(values?)
}

/// An underscore stands for a space.
fn letters(values: &str) -> anyhow::Result<Vec<String>> {
    let values = values.split('|').map(|value| value.replace('_', " "));
    let values: Vec<String> = values.collect();
    if values.iter().any(String::is_empty) {
        bail!("no letters are in every text");
    }
    Ok(values)
}
