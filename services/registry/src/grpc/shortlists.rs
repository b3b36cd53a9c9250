//! ShortlistService on the wire. A shortlist of another organisation is not
//! found; who may write at all stands in the proto.

mod commands;
mod convert;
mod refusal;

use chassis::{
    caller::{self, Caller},
    check,
};
use host::call::{Answer, Read};
use proto::asf::registry::v1::{self as v1, shortlist_service_server::ShortlistService};
use tonic::{Request, Status};
use uuid::Uuid;

use crate::{
    grpc::{Grpc, rights},
    projection::shortlists::Row,
};

host::rpc! {
    impl ShortlistService for Grpc {
        list_shortlists(v1::ListShortlistsRequest) -> v1::ListShortlistsResponse = list;
        get_shortlist(v1::GetShortlistRequest) -> v1::GetShortlistResponse = get;
        create_shortlist(v1::CreateShortlistRequest) -> v1::CreateShortlistResponse = commands::create;
        rename_shortlist(v1::RenameShortlistRequest) -> v1::RenameShortlistResponse = commands::rename;
        delete_shortlist(v1::DeleteShortlistRequest) -> v1::DeleteShortlistResponse = commands::delete;
        put_on_shortlist(v1::PutOnShortlistRequest) -> v1::PutOnShortlistResponse = commands::put;
        take_off_shortlist(v1::TakeOffShortlistRequest) -> v1::TakeOffShortlistResponse = commands::take_off;
    }
}

async fn list(
    grpc: &Grpc,
    request: Request<v1::ListShortlistsRequest>,
) -> Answer<v1::ListShortlistsResponse> {
    let organisation = organisation(&caller::of(&request))?;
    let (_, asked) = Read::parse(request, |message, faults| {
        Some(faults.optional("enterprise_id", &message.enterprise_id, commands::parse_id))
    })?;
    let rows = grpc.shortlists.overview(organisation, asked).await?;
    Ok(v1::ListShortlistsResponse {
        shortlists: rows.into_iter().map(convert::overview).collect(),
    })
}

async fn get(
    grpc: &Grpc,
    request: Request<v1::GetShortlistRequest>,
) -> Answer<v1::GetShortlistResponse> {
    let read = Read::open(request)?;
    let organisation = organisation(&read.caller)?;
    let row = own(grpc, organisation, check::id(&read.message.id)).await?;
    Ok(v1::GetShortlistResponse {
        shortlist: Some(convert::whole(grpc, row)),
    })
}

/// Whose shortlists the caller sees.
fn organisation(caller: &Caller) -> Result<Uuid, Status> {
    caller.organisation.ok_or_else(|| {
        rights::forbidden("Shortlists belong to organisations; choose one to act for.")
    })
}

/// One of the organisation's own.
async fn own(grpc: &Grpc, organisation: Uuid, id: Uuid) -> Answer<Row> {
    let row = grpc.shortlists.get(id, organisation).await?;
    Ok(row.ok_or_else(refusal::not_found)?)
}
