//! Commands: who gives them and on what condition, what they ask, and the
//! enterprise as it stands after them.

pub(super) mod capacity;
mod mask;
pub(super) mod register;

use chassis::{caller::Caller, check};
use eventlog::command::ExecuteError;
use host::{
    call::{Answer, Call},
    context::CommandContext,
    failure::CallError,
};
use kernel::fault::Faults;
use proto::asf::registry::v1;
use tonic::Request;
use uuid::Uuid;

use crate::{
    domain::{
        enterprise::{FieldReason, action::Action, command::Command},
        values::text::{Path, Reason},
    },
    grpc::{
        Grpc,
        convert::{self, enterprise::of_entry},
        refusal, rights,
    },
};

/// What every command answers: the enterprise and the feed position.
type Reply = Answer<(v1::Enterprise, u64)>;

pub(super) async fn update_profile(
    grpc: &Grpc,
    request: Request<v1::UpdateProfileRequest>,
) -> Answer<v1::UpdateProfileResponse> {
    let (call, parts) = Call::parse(&grpc.clock, request, |message, faults| {
        let profile = message.profile.clone().unwrap_or_default();
        let fields = mask::fields(message.update_mask.as_ref(), &profile, faults);
        mask::keep_only(&fields, faults);
        Some(convert::profile::parts(&profile, &fields, faults))
    })?;
    let entry = grpc
        .permit(&call.caller, &call.message.id, Action::UpdateProfile)
        .await?;
    let context = call.on_condition(&call.message.etag);
    let reviewed = rights::reviews(&call.caller, &entry);
    let command = Command::ChangeProfile { parts, reviewed };
    let (enterprise, position) =
        carry_out(grpc, &call.caller, &call.message.id, command, context).await?;
    Ok(v1::UpdateProfileResponse {
        enterprise: Some(enterprise),
        position,
    })
}

pub(super) async fn submit(
    grpc: &Grpc,
    request: Request<v1::SubmitEnterpriseRequest>,
) -> Answer<v1::SubmitEnterpriseResponse> {
    let call = Call::open(&grpc.clock, request)?;
    let entry = grpc
        .permit(&call.caller, &call.message.id, Action::Submit)
        .await?;
    let context = call.on_condition(&call.message.etag);
    let by_owner = rights::is_own(&call.caller, &entry);
    let command = Command::Submit { by_owner };
    let (enterprise, position) =
        carry_out(grpc, &call.caller, &call.message.id, command, context).await?;
    Ok(v1::SubmitEnterpriseResponse {
        enterprise: Some(enterprise),
        position,
    })
}

pub(super) async fn list(
    grpc: &Grpc,
    request: Request<v1::ListEnterpriseRequest>,
) -> Answer<v1::ListEnterpriseResponse> {
    let call = Call::open(&grpc.clock, request)?;
    grpc.permit(&call.caller, &call.message.id, Action::List)
        .await?;
    let context = call.on_condition(&call.message.etag);
    let reply = carry_out(grpc, &call.caller, &call.message.id, Command::List, context).await;
    let (enterprise, position) = reply?;
    Ok(v1::ListEnterpriseResponse {
        enterprise: Some(enterprise),
        position,
    })
}

pub(super) async fn unlist(
    grpc: &Grpc,
    request: Request<v1::UnlistEnterpriseRequest>,
) -> Answer<v1::UnlistEnterpriseResponse> {
    let (call, reason) = Call::parse(&grpc.clock, request, |message, faults| {
        Some(faults.optional("reason", &message.reason, Reason::parse))
    })?;
    let entry = grpc
        .permit(&call.caller, &call.message.id, Action::Unlist)
        .await?;
    let context = call.on_condition(&call.message.etag);
    let own_wish = rights::is_own(&call.caller, &entry);
    let command = Command::Unlist { reason, own_wish };
    let (enterprise, position) =
        carry_out(grpc, &call.caller, &call.message.id, command, context).await?;
    Ok(v1::UnlistEnterpriseResponse {
        enterprise: Some(enterprise),
        position,
    })
}

pub(super) async fn send_back(
    grpc: &Grpc,
    request: Request<v1::ReturnEnterpriseRequest>,
) -> Answer<v1::ReturnEnterpriseResponse> {
    let (call, reasons) = Call::parse(&grpc.clock, request, |message, faults| {
        Some(reasons(&message.reasons, faults))
    })?;
    grpc.permit(&call.caller, &call.message.id, Action::Return)
        .await?;
    let context = call.on_condition(&call.message.etag);
    let command = Command::Return { reasons };
    let (enterprise, position) =
        carry_out(grpc, &call.caller, &call.message.id, command, context).await?;
    Ok(v1::ReturnEnterpriseResponse {
        enterprise: Some(enterprise),
        position,
    })
}

pub(super) async fn close(
    grpc: &Grpc,
    request: Request<v1::CloseEnterpriseRequest>,
) -> Answer<v1::CloseEnterpriseResponse> {
    let (call, reason) = Call::parse(&grpc.clock, request, |message, faults| {
        Some(faults.optional("reason", &message.reason, Reason::parse))
    })?;
    grpc.permit(&call.caller, &call.message.id, Action::Close)
        .await?;
    let context = call.on_condition(&call.message.etag);
    let command = Command::Close { reason };
    let (enterprise, position) =
        carry_out(grpc, &call.caller, &call.message.id, command, context).await?;
    Ok(v1::CloseEnterpriseResponse {
        enterprise: Some(enterprise),
        position,
    })
}

pub(super) async fn carry_out(
    grpc: &Grpc,
    caller: &Caller,
    id: &str,
    command: Command,
    by: CommandContext,
) -> Reply {
    let receipt = grpc.store.execute(check::id(id), command, by).await;
    match receipt {
        Ok(receipt) => reply(grpc, caller, receipt.id, receipt.position).await,
        Err(ExecuteError::WrongVersion { .. }) => Err(overtaken(grpc, id).await),
        Err(failure) => Err(failure.into()),
    }
}

/// Somebody else was faster: the caller is told how the enterprise stands now.
async fn overtaken(grpc: &Grpc, id: &str) -> CallError {
    match grpc.directory.get(check::id(id)).await {
        Ok(Some(entry)) => refusal::changed_since(entry.stage, entry.pending.as_ref()).into(),
        Ok(None) => refusal::not_found().into(),
        Err(error) => error.into(),
    }
}

/// The enterprise as it stands, once searches include the command too.
async fn reply(grpc: &Grpc, caller: &Caller, id: Uuid, position: u64) -> Reply {
    let (entry, _) = tokio::join!(grpc.directory.get(id), grpc.list.wait_for(position));
    let entry = entry?.ok_or_else(refusal::not_found)?;
    Ok((of_entry(entry, caller, grpc.clock.now()), position))
}

pub(super) fn reasons(reasons: &[v1::FieldReason], faults: &mut Faults) -> Vec<FieldReason> {
    let reasons = reasons.iter().enumerate();
    reasons
        .filter_map(|(nth, it)| {
            let at = |field: &str| format!("reasons[{nth}].{field}");
            let field = faults.optional(&at("field"), &it.field, Path::parse);
            let reason = faults.take(at("reason"), Reason::parse(&it.reason))?;
            Some(FieldReason { field, reason })
        })
        .collect()
}
