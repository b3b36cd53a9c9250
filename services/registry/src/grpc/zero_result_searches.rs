//! A search that found nothing is counted, for those who could bring about
//! that the next one finds something.

use kernel::place::CountyCode;
use proto::asf::registry::v1::SearchEnterprisesRequest;

use crate::{
    grpc::Grpc,
    search::query::{Found, Query},
};

/// Counts a search that found nothing. Nothing waits for it.
pub(super) fn note(grpc: &Grpc, asked: &SearchEnterprisesRequest, query: &Query, found: &Found) {
    // What lies behind the last page is no miss, nor what was not there once.
    if found.total == 0 && query.offset == 0 && asked.as_of.is_empty() {
        let (typed, chosen) = (query.text.as_str(), chosen(query));
        let (counties, now) = (counties_of(query, found), grpc.clock.now());
        grpc.zero_result_searches
            .note((typed, &chosen), counties, now);
    }
}

/// What was chosen of the lists.
fn chosen(query: &Query) -> String {
    let industries = query.industries.iter().map(|it| it.sv());
    let services = query.services.iter().map(|it| it.sv());
    let benefits = query.benefits.iter().map(|it| it.sv());
    let chosen: Vec<_> = industries.chain(services).chain(benefits).collect();
    chosen.join(", ")
}

/// The counties that the search named, by filters or in its text.
fn counties_of(query: &Query, found: &Found) -> Vec<CountyCode> {
    let read = &found.interpretation;
    let near = query.near.map(|it| it.municipality);
    let places = query.municipalities.iter().chain(&read.municipalities);
    let places = places.copied().chain(near).chain(query.serves);
    let counties = query.counties.iter().chain(&read.counties).copied();
    let mut named: Vec<_> = counties.chain(places.map(|it| it.county())).collect();
    named.sort_unstable();
    named.dedup();
    named
}

#[cfg(test)]
mod tests {
    use kernel::{place::MunicipalityCode, terms::Industry};
    use time::macros::date;

    use super::*;

    #[test]
    fn a_search_without_a_text_is_told_by_what_was_chosen() {
        let catering = Industry::parse("catering").unwrap();
        let mut query = Query::on(date!(2026 - 03 - 01));
        query.industries = vec![catering];
        assert_eq!(chosen(&query), catering.sv());
    }

    #[test]
    fn the_county_is_named_by_a_filter_or_in_the_text() {
        let mut query = Query::on(date!(2026 - 03 - 01));
        query.municipalities = vec![MunicipalityCode::parse("1480").unwrap()];
        let mut found = Found::default();
        found.interpretation.counties =
            ["14", "25"].map(|it| CountyCode::parse(it).unwrap()).into();
        let named = counties_of(&query, &found);
        let named: Vec<_> = named.iter().map(|it| it.as_str()).collect();
        assert_eq!(named, ["14", "25"]);
    }
}
