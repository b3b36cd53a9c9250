//! What all listed enterprises show, summed up by county and industry. A sum
//! is made of protected reports alone: each sum is a range, and the difference
//! of two of them is one too.

use kernel::{place::CountyCode, terms::Industry};

use crate::domain::values::report::protected::{Figure, Protected, ReservedShare};

/// What one listed enterprise brings along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Contribution {
    /// Of its seat.
    pub(crate) county: CountyCode,
    pub(crate) industries: Vec<Industry>,
    /// By year, each year once.
    pub(crate) reports: Vec<(u16, Protected)>,
}

/// Which enterprises are summed up; an empty list means all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    pub(crate) counties: Vec<CountyCode>,
    pub(crate) industries: Vec<Industry>,
}

/// The answer to one filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    /// Nothing where nobody has reported a year, and none was asked for.
    pub(crate) year: Option<u16>,
    /// All years that the list has reports of, the latest first.
    pub(crate) years: Vec<u16>,
    pub(crate) all: Group,
    /// By county code.
    pub(crate) by_county: Vec<(CountyCode, Group)>,
    /// In list order. One with several industries counts in each of them.
    pub(crate) by_industry: Vec<(Industry, Group)>,
    /// All that the filter leaves, with or without a report.
    pub(crate) listed: u32,
}

/// The sums of some enterprises.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) enterprises: u32,
    pub(crate) employed: Range,
    pub(crate) employed_target_group: Range,
    pub(crate) participants: Range,
    /// Of those that show theirs.
    pub(crate) hours: u64,
    pub(crate) moved_to_work: Range,
    pub(crate) moved_to_studies: Range,
    pub(crate) reserved_share_reached: u32,
}

/// What a sum is at least and at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) at_least: u64,
    pub(crate) at_most: u64,
}

impl Filter {
    fn takes(&self, one: &Contribution) -> bool {
        let in_county = self.counties.is_empty() || self.counties.contains(&one.county);
        let trades = |industry: &Industry| one.industries.contains(industry);
        in_county && (self.industries.is_empty() || self.industries.iter().any(trades))
    }

    /// A group that the filter asks for, or any.
    fn names(&self, industry: Industry) -> bool {
        self.industries.is_empty() || self.industries.contains(&industry)
    }
}

impl Range {
    fn add(&mut self, figure: Figure) {
        self.at_least += u64::from(figure.at_least());
        self.at_most += u64::from(figure.at_most());
    }
}

impl Group {
    fn add(&mut self, report: &Protected) {
        self.enterprises += 1;
        self.employed.add(report.employed);
        self.employed_target_group.add(report.employed_target_group);
        self.participants.add(report.participants);
        self.hours += report.hours.map_or(0, u64::from);
        self.moved_to_work.add(report.moved_to_work);
        self.moved_to_studies.add(report.moved_to_studies);
        if report.reserved_share() == ReservedShare::Reached {
            self.reserved_share_reached += 1;
        }
    }
}

/// The sums of `year`, else of the latest year that the list has reports of.
pub(crate) fn sum(list: &[Contribution], year: Option<u16>, filter: &Filter) -> Sums {
    let years = years(list);
    let mut sums = Sums {
        year: year.or_else(|| years.first().copied()),
        years,
        ..Sums::default()
    };
    for one in list.iter().filter(|one| filter.takes(one)) {
        sums.listed += 1;
        let report = one.reports.iter().find(|(of, _)| Some(*of) == sums.year);
        if let Some((_, report)) = report {
            sums.all.add(report);
            group(&mut sums.by_county, one.county).add(report);
            for industry in one.industries.iter().filter(|it| filter.names(**it)) {
                group(&mut sums.by_industry, *industry).add(report);
            }
        }
    }
    sums.by_county.sort_by_key(|(county, _)| *county);
    sums.by_industry.sort_by_key(|(industry, _)| *industry);
    sums
}

fn years(list: &[Contribution]) -> Vec<u16> {
    let reports = list.iter().flat_map(|one| &one.reports);
    let mut years: Vec<u16> = reports.map(|(year, _)| *year).collect();
    years.sort_unstable();
    years.dedup();
    years.reverse();
    years
}

/// There are few groups, so that looking through them is quick.
fn group<K: PartialEq>(groups: &mut Vec<(K, Group)>, key: K) -> &mut Group {
    let place = groups.iter().position(|(there, _)| *there == key);
    let place = place.unwrap_or_else(|| {
        groups.push((key, Group::default()));
        groups.len() - 1
    });
    &mut groups[place].1
}
