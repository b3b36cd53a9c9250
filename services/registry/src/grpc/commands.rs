//! Commands: who gives them and on what condition, what they ask, and the
//! enterprise as it stands after them.

pub(super) mod call;
pub(super) mod capacity;
mod mask;
pub(super) mod register;

use chassis::{
    caller::{self, Caller},
    check,
};
use eventlog::command::ExecuteError;
use kernel::fault::Faults;
use proto::asf::registry::v1;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use crate::{
    domain::{
        enterprise::{FieldReason, action::Action, command::Command},
        values::text::{Path, Reason},
    },
    grpc::{
        Answer, Grpc,
        commands::call::{context, on_condition},
        convert::{self, enterprise::of_entry},
        refusal, rights,
    },
    store::CommandContext,
};

/// What every command answers: the enterprise and the feed position.
type Reply = Result<(v1::Enterprise, u64), Status>;

pub(super) async fn update_profile(
    grpc: &Grpc,
    request: Request<v1::UpdateProfileRequest>,
) -> Answer<v1::UpdateProfileResponse> {
    const NAME: &str = "asf.registry.v1.UpdateProfileRequest";
    let (caller, context) = (caller::of(&request), context(grpc, NAME, &request)?);
    let request = request.into_inner();
    let mut faults = check::rules(NAME, &request);
    let profile = request.profile.unwrap_or_default();
    let fields = mask::fields(request.update_mask.as_ref(), &profile, &mut faults);
    mask::keep_only(&fields, &mut faults);
    let parts = convert::profile::parts(&profile, &fields, &mut faults);
    check::done(faults)?;
    let entry = grpc
        .permit(&caller, &request.id, Action::UpdateProfile)
        .await?;
    let context = on_condition(context, &request.etag)?;
    let reviewed = rights::reviews(&caller, &entry);
    let command = Command::ChangeProfile { parts, reviewed };
    let (enterprise, position) = carry_out(grpc, &caller, &request.id, command, context).await?;
    Ok(Response::new(v1::UpdateProfileResponse {
        enterprise: Some(enterprise),
        position,
    }))
}

pub(super) async fn submit(
    grpc: &Grpc,
    request: Request<v1::SubmitEnterpriseRequest>,
) -> Answer<v1::SubmitEnterpriseResponse> {
    const NAME: &str = "asf.registry.v1.SubmitEnterpriseRequest";
    let (caller, context) = (caller::of(&request), context(grpc, NAME, &request)?);
    let request = request.into_inner();
    check::done(check::rules(NAME, &request))?;
    let entry = grpc.permit(&caller, &request.id, Action::Submit).await?;
    let context = on_condition(context, &request.etag)?;
    let by_owner = rights::is_own(&caller, &entry);
    let command = Command::Submit { by_owner };
    let (enterprise, position) = carry_out(grpc, &caller, &request.id, command, context).await?;
    Ok(Response::new(v1::SubmitEnterpriseResponse {
        enterprise: Some(enterprise),
        position,
    }))
}

pub(super) async fn list(
    grpc: &Grpc,
    request: Request<v1::ListEnterpriseRequest>,
) -> Answer<v1::ListEnterpriseResponse> {
    const NAME: &str = "asf.registry.v1.ListEnterpriseRequest";
    let (caller, context) = (caller::of(&request), context(grpc, NAME, &request)?);
    let request = request.into_inner();
    check::done(check::rules(NAME, &request))?;
    grpc.permit(&caller, &request.id, Action::List).await?;
    let context = on_condition(context, &request.etag)?;
    let reply = carry_out(grpc, &caller, &request.id, Command::List, context).await;
    let (enterprise, position) = reply?;
    Ok(Response::new(v1::ListEnterpriseResponse {
        enterprise: Some(enterprise),
        position,
    }))
}

pub(super) async fn unlist(
    grpc: &Grpc,
    request: Request<v1::UnlistEnterpriseRequest>,
) -> Answer<v1::UnlistEnterpriseResponse> {
    const NAME: &str = "asf.registry.v1.UnlistEnterpriseRequest";
    let (caller, context) = (caller::of(&request), context(grpc, NAME, &request)?);
    let request = request.into_inner();
    let mut faults = check::rules(NAME, &request);
    let reason = faults.optional("reason", &request.reason, Reason::parse);
    check::done(faults)?;
    let entry = grpc.permit(&caller, &request.id, Action::Unlist).await?;
    let context = on_condition(context, &request.etag)?;
    let own_wish = rights::is_own(&caller, &entry);
    let command = Command::Unlist { reason, own_wish };
    let (enterprise, position) = carry_out(grpc, &caller, &request.id, command, context).await?;
    Ok(Response::new(v1::UnlistEnterpriseResponse {
        enterprise: Some(enterprise),
        position,
    }))
}

pub(super) async fn send_back(
    grpc: &Grpc,
    request: Request<v1::ReturnEnterpriseRequest>,
) -> Answer<v1::ReturnEnterpriseResponse> {
    const NAME: &str = "asf.registry.v1.ReturnEnterpriseRequest";
    let (caller, context) = (caller::of(&request), context(grpc, NAME, &request)?);
    let request = request.into_inner();
    let mut faults = check::rules(NAME, &request);
    let reasons = reasons(&request.reasons, &mut faults);
    check::done(faults)?;
    grpc.permit(&caller, &request.id, Action::Return).await?;
    let context = on_condition(context, &request.etag)?;
    let command = Command::Return { reasons };
    let (enterprise, position) = carry_out(grpc, &caller, &request.id, command, context).await?;
    Ok(Response::new(v1::ReturnEnterpriseResponse {
        enterprise: Some(enterprise),
        position,
    }))
}

pub(super) async fn close(
    grpc: &Grpc,
    request: Request<v1::CloseEnterpriseRequest>,
) -> Answer<v1::CloseEnterpriseResponse> {
    const NAME: &str = "asf.registry.v1.CloseEnterpriseRequest";
    let (caller, context) = (caller::of(&request), context(grpc, NAME, &request)?);
    let request = request.into_inner();
    let mut faults = check::rules(NAME, &request);
    let reason = faults.optional("reason", &request.reason, Reason::parse);
    check::done(faults)?;
    grpc.permit(&caller, &request.id, Action::Close).await?;
    let context = on_condition(context, &request.etag)?;
    let command = Command::Close { reason };
    let (enterprise, position) = carry_out(grpc, &caller, &request.id, command, context).await?;
    Ok(Response::new(v1::CloseEnterpriseResponse {
        enterprise: Some(enterprise),
        position,
    }))
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
        Err(failure) => Err(refusal::of(failure)),
    }
}

/// Somebody else was faster: the caller is told how the enterprise stands now.
async fn overtaken(grpc: &Grpc, id: &str) -> Status {
    match grpc.directory.get(check::id(id)).await {
        Ok(Some(entry)) => refusal::changed_since(entry.stage, entry.pending.as_ref()),
        Ok(None) => refusal::not_found(),
        Err(error) => refusal::database(&error),
    }
}

/// The enterprise as it stands, once searches include the command too.
async fn reply(grpc: &Grpc, caller: &Caller, id: Uuid, position: u64) -> Reply {
    let (entry, _) = tokio::join!(grpc.directory.get(id), grpc.list.wait_for(position));
    let entry = entry.map_err(|error| refusal::database(&error))?;
    let entry = entry.ok_or_else(refusal::not_found)?;
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
