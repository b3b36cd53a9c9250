//! Turning an application down, and coming back to the list.

use chassis::{caller, check};
use proto::asf::registry::v1;
use tonic::{Request, Response};

use crate::{
    domain::{
        enterprise::{action::Action, command::Command},
        values::text::Reason,
    },
    grpc::{
        Answer, Grpc,
        commands::{
            call::{context, on_condition},
            carry_out,
        },
    },
};

pub(in crate::grpc::review) async fn reject(
    grpc: &Grpc,
    request: Request<v1::RejectEnterpriseRequest>,
) -> Answer<v1::RejectEnterpriseResponse> {
    let (caller, context) = (caller::of(&request), context(grpc, &request)?);
    let request = request.into_inner();
    let mut faults = check::rules(&request);
    let reason = faults.optional("reason", &request.reason, Reason::parse);
    check::done(faults)?;
    let reason = reason.ok_or_else(chassis::status::internal)?;
    grpc.permit(&caller, &request.id, Action::Reject).await?;
    let context = on_condition(context, &request.etag);
    let command = Command::Reject { reason };
    let (enterprise, position) = carry_out(grpc, &caller, &request.id, command, context).await?;
    Ok(Response::new(v1::RejectEnterpriseResponse {
        enterprise: Some(enterprise),
        position,
    }))
}

pub(in crate::grpc::review) async fn relist(
    grpc: &Grpc,
    request: Request<v1::RelistEnterpriseRequest>,
) -> Answer<v1::RelistEnterpriseResponse> {
    let (caller, context) = (caller::of(&request), context(grpc, &request)?);
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    grpc.permit(&caller, &request.id, Action::Relist).await?;
    let context = on_condition(context, &request.etag);
    let reply = carry_out(grpc, &caller, &request.id, Command::Relist, context).await;
    let (enterprise, position) = reply?;
    Ok(Response::new(v1::RelistEnterpriseResponse {
        enterprise: Some(enterprise),
        position,
    }))
}
