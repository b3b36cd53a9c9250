//! What the criteria hang on: attesting it, and deciding changes of it.

use host::call::{Answer, Call};
use proto::asf::registry::v1;
use tonic::Request;

use crate::{
    domain::enterprise::{action::Action, command::Command},
    grpc::{
        Grpc,
        commands::{carry_out, reasons},
        convert::review::attested,
        rights,
    },
};

pub(in crate::grpc::review) async fn attest(
    grpc: &Grpc,
    request: Request<v1::AttestCriteriaRequest>,
) -> Answer<v1::AttestCriteriaResponse> {
    let (call, attestations) = Call::parse(&grpc.clock, request, |message, faults| {
        Some(attested(&message.attestations, faults))
    })?;
    let entry = grpc
        .permit(&call.caller, &call.message.id, Action::AttestCriteria)
        .await?;
    let context = call.on_condition(&call.message.etag);
    let command = Command::Attest {
        attestations,
        reviewed: rights::reviews(&call.caller, &entry),
    };
    let (enterprise, position) =
        carry_out(grpc, &call.caller, &call.message.id, command, context).await?;
    Ok(v1::AttestCriteriaResponse {
        enterprise: Some(enterprise),
        position,
    })
}

pub(in crate::grpc::review) async fn approve(
    grpc: &Grpc,
    request: Request<v1::ApproveChangesRequest>,
) -> Answer<v1::ApproveChangesResponse> {
    let call = Call::open(&grpc.clock, request)?;
    grpc.permit(&call.caller, &call.message.id, Action::ApproveChanges)
        .await?;
    let context = call.on_condition(&call.message.etag);
    let command = Command::ApproveChanges;
    let (enterprise, position) =
        carry_out(grpc, &call.caller, &call.message.id, command, context).await?;
    Ok(v1::ApproveChangesResponse {
        enterprise: Some(enterprise),
        position,
    })
}

pub(in crate::grpc::review) async fn send_back(
    grpc: &Grpc,
    request: Request<v1::ReturnChangesRequest>,
) -> Answer<v1::ReturnChangesResponse> {
    let (call, reasons) = Call::parse(&grpc.clock, request, |message, faults| {
        Some(reasons(&message.reasons, faults))
    })?;
    grpc.permit(&call.caller, &call.message.id, Action::ReturnChanges)
        .await?;
    let context = call.on_condition(&call.message.etag);
    let command = Command::ReturnChanges { reasons };
    let (enterprise, position) =
        carry_out(grpc, &call.caller, &call.message.id, command, context).await?;
    Ok(v1::ReturnChangesResponse {
        enterprise: Some(enterprise),
        position,
    })
}

pub(in crate::grpc::review) async fn withdraw(
    grpc: &Grpc,
    request: Request<v1::WithdrawChangesRequest>,
) -> Answer<v1::WithdrawChangesResponse> {
    let call = Call::open(&grpc.clock, request)?;
    grpc.permit(&call.caller, &call.message.id, Action::WithdrawChanges)
        .await?;
    let context = call.on_condition(&call.message.etag);
    let command = Command::WithdrawChanges;
    let (enterprise, position) =
        carry_out(grpc, &call.caller, &call.message.id, command, context).await?;
    Ok(v1::WithdrawChangesResponse {
        enterprise: Some(enterprise),
        position,
    })
}
