//! Turning an application down, and coming back to the list.

use host::call::{Answer, Call};
use proto::asf::registry::v1;
use tonic::Request;

use crate::{
    domain::{
        enterprise::{action::Action, command::Command},
        values::text::Reason,
    },
    grpc::{Grpc, commands::carry_out},
};

pub(in crate::grpc::review) async fn reject(
    grpc: &Grpc,
    request: Request<v1::RejectEnterpriseRequest>,
) -> Answer<v1::RejectEnterpriseResponse> {
    let (call, reason) = Call::parse(&grpc.clock, request, |message, faults| {
        faults.optional("reason", &message.reason, Reason::parse)
    })?;
    grpc.permit(&call.caller, &call.message.id, Action::Reject)
        .await?;
    let context = call.on_condition(&call.message.etag);
    let command = Command::Reject { reason };
    let (enterprise, position) =
        carry_out(grpc, &call.caller, &call.message.id, command, context).await?;
    Ok(v1::RejectEnterpriseResponse {
        enterprise: Some(enterprise),
        position,
    })
}

pub(in crate::grpc::review) async fn relist(
    grpc: &Grpc,
    request: Request<v1::RelistEnterpriseRequest>,
) -> Answer<v1::RelistEnterpriseResponse> {
    let call = Call::open(&grpc.clock, request)?;
    grpc.permit(&call.caller, &call.message.id, Action::Relist)
        .await?;
    let context = call.on_condition(&call.message.etag);
    let command = Command::Relist;
    let (enterprise, position) =
        carry_out(grpc, &call.caller, &call.message.id, command, context).await?;
    Ok(v1::RelistEnterpriseResponse {
        enterprise: Some(enterprise),
        position,
    })
}
