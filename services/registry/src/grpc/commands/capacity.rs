//! Saying that what an enterprise states of its capacity is still true.

use host::call::{Answer, Call};
use proto::asf::registry::v1;
use tonic::Request;

use crate::{
    domain::enterprise::{action::Action, command::Command},
    grpc::{Grpc, commands::carry_out},
};

pub(in crate::grpc) async fn confirm(
    grpc: &Grpc,
    request: Request<v1::ConfirmCapacityRequest>,
) -> Answer<v1::ConfirmCapacityResponse> {
    let call = Call::open(&grpc.clock, request)?;
    grpc.permit(&call.caller, &call.message.id, Action::ConfirmCapacity)
        .await?;
    let context = call.on_condition(&call.message.etag);
    let command = Command::ConfirmCapacity;
    let (enterprise, position) =
        carry_out(grpc, &call.caller, &call.message.id, command, context).await?;
    Ok(v1::ConfirmCapacityResponse {
        enterprise: Some(enterprise),
        position,
    })
}
