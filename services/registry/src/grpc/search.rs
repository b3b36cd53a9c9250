//! Searching the list.

use std::sync::Arc;

use chassis::page::{self, Search};
use eventlog::checkpoint::Freshness;
use host::call::{Answer, Read};
use kernel::{
    fault::{BrokenRule, Faults},
    place::{CountyCode, MunicipalityCode},
    stockholm,
    terms::{BenefitArea, Industry, IntegrationService},
    visible::is_invisible,
};
use proto::asf::registry::v1::{self as v1, SearchEnterprisesRequest, SearchEnterprisesResponse};
use time::Date;
use tonic::Request;

use crate::{
    grpc::{Grpc, as_of, convert::enterprise::summary, zero_result_searches},
    search::{
        Finder,
        query::{Facet, Filter, Found, Interpretation, Near, Query, Repair, Sort},
    },
};

/// Where the caller names a place and no distance.
const USUAL_RADIUS_KM: u32 = 30;

pub(super) async fn search(
    grpc: &Grpc,
    request: Request<SearchEnterprisesRequest>,
) -> Answer<SearchEnterprisesResponse> {
    let (read, mut question) = Read::parse(request, |message, faults| {
        Some(question(grpc, message, faults))
    })?;
    let request = read.message;
    let bound = bound(&request);
    let query = &mut question.query;
    query.limit = page::size(request.page_size) as usize;
    query.facets = true;
    if !request.page_token.is_empty() {
        let place = bound.place(&request.page_token);
        let place = place.ok_or_else(page::wrong_token)?;
        query.offset = u32::from_be_bytes(place) as usize;
    }
    let freshness = grpc.list.wait_for(request.read_after).await;
    let found = question.finder(grpc).await?.find(&question.query);
    zero_result_searches::note(grpc, &request, &question.query, &found);
    let mut response = response(&question.query, found, bound);
    response.stale = freshness == Freshness::Stale;
    Ok(response)
}

/// What a page token belongs to.
fn bound(request: &SearchEnterprisesRequest) -> Search {
    Search::of(&SearchEnterprisesRequest {
        page_size: 0,
        page_token: String::new(),
        read_after: 0,
        ..request.clone()
    })
}

/// What is asked, and of which list.
pub(super) struct Question {
    /// Without its paging.
    pub(super) query: Query,
    /// The day whose list is asked; nothing for the list as it is.
    as_of: Option<Date>,
}

impl Question {
    /// The list that is asked.
    pub(super) async fn finder(&self, grpc: &Grpc) -> Answer<Arc<dyn Finder>> {
        match self.as_of {
            Some(day) => grpc.as_of.finder(day).await,
            None => Ok(grpc.list.shared()),
        }
    }
}

pub(super) fn question(
    grpc: &Grpc,
    request: &SearchEnterprisesRequest,
    faults: &mut Faults,
) -> Question {
    let now = grpc.clock.now();
    let as_of = as_of::day(&request.as_of, now, faults);
    let today = as_of.unwrap_or_else(|| stockholm::today(now));
    Question {
        query: query(request, today, faults),
        as_of,
    }
}

fn query(request: &SearchEnterprisesRequest, today: Date, faults: &mut Faults) -> Query {
    let sort = request.sort();
    let near = faults.optional("near", &request.near, MunicipalityCode::parse);
    Query {
        today,
        text: search_text(&request.q),
        counties: once(faults, "county", &request.county, CountyCode::parse),
        municipalities: once(
            faults,
            "municipality",
            &request.municipality,
            MunicipalityCode::parse,
        ),
        industries: once(faults, "industry", &request.industry, Industry::parse),
        services: once(
            faults,
            "service",
            &request.service,
            IntegrationService::parse,
        ),
        benefits: once(faults, "benefit", &request.benefit, BenefitArea::parse),
        certified: request.certified,
        member: request.member,
        fresh: request.fresh,
        near: near.map(|municipality| Near {
            municipality,
            radius_km: match request.radius_km {
                0 => USUAL_RADIUS_KM,
                km => km,
            },
        }),
        serves: faults.optional("serves", &request.serves, MunicipalityCode::parse),
        sort: match sort {
            v1::Sort::Unspecified => None,
            v1::Sort::Relevance => Some(Sort::Relevance),
            v1::Sort::Name => Some(Sort::Name),
            v1::Sort::Newest => Some(Sort::Newest),
            v1::Sort::Distance => Some(Sort::Distance),
        },
        offset: 0,
        limit: 0,
        facets: false,
    }
}

/// A search text: what can be seen of it. What came along when it was copied
/// from elsewhere is nothing that anybody could take out again.
fn search_text(text: &str) -> String {
    let shown: String = text
        .chars()
        .filter(|letter| letter.is_whitespace() || !is_invisible(*letter))
        .collect();
    shown.trim().to_owned()
}

/// The values of a filter, each once.
fn once<T: Ord, E: BrokenRule>(
    faults: &mut Faults,
    field: &str,
    texts: &[String],
    parse: impl Fn(&str) -> Result<T, E>,
) -> Vec<T> {
    let mut values = faults.all(field, texts.iter().map(String::as_str), parse);
    values.sort_unstable();
    values.dedup();
    values
}

fn response(query: &Query, found: Found, bound: Search) -> SearchEnterprisesResponse {
    let end = query.offset + found.hits.len();
    let next = u32::try_from(end)
        .ok()
        .filter(|_| !found.hits.is_empty() && end < found.total);
    SearchEnterprisesResponse {
        enterprises: found
            .hits
            .iter()
            .map(|hit| summary(&hit.listing, hit.distance_km, query.today))
            .collect(),
        facets: found.facets.into_iter().map(facet).collect(),
        total_size: u32::try_from(found.total).unwrap_or(u32::MAX),
        next_page_token: next
            .map(|place| bound.token(&place.to_be_bytes()))
            .unwrap_or_default(),
        interpretation: Some(interpretation(found.interpretation)),
        repairs: found.repairs.into_iter().map(repair).collect(),
        position: found.position,
        stale: false,
    }
}

/// The 290 municipalities are told only where they lead somewhere; the other
/// lists are short and stand complete.
fn facet(facet: Facet) -> v1::Facet {
    let is_long = facet.filter == Filter::Municipality;
    let values = facet.values.into_iter();
    v1::Facet {
        name: facet.filter.name().to_owned(),
        values: values
            .filter(|value| !is_long || value.count > 0 || value.selected)
            .map(|value| v1::FacetValue {
                value: value.value.to_owned(),
                count: value.count,
                selected: value.selected,
            })
            .collect(),
    }
}

fn interpretation(read: Interpretation) -> v1::Interpretation {
    v1::Interpretation {
        text: read.text,
        county_codes: read.counties.into_iter().map(Into::into).collect(),
        municipality_codes: read.municipalities.into_iter().map(Into::into).collect(),
        industries: read.industries.into_iter().map(Into::into).collect(),
        services: read.services.into_iter().map(Into::into).collect(),
        certified: read.certified,
        partial: read.is_partial,
        corrections: read
            .corrections
            .into_iter()
            .map(|it| v1::Correction {
                from: it.from,
                to: it.to,
            })
            .collect(),
    }
}

fn repair(repair: Repair) -> v1::Repair {
    v1::Repair {
        without: repair.without.name().to_owned(),
        value: repair.value,
        total_size: u32::try_from(repair.total).unwrap_or(u32::MAX),
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::search::query::FacetValue;

    const TODAY: Date = date!(2026 - 03 - 01);

    fn request() -> SearchEnterprisesRequest {
        SearchEnterprisesRequest {
            q: " catering ".to_owned(),
            county: vec!["14".to_owned(), "13".to_owned(), "14".to_owned()],
            near: "1480".to_owned(),
            sort: v1::Sort::Distance.into(),
            ..Default::default()
        }
    }

    #[test]
    fn what_cannot_be_seen_of_a_search_is_left_out() {
        for text in [
            "catering\u{200b} Göteborg",
            "\u{feff}catering Göteborg\u{ad}",
            "cat\u{2060}ering\u{202e} Göteborg\0",
        ] {
            assert_eq!(search_text(text), "catering Göteborg");
        }
        assert_eq!(search_text("a\tb"), "a\tb");
    }

    #[test]
    fn a_request_becomes_a_query() {
        let mut faults = Faults::default();
        let query = query(&request(), TODAY, &mut faults);
        assert!(faults.is_empty());
        assert_eq!(query.text, "catering");
        let counties: Vec<_> = query.counties.iter().map(|it| it.as_str()).collect();
        assert_eq!(counties, ["13", "14"]);
        assert_eq!(query.near.map(|near| near.radius_km), Some(USUAL_RADIUS_KM));
        assert_eq!(query.sort, Some(Sort::Distance));
    }

    #[test]
    fn unknown_values_are_named_with_their_place() {
        let mut faults = Faults::default();
        let mut request = request();
        request.county.push("02".to_owned());
        request.industry = vec!["rymdfart".to_owned()];
        request.near = "0000".to_owned();
        query(&request, TODAY, &mut faults);
        let faults: Vec<_> = faults.into_vec().into_iter().map(|it| it.field).collect();
        assert_eq!(faults, ["near", "county[3]", "industry[0]"]);
    }

    #[test]
    fn a_token_is_good_for_any_page_of_its_search() {
        let token = bound(&request()).token(&20_u32.to_be_bytes());
        let mut next = request();
        (next.page_size, next.page_token, next.read_after) = (50, token.clone(), 7);
        assert_eq!(bound(&next).place(&token), Some(20_u32.to_be_bytes()));
        next.county.pop();
        assert_eq!(bound(&next).place::<4>(&token), None);
    }

    #[test]
    fn only_municipalities_that_lead_somewhere_are_told() {
        let value = |value, count, selected| FacetValue {
            value,
            count,
            selected,
        };
        let values = vec![
            value("0180", 0, false),
            value("1480", 2, false),
            value("2580", 0, true),
        ];
        let told = |filter| {
            let values = values.clone();
            facet(Facet { filter, values }).values.len()
        };
        assert_eq!((told(Filter::Municipality), told(Filter::County)), (2, 3));
    }
}
