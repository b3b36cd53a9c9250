//! What there is to do for the list in some counties.

use chassis::{caller::Caller, times::timestamp};
use host::call::{Answer, Read};
use kernel::{fault::Faults, place::CountyCode, stockholm};
use proto::asf::registry::v1::{GetWorkListRequest, GetWorkListResponse, Miss, WorkItem};
use time::OffsetDateTime;
use tonic::{Request, Status};

use super::queue;
use crate::{
    domain::values::{certification::RENEWABLE, freshness},
    grpc::{Grpc, rights},
    projection::{
        reviews::{Days, Item, Items},
        zero_result_searches::Counted,
    },
};

/// As many as one page of the queue.
const MOST_REVIEWS: u32 = 20;

pub(in crate::grpc) async fn get(
    grpc: &Grpc,
    request: Request<GetWorkListRequest>,
) -> Answer<GetWorkListResponse> {
    let (read, asked) = Read::parse(request, |message, faults| Some(counties(message, faults)))?;
    let counties = seen(&read.caller, asked)?;
    gather(grpc, counties.as_deref()).await
}

async fn gather(grpc: &Grpc, counties: Option<&[String]>) -> Answer<GetWorkListResponse> {
    let now = grpc.clock.now();
    let days = days(now);
    let reviews = &grpc.reviews;
    let page = queue::page(grpc, counties, None, MOST_REVIEWS).await?;
    let stale = reviews.stale(counties, days).await?;
    let expiring = reviews.expiring(counties, days).await?;
    let unclaimed = reviews.unclaimed(counties).await?;
    let misses = grpc.zero_result_searches.most(counties, days.today).await?;
    let totals = reviews.totals(counties, days.today).await?;
    Ok(GetWorkListResponse {
        reviews: page.reviews,
        reviews_total: page.total,
        stale_total: total(&stale),
        stale: items(stale),
        expiring_total: total(&expiring),
        expiring: items(expiring),
        unclaimed_total: total(&unclaimed),
        unclaimed: items(unclaimed),
        misses: misses.into_iter().map(miss).collect(),
        listed_total: u32::try_from(totals.listed).unwrap_or(u32::MAX),
        certified_total: u32::try_from(totals.certified).unwrap_or(u32::MAX),
    })
}

fn days(now: OffsetDateTime) -> Days {
    let today = stockholm::today(now);
    Days {
        today,
        // From then on it can be renewed.
        soon: today + RENEWABLE,
        stale_at: freshness::stale_at(now),
    }
}

fn counties(request: &GetWorkListRequest, faults: &mut Faults) -> Vec<String> {
    let codes = request.county.iter().map(String::as_str);
    let codes = faults.all("county", codes, CountyCode::parse);
    codes.into_iter().map(Into::into).collect()
}

/// The counties that the answer is about; nothing for the whole country.
fn seen(caller: &Caller, asked: Vec<String>) -> Result<Option<Vec<String>>, Status> {
    let own = rights::counties(caller);
    match own {
        _ if asked.is_empty() => Ok(own.map(<[String]>::to_vec)),
        Some(own) if asked.iter().any(|it| !own.contains(it)) => Err(rights::forbidden(
            "You can see this for the counties that you lead the process in.",
        )),
        Some(_) | None => Ok(Some(asked)),
    }
}

fn total(items: &Items) -> u32 {
    u32::try_from(items.total).unwrap_or(u32::MAX)
}

fn items(items: Items) -> Vec<WorkItem> {
    items.items.into_iter().map(item).collect()
}

fn item(item: Item) -> WorkItem {
    WorkItem {
        enterprise_id: item.id.to_string(),
        slug: item.slug,
        name: item.name,
        county_code: item.county_code.unwrap_or_default(),
        // What was never confirmed has no time.
        at: item.at.filter(|it| *it > freshness::NEVER).map(timestamp),
    }
}

fn miss(counted: Counted) -> Miss {
    Miss {
        text: counted.text,
        count: u32::try_from(counted.count).unwrap_or(u32::MAX),
        last_at: Some(timestamp(counted.last_at)),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chassis::caller::Role;

    use super::*;

    fn leader() -> Caller {
        Caller {
            roles: BTreeSet::from([Role::ProcessLeader]),
            counties: vec!["13".to_owned(), "14".to_owned()],
            ..Caller::anonymous()
        }
    }

    fn codes(codes: &[&str]) -> Vec<String> {
        codes.iter().map(|&it| it.to_owned()).collect()
    }

    #[test]
    fn a_leader_sees_the_own_counties_and_any_of_them() {
        let all = seen(&leader(), vec![]).unwrap();
        assert_eq!(all, Some(codes(&["13", "14"])));
        let one = seen(&leader(), codes(&["14"])).unwrap();
        assert_eq!(one, Some(codes(&["14"])));
        assert!(seen(&leader(), codes(&["14", "25"])).is_err());
    }

    #[test]
    fn staff_sees_the_whole_country_or_what_it_asks_for() {
        let staff = Caller {
            roles: BTreeSet::from([Role::Staff]),
            ..Caller::anonymous()
        };
        assert_eq!(seen(&staff, vec![]).unwrap(), None);
        let one = seen(&staff, codes(&["25"])).unwrap();
        assert_eq!(one, Some(codes(&["25"])));
    }
}
