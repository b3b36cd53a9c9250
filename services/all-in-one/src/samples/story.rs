//! What has become of the samples over the years: when each was listed and
//! certified, when it last said what it can take on, and who is a member. It
//! follows from their places in the list alone.

/// Days before today, and what happened then.
pub(crate) struct Chapter {
    pub(crate) days_ago: u16,
    pub(crate) step: Step,
}

/// What happened to the samples at these places.
pub(crate) enum Step {
    List(Vec<usize>),
    /// For two years, or for two more.
    Certify(Vec<usize>),
    Confirm(Vec<usize>),
}

/// Days before today, before the first chapter.
pub(crate) const BEGINNING: u16 = 1100;

/// When samples came onto the list, and how many of a hundred.
const LISTED: [(u16, usize); 9] = [
    (1095, 25),
    (900, 20),
    (720, 18),
    (540, 15),
    (330, 10),
    (150, 5),
    (55, 4),
    (20, 2),
    (4, 1),
];

/// When one in so many of those that were there was certified. Two years are
/// 730 or 731 days: the first have ended, the next end soon.
const CERTIFIED: [(u16, usize); 6] = [
    (760, 60),
    (700, 14),
    (600, 12),
    (430, 9),
    (210, 8),
    (30, 13),
];

/// When samples confirmed their capacity: each at one of these, if it was on
/// the list. Those of the last are left to be reminded.
const CONFIRMED: [u16; 7] = [400, 230, 160, 110, 70, 30, 6];

/// One in so many is a member of Skoopi.
const MEMBERS: usize = 4;

/// One in so many has not written down how it meets the criteria: it was on
/// the list before that was asked.
const WITHOUT_GROUNDS: usize = 5;

/// One in so many reports what it does for society.
const REPORTS: usize = 2;

/// The story of so many samples, the oldest chapter first.
pub(crate) fn chapters(count: usize) -> Vec<Chapter> {
    let listed = listings(count);
    let mut chapters = Vec::new();
    for (days_ago, places) in &listed {
        let (days_ago, step) = (*days_ago, Step::List(places.clone()));
        chapters.push(Chapter { days_ago, step });
    }
    let there = |days_ago: u16| {
        let before = listed.iter().filter(move |(listed, _)| *listed > days_ago);
        before.flat_map(|(_, places)| places.iter().copied())
    };
    for (nth, (days_ago, one_in)) in CERTIFIED.into_iter().enumerate() {
        let places = there(days_ago).filter(|it| it % one_in == nth && certified_once(*it, nth));
        let step = Step::Certify(places.collect());
        chapters.push(Chapter { days_ago, step });
    }
    for (nth, days_ago) in CONFIRMED.into_iter().enumerate() {
        let places = there(days_ago).filter(|it| it % CONFIRMED.len() == nth);
        let step = Step::Confirm(places.collect());
        chapters.push(Chapter { days_ago, step });
    }
    let ending = there(700).filter(|it| it % CERTIFIED[1].1 == 1 && it % 5 == 0);
    let step = Step::Certify(ending.filter(|it| certified_once(*it, 1)).collect());
    chapters.push(Chapter { days_ago: 12, step });
    chapters.sort_by_key(|chapter| std::cmp::Reverse(chapter.days_ago));
    chapters
}

/// Whether no earlier one of the rounds took this sample: a certification that
/// is valid for long is not issued again.
fn certified_once(place: usize, round: usize) -> bool {
    let earlier = CERTIFIED.iter().enumerate().take(round);
    !earlier
        .into_iter()
        .any(|(nth, (_, one_in))| place % one_in == nth)
}

/// Who came onto the list when. Neighbours in the list are neighbours on the
/// map too, so that they are dealt out one by one.
fn listings(count: usize) -> Vec<(u16, Vec<usize>)> {
    let mut listings: Vec<_> = LISTED.iter().map(|(days, _)| (*days, Vec::new())).collect();
    for place in 0..count {
        // 37 has no divisor in common with 100.
        let mut rank = place * 37 % 100;
        for ((_, places), (_, percent)) in listings.iter_mut().zip(LISTED) {
            if rank < percent {
                places.push(place);
                break;
            }
            rank -= percent;
        }
    }
    listings
}

pub(crate) fn has_grounds(place: usize) -> bool {
    place % WITHOUT_GROUNDS != 3
}

pub(crate) fn is_member(place: usize) -> bool {
    place % MEMBERS == 1
}

/// How many years it has reported, the last one first.
pub(crate) fn years_reported(place: usize) -> usize {
    match place % REPORTS {
        0 => 2 + place / REPORTS % 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    const COUNT: usize = 400;

    #[test]
    fn everybody_is_listed_once_and_before_anything_else() {
        let mut listed = BTreeMap::new();
        for Chapter { days_ago, step } in chapters(COUNT) {
            assert!(days_ago < BEGINNING);
            match step {
                Step::List(places) => {
                    for place in places {
                        assert_eq!(listed.insert(place, days_ago), None, "{place}");
                    }
                }
                Step::Certify(places) | Step::Confirm(places) => {
                    assert!(places.iter().all(|it| listed.contains_key(it)));
                    assert!(!places.is_empty(), "{days_ago}");
                }
            }
        }
        assert_eq!(listed.len(), COUNT);
    }

    #[test]
    fn a_certification_is_issued_again_only_when_it_ends_soon() {
        let mut issued: BTreeMap<usize, u16> = BTreeMap::new();
        for Chapter { days_ago, step } in chapters(COUNT) {
            let Step::Certify(places) = step else {
                continue;
            };
            for place in places {
                if let Some(earlier) = issued.insert(place, days_ago) {
                    assert!(earlier - days_ago > 731 - 180, "{place}");
                }
            }
        }
        let valid = issued.values().filter(|days| **days < 730).count();
        assert!((80..=200).contains(&valid), "{valid} are certified");
        let soon = issued.values().filter(|days| (640..730).contains(*days));
        assert!((5..=40).contains(&soon.count()));
    }

    #[test]
    fn about_half_report_for_two_or_three_years() {
        let years: Vec<_> = (0..COUNT).map(years_reported).collect();
        assert_eq!(years.iter().filter(|it| **it > 0).count(), COUNT / 2);
        assert!(years.contains(&2) && years.contains(&3) && !years.contains(&1));
    }
}
