//! Saying that what an enterprise states of its capacity is still true.

use chassis::{caller, check};
use proto::asf::registry::v1;
use tonic::{Request, Response};

use crate::{
    domain::enterprise::{action::Action, command::Command},
    grpc::{
        Answer, Grpc,
        commands::{
            call::{context, on_condition},
            carry_out,
        },
    },
};

pub(in crate::grpc) async fn confirm(
    grpc: &Grpc,
    request: Request<v1::ConfirmCapacityRequest>,
) -> Answer<v1::ConfirmCapacityResponse> {
    const NAME: &str = "asf.registry.v1.ConfirmCapacityRequest";
    let (caller, context) = (caller::of(&request), context(grpc, NAME, &request)?);
    let request = request.into_inner();
    check::done(check::rules(NAME, &request))?;
    grpc.permit(&caller, &request.id, Action::ConfirmCapacity)
        .await?;
    let context = on_condition(context, &request.etag)?;
    let command = Command::ConfirmCapacity;
    let (enterprise, position) = carry_out(grpc, &caller, &request.id, command, context).await?;
    Ok(Response::new(v1::ConfirmCapacityResponse {
        enterprise: Some(enterprise),
        position,
    }))
}
