//! The tie to an enterprise on the list.

use chassis::check;
use proto::asf::identity::v1;
use tonic::{Request, Response};

use crate::{
    domain::organisation::command::Command,
    grpc::{
        Answer,
        organisations::{access, call},
    },
    rooms::Rooms,
};

pub(super) async fn request(
    rooms: &Rooms,
    request: Request<v1::RequestClaimRequest>,
) -> Answer<v1::RequestClaimResponse> {
    const NAME: &str = "asf.identity.v1.RequestClaimRequest";
    let (caller, by) = call::context(rooms, NAME, &request)?;
    let request = request.into_inner();
    check::done(check::rules(NAME, &request))?;
    let (id, enterprise) = (check::id(&request.id), check::id(&request.enterprise_id));
    let place = access::governed(rooms, &caller, id).await?;
    let command = Command::RequestClaim { enterprise };
    call::carry_out(rooms, id, command, by).await?;
    let organisation = call::organisation(rooms, id, place.role).await?;
    Ok(Response::new(v1::RequestClaimResponse { organisation }))
}

pub(super) async fn withdraw(
    rooms: &Rooms,
    request: Request<v1::WithdrawClaimRequest>,
) -> Answer<v1::WithdrawClaimResponse> {
    const NAME: &str = "asf.identity.v1.WithdrawClaimRequest";
    let (caller, by) = call::context(rooms, NAME, &request)?;
    let request = request.into_inner();
    check::done(check::rules(NAME, &request))?;
    let id = check::id(&request.id);
    let place = access::governed(rooms, &caller, id).await?;
    call::carry_out(rooms, id, Command::WithdrawClaim, by).await?;
    let organisation = call::organisation(rooms, id, place.role).await?;
    Ok(Response::new(v1::WithdrawClaimResponse { organisation }))
}

pub(super) async fn release(
    rooms: &Rooms,
    request: Request<v1::ReleaseEnterpriseRequest>,
) -> Answer<v1::ReleaseEnterpriseResponse> {
    const NAME: &str = "asf.identity.v1.ReleaseEnterpriseRequest";
    let (caller, by) = call::context(rooms, NAME, &request)?;
    let request = request.into_inner();
    check::done(check::rules(NAME, &request))?;
    let id = check::id(&request.id);
    let place = access::governed(rooms, &caller, id).await?;
    call::carry_out(rooms, id, Command::ReleaseEnterprise, by).await?;
    let organisation = call::organisation(rooms, id, place.role).await?;
    Ok(Response::new(v1::ReleaseEnterpriseResponse {
        organisation,
    }))
}
