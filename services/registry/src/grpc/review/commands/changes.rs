//! What the criteria hang on: attesting it, and deciding changes of it.

use chassis::{caller, check};
use proto::asf::registry::v1;
use tonic::{Request, Response};

use crate::{
    domain::enterprise::{action::Action, command::Command},
    grpc::{
        Answer, Grpc,
        commands::{
            call::{context, on_condition},
            carry_out, reasons,
        },
        convert::review::attested,
        rights,
    },
};

pub(in crate::grpc::review) async fn attest(
    grpc: &Grpc,
    request: Request<v1::AttestCriteriaRequest>,
) -> Answer<v1::AttestCriteriaResponse> {
    let (caller, context) = (caller::of(&request), context(grpc, &request)?);
    let request = request.into_inner();
    let mut faults = check::rules(&request);
    let attestations = attested(&request.attestations, &mut faults);
    check::done(faults)?;
    let entry = grpc
        .permit(&caller, &request.id, Action::AttestCriteria)
        .await?;
    let context = on_condition(context, &request.etag);
    let command = Command::Attest {
        attestations,
        reviewed: rights::reviews(&caller, &entry),
    };
    let (enterprise, position) = carry_out(grpc, &caller, &request.id, command, context).await?;
    Ok(Response::new(v1::AttestCriteriaResponse {
        enterprise: Some(enterprise),
        position,
    }))
}

pub(in crate::grpc::review) async fn approve(
    grpc: &Grpc,
    request: Request<v1::ApproveChangesRequest>,
) -> Answer<v1::ApproveChangesResponse> {
    let (caller, context) = (caller::of(&request), context(grpc, &request)?);
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    grpc.permit(&caller, &request.id, Action::ApproveChanges)
        .await?;
    let context = on_condition(context, &request.etag);
    let command = Command::ApproveChanges;
    let (enterprise, position) = carry_out(grpc, &caller, &request.id, command, context).await?;
    Ok(Response::new(v1::ApproveChangesResponse {
        enterprise: Some(enterprise),
        position,
    }))
}

pub(in crate::grpc::review) async fn send_back(
    grpc: &Grpc,
    request: Request<v1::ReturnChangesRequest>,
) -> Answer<v1::ReturnChangesResponse> {
    let (caller, context) = (caller::of(&request), context(grpc, &request)?);
    let request = request.into_inner();
    let mut faults = check::rules(&request);
    let reasons = reasons(&request.reasons, &mut faults);
    check::done(faults)?;
    grpc.permit(&caller, &request.id, Action::ReturnChanges)
        .await?;
    let context = on_condition(context, &request.etag);
    let command = Command::ReturnChanges { reasons };
    let (enterprise, position) = carry_out(grpc, &caller, &request.id, command, context).await?;
    Ok(Response::new(v1::ReturnChangesResponse {
        enterprise: Some(enterprise),
        position,
    }))
}

pub(in crate::grpc::review) async fn withdraw(
    grpc: &Grpc,
    request: Request<v1::WithdrawChangesRequest>,
) -> Answer<v1::WithdrawChangesResponse> {
    let (caller, context) = (caller::of(&request), context(grpc, &request)?);
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    grpc.permit(&caller, &request.id, Action::WithdrawChanges)
        .await?;
    let context = on_condition(context, &request.etag);
    let command = Command::WithdrawChanges;
    let (enterprise, position) = carry_out(grpc, &caller, &request.id, command, context).await?;
    Ok(Response::new(v1::WithdrawChangesResponse {
        enterprise: Some(enterprise),
        position,
    }))
}
