//! What samples did for society in the years before today.

use proto::asf::registry::v1::{BenefitReport, SocialReturn, ValuedOutcome};
use rand::{Rng, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

use crate::samples::{SEED, source::sentences, story};

const WORDS: &str = include_str!("../../samples/reports.txt");

/// The reports of the sample at a place, the last year first.
pub(crate) fn reports(place: usize, this_year: i32) -> Vec<BenefitReport> {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED + place as u64);
    let years = story::years_reported(place);
    let mut size = rng.random_range(3..=34);
    (1..=years)
        .filter_map(|back| {
            let year = u32::try_from(this_year).ok()? - u32::try_from(back).ok()?;
            let report = report(year, size, &mut rng);
            // It was smaller the year before.
            size = (size * rng.random_range(80..=100) / 100).max(2);
            Some(report)
        })
        .collect()
}

fn report(year: u32, employed: u32, rng: &mut ChaCha8Rng) -> BenefitReport {
    let participants = employed + rng.random_range(0..=employed * 2);
    let mut word = |key: &str| {
        sentences(WORDS, key)
            .choose(rng)
            .copied()
            .unwrap_or_default()
    };
    let (method, source) = (word("method").to_owned(), word("source").to_owned());
    let moved_to_work = participants * rng.random_range(5..=40) / 100;
    BenefitReport {
        year,
        employed,
        employed_target_group: employed * rng.random_range(18..=85) / 100,
        participants,
        hours: participants * rng.random_range(180..=900),
        moved_to_work,
        moved_to_studies: participants * rng.random_range(0..=20) / 100,
        method,
        social_return: (moved_to_work >= 5 && rng.random_ratio(1, 3))
            .then(|| social_return(employed, moved_to_work, &source)),
        source,
        ..BenefitReport::default()
    }
}

fn social_return(employed: u32, moved_to_work: u32, source: &str) -> SocialReturn {
    SocialReturn {
        investment: format!("{}.00", employed * 61_500),
        outcomes: vec![ValuedOutcome {
            outcome: "Deltagare som gick till arbete".to_owned(),
            quantity: moved_to_work.to_string(),
            value: "148500.50".to_owned(),
            source: format!("Egen beräkning av minskat försörjningsstöd; {source}"),
        }],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_fit_each_other_and_the_years_follow() {
        for place in 0..400 {
            let reports = reports(place, 2026);
            assert_eq!(reports.len(), story::years_reported(place));
            for (back, report) in (1..).zip(&reports) {
                assert_eq!(report.year, 2026 - back);
                assert!(report.employed_target_group <= report.employed);
                let moved = report.moved_to_work.max(report.moved_to_studies);
                assert!(moved <= report.participants);
                assert!(!report.method.is_empty() && !report.source.is_empty());
            }
        }
        assert_eq!(reports(2, 2026), reports(2, 2026));
    }
}
