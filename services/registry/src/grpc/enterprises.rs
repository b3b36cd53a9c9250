//! Reading single enterprises, and those that are on their way.

use chassis::caller::{self, Caller, Role};
use proto::asf::registry::v1::{
    Enterprise, GetEnterpriseBySlugRequest, GetEnterpriseBySlugResponse, GetEnterpriseRequest,
    GetEnterpriseResponse, ListDraftsRequest, ListDraftsResponse,
};
use time::OffsetDateTime;
use tonic::{Request, Response};
use uuid::Uuid;

use crate::{
    domain::enterprise::Stage,
    grpc::{
        Answer, Grpc, check,
        convert::{
            enterprise::{of_entry, of_listing},
            stage,
        },
        page::{self, Search},
        refusal,
    },
    projection::directory::Entry,
};

/// Staff read what stands in the database, since they change it; everybody
/// else reads the list.
pub(super) async fn get(
    grpc: &Grpc,
    request: Request<GetEnterpriseRequest>,
) -> Answer<GetEnterpriseResponse> {
    let caller = caller::of(&request);
    let request = request.into_inner();
    check::done(check::rules(
        "asf.registry.v1.GetEnterpriseRequest",
        &request,
    ))?;
    let id = check::id(&request.id);
    let enterprise = if reads_all(&caller) {
        let entry = grpc.directory.get(id).await;
        entry
            .map_err(|error| refusal::database(&error))?
            .map(of_entry)
    } else {
        grpc.list.wait_for(request.read_after).await;
        grpc.list.finder().get(id).map(|it| of_listing(&it))
    };
    let enterprise = Some(enterprise.ok_or_else(refusal::not_found)?);
    Ok(Response::new(GetEnterpriseResponse { enterprise }))
}

pub(super) async fn get_by_slug(
    grpc: &Grpc,
    request: Request<GetEnterpriseBySlugRequest>,
) -> Answer<GetEnterpriseBySlugResponse> {
    let caller = caller::of(&request);
    let request = request.into_inner();
    let name = "asf.registry.v1.GetEnterpriseBySlugRequest";
    check::done(check::rules(name, &request))?;
    let enterprise = by_slug(grpc, &caller, &request.slug).await?;
    let enterprise = Some(enterprise.ok_or_else(refusal::not_found)?);
    Ok(Response::new(GetEnterpriseBySlugResponse { enterprise }))
}

async fn by_slug(
    grpc: &Grpc,
    caller: &Caller,
    slug: &str,
) -> Result<Option<Enterprise>, tonic::Status> {
    if reads_all(caller) {
        let entry = grpc.directory.by_slug(slug).await;
        return Ok(entry
            .map_err(|error| refusal::database(&error))?
            .map(of_entry));
    }
    Ok(grpc.list.finder().by_slug(slug).map(|it| of_listing(&it)))
}

fn reads_all(caller: &Caller) -> bool {
    caller.has(Role::Staff)
}

/// Those that somebody still has to do something for.
const ON_THEIR_WAY: [Stage; 3] = [Stage::Draft, Stage::Submitted, Stage::Returned];

pub(super) async fn list_drafts(
    grpc: &Grpc,
    request: Request<ListDraftsRequest>,
) -> Answer<ListDraftsResponse> {
    let request = request.into_inner();
    let mut faults = check::rules("asf.registry.v1.ListDraftsRequest", &request);
    let mut stages = Vec::new();
    for (nth, state) in request.state().enumerate() {
        match stage(state) {
            Some(stage) => stages.push(stage),
            None => faults.add(format!("state[{nth}]"), "UNKNOWN_VALUE", "this is no state"),
        }
    }
    check::done(faults)?;
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
        token => Some(place_of(bound, token).ok_or_else(refusal::wrong_page_token)?),
    };
    let size = page::size(request.page_size);
    // One row more tells whether there is a next page.
    let drafts = grpc.directory.drafts(&stages, after, size + 1).await;
    let mut drafts = drafts.map_err(|error| refusal::database(&error))?;
    let has_next = drafts.entries.len() > size as usize;
    drafts.entries.truncate(size as usize);
    let last = drafts.entries.last().filter(|_| has_next);
    Ok(Response::new(ListDraftsResponse {
        next_page_token: last.map(|it| token_after(bound, it)).unwrap_or_default(),
        enterprises: drafts.entries.into_iter().map(of_entry).collect(),
        total_size: u32::try_from(drafts.total).unwrap_or(u32::MAX),
    }))
}

const MICROS: usize = 8;

/// The place after a row: its last change in microseconds, then its id.
fn token_after(bound: Search, entry: &Entry) -> String {
    let micros = entry.updated_at.unix_timestamp_nanos() / 1000;
    let micros = i64::try_from(micros).unwrap_or(i64::MAX);
    bound.token(&[&micros.to_be_bytes()[..], entry.id.as_bytes()].concat())
}

fn place_of(bound: Search, token: &str) -> Option<(OffsetDateTime, Uuid)> {
    let place: [u8; MICROS + 16] = bound.place(token)?;
    let (micros, id) = place.split_first_chunk::<MICROS>()?;
    let nanos = i128::from(i64::from_be_bytes(*micros)) * 1000;
    let at = OffsetDateTime::from_unix_timestamp_nanos(nanos).ok()?;
    Some((at, Uuid::from_slice(id).ok()?))
}
