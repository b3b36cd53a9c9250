//! Skoopi certifies an enterprise, and takes it back.

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

pub(in crate::grpc::review) async fn certify(
    grpc: &Grpc,
    request: Request<v1::CertifyEnterpriseRequest>,
) -> Answer<v1::CertifyEnterpriseResponse> {
    let (caller, context) = (caller::of(&request), context(grpc, &request)?);
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    grpc.permit(&caller, &request.id, Action::Certify).await?;
    let context = on_condition(context, &request.etag);
    let reply = carry_out(grpc, &caller, &request.id, Command::Certify, context).await;
    let (enterprise, position) = reply?;
    Ok(Response::new(v1::CertifyEnterpriseResponse {
        enterprise: Some(enterprise),
        position,
    }))
}

pub(in crate::grpc::review) async fn revoke(
    grpc: &Grpc,
    request: Request<v1::RevokeCertificationRequest>,
) -> Answer<v1::RevokeCertificationResponse> {
    let (caller, context) = (caller::of(&request), context(grpc, &request)?);
    let request = request.into_inner();
    let mut faults = check::rules(&request);
    let reason = faults.optional("reason", &request.reason, Reason::parse);
    check::done(faults)?;
    let reason = reason.ok_or_else(chassis::status::internal)?;
    grpc.permit(&caller, &request.id, Action::RevokeCertification)
        .await?;
    let context = on_condition(context, &request.etag);
    let command = Command::RevokeCertification { reason };
    let (enterprise, position) = carry_out(grpc, &caller, &request.id, command, context).await?;
    Ok(Response::new(v1::RevokeCertificationResponse {
        enterprise: Some(enterprise),
        position,
    }))
}
