//! The words that samples are put together from: the text files under
//! `samples/`, read once.

use std::sync::LazyLock;

use kernel::terms::Industry;

/// A line of a word file: a key and its text.
type Line = (&'static str, &'static str);

macro_rules! industry_files {
    ($($slug:literal),+ $(,)?) => {
        &[$(($slug, include_str!(concat!("../../samples/industries/", $slug, ".txt")))),+]
    };
}

const INDUSTRY_FILES: &[(&str, &str)] = industry_files![
    "cafe-restaurang",
    "catering",
    "bageri",
    "second-hand",
    "atervinning",
    "tradgard",
    "odling",
    "skog",
    "hantverk-snickeri",
    "mobelrenovering",
    "bygg-malning",
    "stad",
    "tvatt",
    "fastighet",
    "bilvard",
    "cykel",
    "hunddagis",
    "montering-lego",
    "somnad-textil",
    "hotell-konferens",
    "transport-bud",
    "kontor-tryck",
    "hushallsnara",
    "arbetstraning",
];

/// What there is to say of one industry.
pub(crate) struct Trade {
    pub(crate) industry: Industry,
    /// How common the industry is among ASFs, against the other weights.
    pub(crate) weight: u32,
    /// Sold over the whole country more often than others.
    pub(crate) travels: bool,
    /// Words after an invented name: `Catering`.
    pub(crate) trades: Vec<&'static str>,
    /// A word before an invented name: `Kökskooperativet`.
    pub(crate) cooperative: &'static str,
    /// Words after the genitive of an invented name: `Kök`.
    pub(crate) houses: Vec<&'static str>,
    /// Slugs of the social-benefit areas that lie near.
    pub(crate) benefits: Vec<&'static str>,
    pub(crate) offers: Vec<&'static str>,
    pub(crate) extras: Vec<&'static str>,
    pub(crate) sentences: Vec<&'static str>,
}

/// One Trade for each industry, in the order of the industries.
pub(crate) static TRADES: LazyLock<Vec<Trade>> = LazyLock::new(|| {
    Industry::all()
        .filter_map(|industry| {
            let (_, file) = INDUSTRY_FILES
                .iter()
                .find(|(slug, _)| *slug == industry.slug())?;
            Some(read_trade(industry, file))
        })
        .collect()
});

fn read_trade(industry: Industry, file: &'static str) -> Trade {
    let lines: Vec<Line> = keyed(file).collect();
    let all = |key: &str| {
        let texts = lines.iter().filter(|(found, _)| *found == key);
        texts.map(|(_, text)| *text).collect::<Vec<_>>()
    };
    let first = |key: &str| all(key).first().copied().unwrap_or_default();
    Trade {
        industry,
        weight: first("weight").parse().unwrap_or(1),
        travels: first("reach") == "country",
        trades: all("trade"),
        cooperative: first("coop"),
        houses: all("house"),
        benefits: all("benefit"),
        offers: all("offer"),
        extras: all("extra"),
        sentences: all("text"),
    }
}

/// The lines of a file of the form `key text`; `#` starts a remark.
fn keyed(file: &'static str) -> impl Iterator<Item = Line> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' '))
}

/// What a file says under a key.
pub(crate) fn sentences(file: &'static str, key: &str) -> Vec<&'static str> {
    let lines = keyed(file).filter(|(found, _)| *found == key);
    lines.map(|(_, text)| text).collect()
}

/// The halves of invented names: all first ones, all second ones.
pub(crate) fn name_halves() -> (Vec<&'static str>, Vec<&'static str>) {
    let file = include_str!("../../samples/names.txt");
    let half = |key: &str| {
        let lines = keyed(file).filter(|(found, _)| *found == key);
        lines.map(|(_, text)| text).collect()
    };
    (half("first"), half("second"))
}

/// Sentences on how people work there.
pub(crate) fn people() -> Vec<&'static str> {
    include_str!("../../samples/people.txt").lines().collect()
}

/// Sentences on the organisation, with `{form}` and `{år}` left open.
pub(crate) fn organisation() -> Vec<&'static str> {
    include_str!("../../samples/organisation.txt")
        .lines()
        .collect()
}

/// Sentences on the place, with `{ort}` and `{län}` left open.
pub(crate) fn places() -> Vec<&'static str> {
    include_str!("../../samples/place.txt").lines().collect()
}

/// The rows of a table without its header, as fields.
pub(crate) fn table(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines().skip(1).map(|line| line.split(',').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_industry_has_enough_words() {
        assert_eq!(TRADES.len(), Industry::all().len());
        for trade in TRADES.iter() {
            let slug = trade.industry.slug();
            assert!(trade.offers.len() >= 6, "{slug}");
            assert!(trade.extras.len() >= 6, "{slug}");
            assert!(trade.sentences.len() >= 5, "{slug}");
            assert!(
                !trade.trades.is_empty() && !trade.houses.is_empty(),
                "{slug}"
            );
            assert!(!trade.cooperative.is_empty() && trade.weight > 1, "{slug}");
        }
    }
}
