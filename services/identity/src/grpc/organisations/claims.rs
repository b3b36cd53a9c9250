//! The tie to an enterprise on the list.

use chassis::check;
use host::call::{Answer, Call};
use proto::asf::identity::v1;
use tonic::Request;

use crate::{
    domain::organisation::command::Command,
    grpc::organisations::{access, call},
    rooms::Rooms,
};

pub(super) async fn request(
    rooms: &Rooms,
    request: Request<v1::RequestClaimRequest>,
) -> Answer<v1::RequestClaimResponse> {
    let call = Call::open(&rooms.clock, request)?;
    let id = check::id(&call.message.id);
    let enterprise = check::id(&call.message.enterprise_id);
    let place = access::governed(rooms, &call.caller, id).await?;
    let command = Command::RequestClaim { enterprise };
    call::carry_out(rooms, id, command, call.context).await?;
    let organisation = call::organisation(rooms, id, place.role).await?;
    Ok(v1::RequestClaimResponse { organisation })
}

pub(super) async fn withdraw(
    rooms: &Rooms,
    request: Request<v1::WithdrawClaimRequest>,
) -> Answer<v1::WithdrawClaimResponse> {
    let call = Call::open(&rooms.clock, request)?;
    let id = check::id(&call.message.id);
    let place = access::governed(rooms, &call.caller, id).await?;
    call::carry_out(rooms, id, Command::WithdrawClaim, call.context).await?;
    let organisation = call::organisation(rooms, id, place.role).await?;
    Ok(v1::WithdrawClaimResponse { organisation })
}

pub(super) async fn release(
    rooms: &Rooms,
    request: Request<v1::ReleaseEnterpriseRequest>,
) -> Answer<v1::ReleaseEnterpriseResponse> {
    let call = Call::open(&rooms.clock, request)?;
    let id = check::id(&call.message.id);
    let place = access::governed(rooms, &call.caller, id).await?;
    call::carry_out(rooms, id, Command::ReleaseEnterprise, call.context).await?;
    let organisation = call::organisation(rooms, id, place.role).await?;
    Ok(v1::ReleaseEnterpriseResponse { organisation })
}
