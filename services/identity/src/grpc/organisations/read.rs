//! Reading organisations.

use chassis::{caller::Role, check};
use host::call::{Answer, Read};
use kernel::stockholm;
use proto::asf::identity::v1;
use tonic::Request;

use crate::{
    grpc::{
        entry,
        organisations::{access, convert},
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
    let read = Read::open(request)?;
    let place = access::seen(rooms, &read.caller, check::id(&read.message.id)).await?;
    let today = stockholm::today(rooms.clock.now());
    let organisation = if read.caller.has(Role::Staff) {
        convert::for_staff(place.row, place.role, today)
    } else {
        convert::organisation(place.row, place.role, today)
    };
    let organisation = Some(organisation);
    Ok(v1::GetOrganisationResponse { organisation })
}

pub(super) async fn mine(
    rooms: &Rooms,
    request: Request<v1::ListMyOrganisationsRequest>,
) -> Answer<v1::ListMyOrganisationsResponse> {
    let read = Read::open(request)?;
    let subject = entry::subject_of(&read.caller)?;
    let places = rooms.members.of_subject(subject).await?;
    let ids: Vec<_> = places.iter().map(|place| place.organisation).collect();
    let mut rows = rooms.organisations.by_ids(&ids).await?;
    let today = stockholm::today(rooms.clock.now());
    let mut organisations = Vec::new();
    for place in places {
        let nth = rows.iter().position(|row| row.id == place.organisation);
        let row = nth.map(|nth| rows.swap_remove(nth));
        organisations.extend(row.map(|row| convert::organisation(row, Some(place.role), today)));
    }
    Ok(v1::ListMyOrganisationsResponse { organisations })
}

pub(super) async fn find(
    rooms: &Rooms,
    request: Request<v1::FindOrganisationsRequest>,
) -> Answer<v1::FindOrganisationsResponse> {
    let read = Read::open(request)?;
    let filter = Filter {
        text: read.message.q,
        kinds: Vec::new(),
        states: vec![State::Unverified, State::Verified],
    };
    let page = rooms.organisations.find(&filter, None, MOST_FOUND).await?;
    let organisations = page.rows.into_iter().map(|row| v1::FoundOrganisation {
        id: row.id.to_string(),
        name: row.name,
        kind: convert::kind_out(row.kind).into(),
        verified: row.state == State::Verified,
    });
    Ok(v1::FindOrganisationsResponse {
        organisations: organisations.collect(),
    })
}
