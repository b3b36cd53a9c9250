//! Reading single enterprises, and those that are on their way.

use std::sync::Arc;

use chassis::{
    caller::Caller,
    check,
    page::{self, Search},
};
use host::{
    call::{Answer, Read},
    etag,
};
use kernel::{
    fault::{ErrorReason, Faults},
    org_number::OrgNumber,
};
use proto::asf::registry::v1::{
    Enterprise, FindByOrgNumberRequest, FindByOrgNumberResponse, GetEnterpriseBySlugRequest,
    GetEnterpriseBySlugResponse, GetEnterpriseRequest, GetEnterpriseResponse,
    GetOwnEnterpriseRequest, GetOwnEnterpriseResponse, ListDraftsRequest, ListDraftsResponse,
};
use time::{Date, OffsetDateTime};
use tonic::{Request, Status};
use uuid::Uuid;

use crate::{
    domain::enterprise::Stage,
    grpc::{
        Grpc, as_of,
        convert::{
            enterprise::{of_entry, of_listing},
            stage,
        },
        place, refusal, rights,
    },
    projection::directory::Entry,
    search::listing::Listing,
};

/// Those who see more than the list read what stands in the database, since
/// they change it; everybody else reads the list.
pub(super) async fn get(
    grpc: &Grpc,
    request: Request<GetEnterpriseRequest>,
) -> Answer<GetEnterpriseResponse> {
    let (read, day) = Read::parse(request, |message, faults| {
        Some(as_of::day(&message.as_of, grpc.clock.now(), faults))
    })?;
    let id = check::id(&read.message.id);
    if let Some(day) = day {
        let listing = grpc.as_of.finder(day).await?.get(id);
        let enterprise = Some(on_day(listing, day)?);
        return Ok(GetEnterpriseResponse { enterprise });
    }
    let seen = seen(grpc, &read.caller, grpc.directory.get(id)).await?;
    let enterprise = if seen.is_some() {
        seen
    } else {
        grpc.list.wait_for(read.message.read_after).await;
        let today = grpc.today();
        grpc.list.finder().get(id).map(|it| of_listing(&it, today))
    };
    let enterprise = Some(enterprise.ok_or_else(refusal::not_found)?);
    Ok(GetEnterpriseResponse { enterprise })
}

pub(super) async fn get_by_slug(
    grpc: &Grpc,
    request: Request<GetEnterpriseBySlugRequest>,
) -> Answer<GetEnterpriseBySlugResponse> {
    let (read, day) = Read::parse(request, |message, faults| {
        Some(as_of::day(&message.as_of, grpc.clock.now(), faults))
    })?;
    let slug = read.message.slug.as_str();
    if let Some(day) = day {
        let listing = grpc.as_of.finder(day).await?.by_slug(slug);
        let enterprise = Some(on_day(listing, day)?);
        return Ok(GetEnterpriseBySlugResponse { enterprise });
    }
    let seen = seen(grpc, &read.caller, grpc.directory.by_slug(slug)).await?;
    let today = grpc.today();
    let listed = || {
        let listing = grpc.list.finder().by_slug(slug);
        listing.map(|it| of_listing(&it, today))
    };
    let enterprise = Some(seen.or_else(listed).ok_or_else(refusal::not_found)?);
    Ok(GetEnterpriseBySlugResponse { enterprise })
}

/// The enterprise as the list of a day has it.
fn on_day(listing: Option<Arc<Listing>>, day: Date) -> Result<Enterprise, Status> {
    let listing = listing.ok_or_else(refusal::not_found)?;
    Ok(of_listing(&listing, day))
}

/// The enterprise with what only some may see of it, where the caller is one
/// of them.
async fn seen(
    grpc: &Grpc,
    caller: &Caller,
    entry: impl Future<Output = Result<Option<Entry>, sqlx::Error>>,
) -> Answer<Option<Enterprise>> {
    if !rights::sees_more_than_the_list(caller) {
        return Ok(None);
    }
    let seen = entry.await?.filter(|entry| rights::sees(caller, entry));
    Ok(seen.map(|it| of_entry(it, caller, grpc.clock.now())))
}

pub(super) async fn get_own(
    grpc: &Grpc,
    request: Request<GetOwnEnterpriseRequest>,
) -> Answer<GetOwnEnterpriseResponse> {
    let Read { caller, message } = Read::open(request)?;
    let organisation = caller.organisation.ok_or_else(refusal::not_found)?;
    let entry = grpc.directory.of_organisation(organisation).await?;
    let entry = entry.ok_or_else(refusal::not_found)?;
    let changed_by_caller_alone = match etag::expected_version(&message.since_etag) {
        Some(version) => {
            let history = grpc.store.history(entry.id).await?;
            let after = history.iter().filter(|it| it.version > version);
            let mut written = after.filter(|it| it.event.is_writing());
            written.all(|it| it.metadata.actor == caller.subject)
        }
        None => false,
    };
    let enterprise = Some(of_entry(entry, &caller, grpc.clock.now()));
    Ok(GetOwnEnterpriseResponse {
        enterprise,
        changed_by_caller_alone,
    })
}

/// What the list says of a number. Asked of the database and not of the index,
/// which does not know who looks after a profile.
pub(super) async fn by_org_number(
    grpc: &Grpc,
    request: Request<FindByOrgNumberRequest>,
) -> Answer<FindByOrgNumberResponse> {
    let (_, number) = Read::parse(request, |message, faults| {
        faults.take("org_number", OrgNumber::parse(&message.org_number))
    })?;
    let entry = grpc.directory.by_org_number(number).await?;
    let entry = entry.filter(|it| it.stage == Stage::Listed);
    let entry = entry.ok_or_else(refusal::not_found)?;
    let domains = grpc.directory.own_domains(entry.id, &entry.profile).await?;
    let seat = entry.profile.municipality;
    Ok(FindByOrgNumberResponse {
        enterprise_id: entry.id.to_string(),
        slug: entry.slug.as_str().to_owned(),
        name: entry.profile.name.as_str().to_owned(),
        org_number: number.to_string(),
        county_code: seat.map(|it| it.county().into()).unwrap_or_default(),
        municipality_code: seat.map(Into::into).unwrap_or_default(),
        looked_after: entry.organisation.is_some(),
        own_domains: domains.into_iter().collect(),
    })
}

/// Those that somebody still has to do something for.
const ON_THEIR_WAY: [Stage; 3] = [Stage::Draft, Stage::Submitted, Stage::Returned];

pub(super) async fn list_drafts(
    grpc: &Grpc,
    request: Request<ListDraftsRequest>,
) -> Answer<ListDraftsResponse> {
    let (read, mut stages) = Read::parse(request, |message, faults| Some(stages(message, faults)))?;
    let request = read.message;
    if stages.is_empty() {
        stages.extend(ON_THEIR_WAY);
    }
    let bound = Search::of(&ListDraftsRequest {
        page_size: 0,
        page_token: String::new(),
        ..request.clone()
    });
    let after = match request.page_token.as_str() {
        "" => None,
        token => Some(place_of(bound, token).ok_or_else(page::wrong_token)?),
    };
    let size = page::size(request.page_size);
    // One row more tells whether there is a next page.
    let counties = rights::counties(&read.caller);
    let mut drafts = grpc
        .directory
        .drafts(&stages, counties, after, size + 1)
        .await?;
    let has_next = drafts.entries.len() > size as usize;
    drafts.entries.truncate(size as usize);
    let last = drafts.entries.last().filter(|_| has_next);
    let next_page_token = last.map(|it| token_after(bound, it)).unwrap_or_default();
    let (entries, now) = (drafts.entries.into_iter(), grpc.clock.now());
    Ok(ListDraftsResponse {
        next_page_token,
        enterprises: entries.map(|it| of_entry(it, &read.caller, now)).collect(),
        total_size: u32::try_from(drafts.total).unwrap_or(u32::MAX),
    })
}

fn stages(request: &ListDraftsRequest, faults: &mut Faults) -> Vec<Stage> {
    let mut stages = Vec::new();
    for (nth, state) in request.state().enumerate() {
        match stage(state) {
            Some(stage) => stages.push(stage),
            None => faults.add(
                format!("state[{nth}]"),
                ErrorReason::UnknownValue,
                "this is no state",
            ),
        }
    }
    stages
}

/// The place after a row: its last change, then its id.
fn token_after(bound: Search, entry: &Entry) -> String {
    bound.token(&place::bytes(entry.updated_at, &[entry.id]))
}

fn place_of(bound: Search, token: &str) -> Option<(OffsetDateTime, Uuid)> {
    let place: [u8; place::size(1)] = bound.place(token)?;
    let (at, ids) = place::read::<1>(&place)?;
    Some((at, ids[0]))
}
