//! Where samples are: by county as real ASFs were spread in February 2012
//! (Tillväxtverket), inside a county mostly in its bigger towns.

use std::collections::BTreeMap;

use kernel::{
    place::{Municipality, counties, municipalities, municipality},
    terms::{Industry, IntegrationService},
};
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

use crate::samples::source::table;

/// Each county has at least this many, also where 2012 knew of none.
const FLOOR: usize = 5;

/// What the counts of two counties are taken for that the table leaves out:
/// the median of the others.
const UNKNOWN: usize = 7;

/// Municipalities that are islands.
const ISLANDS: &[&str] = &["Gotland", "Öckerö", "Tjörn", "Orust"];

/// The seat of one sample, and what it has to be where a row asks for it.
pub(crate) struct Seat {
    pub(crate) place: &'static Municipality,
    pub(crate) industry: Option<Industry>,
    pub(crate) service: Option<IntegrationService>,
}

/// How many of `total` each county gets, by its code: in proportion to 2012,
/// by largest remainders, and never below the floor.
pub(crate) fn by_county(total: usize) -> BTreeMap<&'static str, usize> {
    let counted: BTreeMap<&str, usize> =
        table(include_str!("../../samples/asf_count_by_county_2012.csv"))
            .map(|row| (row[0], row[2].parse().unwrap_or(UNKNOWN)))
            .collect();
    let sum: usize = counted.values().sum();
    let spare = total.saturating_sub(FLOOR * counties().len());
    let share = |code: &str| spare * counted.get(code).copied().unwrap_or(UNKNOWN);
    let mut quotas: BTreeMap<_, _> = counties()
        .iter()
        .map(|county| (county.code, FLOOR + share(county.code) / sum))
        .collect();
    let mut by_remainder: Vec<_> = counties().iter().map(|county| county.code).collect();
    by_remainder.sort_by_key(|code| std::cmp::Reverse(share(code) % sum));
    let missing = total.saturating_sub(quotas.values().sum());
    for code in by_remainder.into_iter().take(missing) {
        *quotas.entry(code).or_default() += 1;
    }
    quotas
}

/// The seats of all samples: first those that are asked for, so that the
/// searches of a demonstration find something, then the rest by weight.
pub(crate) fn seats(total: usize, rng: &mut ChaCha8Rng) -> Vec<Seat> {
    let mut seats: Vec<Seat> = table(include_str!("../../samples/wanted.csv"))
        .filter_map(|row| wanted(&row))
        .collect();
    let weights = weights();
    for (county, quota) in by_county(total) {
        let taken = seats
            .iter()
            .filter(|seat| seat.place.county_code == county)
            .count();
        let towns: Vec<_> = municipalities()
            .iter()
            .filter(|place| place.county_code == county)
            .collect();
        for _ in taken..quota {
            let weigh =
                |place: &&'static Municipality| weights.get(place.code).copied().unwrap_or(1);
            seats.extend(towns.choose_weighted(rng, weigh).ok().map(|place| Seat {
                place,
                industry: None,
                service: None,
            }));
        }
    }
    seats
}

/// `i Borås`, but `på Gotland`.
pub(crate) fn within(town: &str) -> String {
    match ISLANDS.contains(&town) {
        true => format!("på {town}"),
        false => format!("i {town}"),
    }
}

fn wanted(row: &[&'static str]) -> Option<Seat> {
    Some(Seat {
        place: municipality(row[0])?,
        industry: Industry::parse(row[1]).ok(),
        service: IntegrationService::parse(row[2]).ok(),
    })
}

fn weights() -> BTreeMap<&'static str, u32> {
    table(include_str!("../../samples/towns.csv"))
        .map(|row| (row[0], row[1].parse().unwrap_or(1)))
        .collect()
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn the_quotas_add_up_and_follow_2012() {
        let quotas = by_county(400);
        assert_eq!(quotas.values().sum::<usize>(), 400);
        assert_eq!(quotas.len(), 21);
        assert!(quotas.values().all(|quota| *quota >= FLOOR));
        assert!(quotas["14"] > quotas["01"] && quotas["01"] > quotas["12"]);
        assert_eq!(quotas["13"], FLOOR, "none were known in Halland");
    }

    #[test]
    fn every_row_that_is_asked_for_is_read_whole() {
        for row in table(include_str!("../../samples/wanted.csv")) {
            let seat = wanted(&row).unwrap();
            assert!(seat.industry.is_some(), "{row:?}");
            assert_eq!(seat.service.is_some(), !row[2].is_empty(), "{row:?}");
        }
        for row in table(include_str!("../../samples/towns.csv")) {
            assert!(municipality(row[0]).is_some(), "{row:?}");
            assert!(row[1].parse::<u32>().is_ok(), "{row:?}");
        }
    }

    #[test]
    fn a_county_with_many_wishes_still_ends_at_the_total() {
        let seats = seats(400, &mut ChaCha8Rng::seed_from_u64(3));
        assert_eq!(seats.len(), 400);
    }
}
