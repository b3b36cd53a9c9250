//! Skoopi certifies an enterprise, and takes it back.

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

pub(in crate::grpc::review) async fn certify(
    grpc: &Grpc,
    request: Request<v1::CertifyEnterpriseRequest>,
) -> Answer<v1::CertifyEnterpriseResponse> {
    let call = Call::open(&grpc.clock, request)?;
    grpc.permit(&call.caller, &call.message.id, Action::Certify)
        .await?;
    let context = call.on_condition(&call.message.etag);
    let command = Command::Certify;
    let (enterprise, position) =
        carry_out(grpc, &call.caller, &call.message.id, command, context).await?;
    Ok(v1::CertifyEnterpriseResponse {
        enterprise: Some(enterprise),
        position,
    })
}

pub(in crate::grpc::review) async fn revoke(
    grpc: &Grpc,
    request: Request<v1::RevokeCertificationRequest>,
) -> Answer<v1::RevokeCertificationResponse> {
    let (call, reason) = Call::parse(&grpc.clock, request, |message, faults| {
        faults.optional("reason", &message.reason, Reason::parse)
    })?;
    grpc.permit(&call.caller, &call.message.id, Action::RevokeCertification)
        .await?;
    let context = call.on_condition(&call.message.etag);
    let command = Command::RevokeCertification { reason };
    let (enterprise, position) =
        carry_out(grpc, &call.caller, &call.message.id, command, context).await?;
    Ok(v1::RevokeCertificationResponse {
        enterprise: Some(enterprise),
        position,
    })
}
