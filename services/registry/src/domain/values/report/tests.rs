//! The rules of a report, and that nobody finds out what is protected.

use kernel::{fault::Faults, place::CountyCode, terms::Industry};
use proptest::{collection::vec, prelude::*, sample::subsequence};
use rstest::rstest;
use time::macros::date;

use super::{
    Totals,
    fault::ReportFault,
    protected::{FEWEST, Figure, Protected, ReservedShare},
    sums::{Contribution, Filter, Range, Sums, sum},
    year,
};

fn totals(employed: u32, target: u32, participants: u32, work: u32, studies: u32) -> Totals {
    Totals {
        employed,
        employed_target_group: target,
        participants,
        hours: participants * 100,
        moved_to_work: work,
        moved_to_studies: studies,
    }
}

#[test]
fn a_year_is_one_that_has_begun_in_sweden() {
    let today = date!(2026 - 01 - 01);
    assert_eq!(year(2026, today), Ok(2026));
    assert_eq!(year(2000, today), Ok(2000));
    assert_eq!(year(2027, today), Err(ReportFault::Future));
    for number in [0, 1999, 65_536 + 2025] {
        assert_eq!(year(number, today), Err(ReportFault::TooEarly), "{number}");
    }
}

#[test]
fn everything_that_cannot_be_true_is_told_at_its_field() {
    let impossible = Totals {
        hours: 366 * 24 * 4 + 1,
        ..totals(3, 4, 4, 5, 6)
    };
    let mut faults = Faults::default();
    impossible.judge("report", &mut faults);
    let told: Vec<_> = faults.into_vec();
    let told: Vec<_> = told
        .iter()
        .map(|it| (it.field.as_str(), it.rule.as_str_name()))
        .collect();
    assert_eq!(
        told,
        [
            ("report.employed_target_group", "MORE_THAN_TOTAL"),
            ("report.hours", "MORE_HOURS_THAN_POSSIBLE"),
            ("report.moved_to_work", "MORE_THAN_TOTAL"),
            ("report.moved_to_studies", "MORE_THAN_TOTAL"),
        ]
    );
    let mut faults = Faults::default();
    totals(4, 4, 6, 6, 6).judge("report", &mut faults);
    assert!(faults.is_empty());
}

#[rstest]
#[case::nobody(0, 0, Figure::FewerThanFive, Figure::FewerThanFive)]
#[case::four(4, 4, Figure::FewerThanFive, Figure::FewerThanFive)]
#[case::all_of_five(5, 5, Figure::Exact(5), Figure::Withheld { of: 5 })]
#[case::one_left(6, 5, Figure::Exact(6), Figure::Withheld { of: 6 })]
#[case::four_left(20, 16, Figure::Exact(20), Figure::Withheld { of: 20 })]
#[case::five_left(20, 15, Figure::Exact(20), Figure::Exact(15))]
#[case::four_of_many(20, 4, Figure::Exact(20), Figure::FewerThanFive)]
fn few_people_are_not_shown_nor_those_that_are_left(
    #[case] employed: u32,
    #[case] target: u32,
    #[case] shown: Figure,
    #[case] shown_target: Figure,
) {
    let seen = Protected::of(&totals(employed, target, employed, target, target));
    assert_eq!((seen.employed, seen.participants), (shown, shown));
    assert_eq!(seen.employed_target_group, shown_target);
    assert_eq!(seen.moved_to_work, shown_target);
    assert_eq!(seen.moved_to_studies, shown_target);
    assert_eq!(seen.hours.is_some(), employed >= FEWEST);
}

#[rstest]
#[case::told(20, 6, Some(30), ReservedShare::Reached)]
#[case::just_below(37, 11, Some(29), ReservedShare::NotReached)]
#[case::all_of_them(7, 7, None, ReservedShare::Reached)]
#[case::too_few_in_any_case(14, 4, None, ReservedShare::NotReached)]
#[case::four_would_do(13, 1, None, ReservedShare::Unknown)]
#[case::few_employed(4, 4, None, ReservedShare::Unknown)]
fn the_share_is_told_as_far_as_the_shown_numbers_do(
    #[case] employed: u32,
    #[case] target: u32,
    #[case] percent: Option<u32>,
    #[case] share: ReservedShare,
) {
    let seen = Protected::of(&totals(employed, target, 0, 0, 0));
    assert_eq!(seen.target_group_percent(), percent);
    assert_eq!(seen.reserved_share(), share);
}

/// One listed enterprise as it really is.
#[derive(Clone, Debug)]
struct Real {
    county: CountyCode,
    industries: Vec<Industry>,
    reports: Vec<(u16, Totals)>,
}

const YEARS: [u16; 2] = [2024, 2025];
const COUNTIES: [&str; 3] = ["01", "14", "24"];

fn industries() -> Vec<Industry> {
    Industry::all().take(3).collect()
}

/// Small numbers, since these are what it is about.
fn some_totals() -> impl Strategy<Value = Totals> {
    (0_u32..14, 0_u32..14).prop_flat_map(|(employed, participants)| {
        let hours = 0..=participants * 1000;
        let parts = (0..=employed, 0..=participants, 0..=participants, hours);
        parts.prop_map(move |(target, work, studies, hours)| Totals {
            hours,
            ..totals(employed, target, participants, work, studies)
        })
    })
}

fn some_reports() -> impl Strategy<Value = Vec<(u16, Totals)>> {
    (
        subsequence(YEARS.to_vec(), 0..=2),
        some_totals(),
        some_totals(),
    )
        .prop_map(|(years, first, second)| years.into_iter().zip([first, second]).collect())
}

fn some_list() -> impl Strategy<Value = Vec<Real>> {
    let one = (
        0..COUNTIES.len(),
        subsequence(industries(), 1..=3),
        some_reports(),
    );
    let one = one.prop_map(|(county, industries, reports)| Real {
        county: CountyCode::parse(COUNTIES[county]).unwrap(),
        industries,
        reports,
    });
    vec(one, 0..7)
}

fn published(list: &[Real]) -> Vec<Contribution> {
    let one = |real: &Real| Contribution {
        county: real.county,
        industries: real.industries.clone(),
        reports: real
            .reports
            .iter()
            .map(|(year, totals)| (*year, Protected::of(totals)))
            .collect(),
    };
    list.iter().map(one).collect()
}

/// Every combination of filters.
fn questions() -> Vec<(Option<u16>, Filter)> {
    let years = [None, Some(2024), Some(2025)];
    let counties: Vec<_> = COUNTIES.map(|it| CountyCode::parse(it).unwrap()).to_vec();
    let mut questions = Vec::new();
    for year in years {
        for counties in subsets(&counties) {
            for industries in subsets(&industries()) {
                let counties = counties.clone();
                questions.push((
                    year,
                    Filter {
                        counties,
                        industries,
                    },
                ));
            }
        }
    }
    questions
}

fn subsets<T: Copy>(all: &[T]) -> Vec<Vec<T>> {
    let chosen = |mask: usize| {
        let places = (0..all.len()).filter(|nth| mask & (1 << nth) != 0);
        places.map(|nth| all[nth]).collect()
    };
    (0..1 << all.len()).map(chosen).collect()
}

fn answers(list: &[Real]) -> Vec<Sums> {
    let list = published(list);
    let questions = questions();
    questions
        .iter()
        .map(|(year, filter)| sum(&list, *year, filter))
        .collect()
}

/// All totals that can be true and are shown as these are.
fn alike(totals: &Totals) -> Vec<Totals> {
    let near = |number: u32| number.saturating_sub(FEWEST)..=number + FEWEST;
    let mut all = Vec::new();
    for employed in near(totals.employed) {
        for employed_target_group in 0..=employed {
            all.push(Totals {
                employed,
                employed_target_group,
                ..*totals
            });
        }
    }
    for participants in near(totals.participants) {
        for moved in 0..=participants {
            for (moved_to_work, moved_to_studies) in [
                (moved, totals.moved_to_studies),
                (totals.moved_to_work, moved),
                (moved, moved),
            ] {
                all.push(Totals {
                    participants,
                    hours: if participants < FEWEST {
                        0
                    } else {
                        totals.hours
                    },
                    moved_to_work,
                    moved_to_studies,
                    ..*totals
                });
            }
        }
    }
    all.retain(|it| it.moved_to_work.max(it.moved_to_studies) <= it.participants);
    let seen = Protected::of(totals);
    all.retain(|it| Protected::of(it) == seen);
    all
}

/// The numbers of people in a report, with those that are left of a whole.
fn cells(totals: &Totals) -> [u32; 8] {
    [
        totals.employed,
        totals.employed_target_group,
        totals.employed - totals.employed_target_group,
        totals.participants,
        totals.moved_to_work,
        totals.participants - totals.moved_to_work,
        totals.moved_to_studies,
        totals.participants - totals.moved_to_studies,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn lists_whose_protected_reports_are_equal_get_equal_answers(
        list in some_list(),
        choices in vec(any::<prop::sample::Index>(), 16),
    ) {
        let mut other = list.clone();
        let mut choices = choices.into_iter();
        for (_, totals) in other.iter_mut().flat_map(|it| &mut it.reports) {
            let alike = alike(totals);
            if let Some(choice) = choices.next() {
                *totals = alike[choice.index(alike.len())];
            }
        }
        prop_assert_eq!(published(&list), published(&other));
        prop_assert_eq!(
            format!("{:?}", answers(&list)).into_bytes(),
            format!("{:?}", answers(&other)).into_bytes()
        );
    }

    /// Whoever knows all answers, and how they are made, still has at least
    /// two numbers to choose from for every cell of one to four.
    #[test]
    fn no_cell_of_one_to_four_follows_from_all_answers_together(list in some_list()) {
        let known = answers(&list);
        for nth in 0..list.len() {
            for report in 0..list[nth].reports.len() {
                let real = list[nth].reports[report].1;
                for (cell, number) in cells(&real).into_iter().enumerate() {
                    if !(1..FEWEST).contains(&number) {
                        continue;
                    }
                    let other = alike(&real).into_iter().find(|it| cells(it)[cell] != number);
                    prop_assert!(other.is_some(), "cell {} of {:?} is known", cell, real);
                    let mut world = list.clone();
                    world[nth].reports[report].1 = other.unwrap();
                    prop_assert_eq!(&answers(&world), &known);
                }
            }
        }
    }

    /// Differencing: of two sums of which one has an enterprise more, or of two
    /// years.
    #[test]
    fn no_difference_of_two_sums_is_an_exact_number_of_one_to_four(list in some_list()) {
        let answers = answers(&list);
        let questions = questions();
        for (one, (year, filter)) in answers.iter().zip(&questions) {
            for (other, (other_year, wider)) in answers.iter().zip(&questions) {
                let is_wider = year == other_year
                    && contains(&wider.counties, &filter.counties)
                    && contains(&wider.industries, &filter.industries);
                if !is_wider {
                    continue;
                }
                for number in differences(one, other).into_iter().flatten() {
                    prop_assert!(!(1..5).contains(&number), "{number}");
                }
            }
        }
    }
}

/// An empty filter takes all.
fn contains<T: PartialEq>(wider: &[T], narrower: &[T]) -> bool {
    wider.is_empty() || !narrower.is_empty() && narrower.iter().all(|it| wider.contains(it))
}

/// What is left between two sums, where it is one number: of each cell, and
/// of those that are no part of it.
fn differences(narrow: &Sums, wide: &Sums) -> [Option<u64>; 8] {
    let (narrow, wide) = (&narrow.all, &wide.all);
    let employed = between(narrow.employed, wide.employed);
    let target = between(narrow.employed_target_group, wide.employed_target_group);
    let participants = between(narrow.participants, wide.participants);
    let work = between(narrow.moved_to_work, wide.moved_to_work);
    let studies = between(narrow.moved_to_studies, wide.moved_to_studies);
    let exact = |range: Range| (range.at_least == range.at_most).then_some(range.at_least);
    let left = |all: Range, some: Range| Some(exact(all)?.saturating_sub(exact(some)?));
    [
        exact(employed),
        exact(target),
        left(employed, target),
        exact(participants),
        exact(work),
        left(participants, work),
        exact(studies),
        left(participants, studies),
    ]
}

/// Everything in the wider sum that is not in the narrower: ranges add up end
/// by end, so that their ends can be taken from each other.
fn between(narrow: Range, wide: Range) -> Range {
    Range {
        at_least: wide.at_least.saturating_sub(narrow.at_least),
        at_most: wide.at_most.saturating_sub(narrow.at_most),
    }
}
