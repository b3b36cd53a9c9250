//! Reading organisations.

use chassis::check;
use kernel::stockholm;
use proto::asf::identity::v1;
use tonic::{Request, Response};

use crate::{
    grpc::{
        Answer, entry,
        organisations::{access, convert},
        refusal,
    },
    projection::organisations::{Filter, State},
    rooms::Rooms,
};

/// What a search answers at most.
const MOST_FOUND: u32 = 20;

pub(super) async fn get(
    rooms: &Rooms,
    request: Request<v1::GetOrganisationRequest>,
) -> Answer<v1::GetOrganisationResponse> {
    let caller = chassis::caller::of(&request);
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    let place = access::seen(rooms, &caller, check::id(&request.id)).await?;
    let today = stockholm::today(rooms.clock.now());
    let organisation = Some(convert::organisation(place.row, place.role, today));
    Ok(Response::new(v1::GetOrganisationResponse { organisation }))
}

pub(super) async fn mine(
    rooms: &Rooms,
    request: Request<v1::ListMyOrganisationsRequest>,
) -> Answer<v1::ListMyOrganisationsResponse> {
    let subject = entry::subject(&request)?;
    let places = rooms.members.of_subject(subject).await;
    let places = places.map_err(refusal::ours)?;
    let ids: Vec<_> = places.iter().map(|place| place.organisation).collect();
    let rows = rooms.organisations.by_ids(&ids).await;
    let mut rows = rows.map_err(refusal::ours)?;
    let today = stockholm::today(rooms.clock.now());
    let mut organisations = Vec::new();
    for place in places {
        let nth = rows.iter().position(|row| row.id == place.organisation);
        let row = nth.map(|nth| rows.swap_remove(nth));
        organisations.extend(row.map(|row| convert::organisation(row, Some(place.role), today)));
    }
    Ok(Response::new(v1::ListMyOrganisationsResponse {
        organisations,
    }))
}

pub(super) async fn find(
    rooms: &Rooms,
    request: Request<v1::FindOrganisationsRequest>,
) -> Answer<v1::FindOrganisationsResponse> {
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    let filter = Filter {
        text: request.q,
        kinds: Vec::new(),
        states: vec![State::Unverified, State::Verified],
    };
    let page = rooms.organisations.find(&filter, None, MOST_FOUND).await;
    let rows = page.map_err(refusal::ours)?.rows.into_iter();
    let organisations = rows.map(|row| v1::FoundOrganisation {
        id: row.id.to_string(),
        name: row.name,
        kind: convert::kind_out(row.kind).into(),
    });
    Ok(Response::new(v1::FindOrganisationsResponse {
        organisations: organisations.collect(),
    }))
}
