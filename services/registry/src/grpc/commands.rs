//! Commands: who gives them and on what condition, what they ask, and the
//! enterprise as it stands after them.

mod call;
mod mask;

use proto::asf::registry::v1;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use crate::{
    domain::{
        enterprise::{FieldReason, command::Command},
        values::{
            fault::Faults,
            text::{Path, Reason},
        },
    },
    grpc::{
        Answer, Grpc, check,
        commands::call::{circumstances, on_condition},
        convert::{self, enterprise::of_entry},
        refusal,
    },
    projection::directory::Entry,
    store::Circumstances,
};

/// What every command answers: the enterprise and the feed position.
type Reply = Result<(v1::Enterprise, u64), Status>;

pub(super) async fn register(
    grpc: &Grpc,
    request: Request<v1::RegisterEnterpriseRequest>,
) -> Answer<v1::RegisterEnterpriseResponse> {
    const NAME: &str = "asf.registry.v1.RegisterEnterpriseRequest";
    let circumstances = circumstances(grpc, NAME, &request)?;
    let mut faults = check::rules(NAME, request.get_ref());
    let given = request.into_inner().profile.unwrap_or_default();
    let profile = convert::profile::whole(&given, &mut faults);
    check::done(faults)?;
    let profile = profile.ok_or_else(chassis::status::internal)?;
    let at = circumstances.at();
    let id = grpc.clock.new_id();
    let registered = grpc
        .store
        .register(id, profile.slugs(id), &profile, None, circumstances)
        .await;
    let (receipt, slug) = registered.map_err(refusal::of)?;
    let (enterprise, position) = if receipt.replayed {
        reply(grpc, receipt.id, receipt.position).await?
    } else {
        // The draft stands as it was given: it need not be read again.
        let entry = Entry::draft(receipt.id, slug, profile, at);
        (of_entry(entry), receipt.position)
    };
    Ok(Response::new(v1::RegisterEnterpriseResponse {
        enterprise: Some(enterprise),
        position,
    }))
}

pub(super) async fn update_profile(
    grpc: &Grpc,
    request: Request<v1::UpdateProfileRequest>,
) -> Answer<v1::UpdateProfileResponse> {
    const NAME: &str = "asf.registry.v1.UpdateProfileRequest";
    let circumstances = circumstances(grpc, NAME, &request)?;
    let request = request.into_inner();
    let mut faults = check::rules(NAME, &request);
    let profile = request.profile.unwrap_or_default();
    let fields = mask::fields(request.update_mask.as_ref(), &profile, &mut faults);
    mask::keep_only(&fields, &mut faults);
    let parts = convert::profile::parts(&profile, &fields, &mut faults);
    check::done(faults)?;
    let circumstances = on_condition(circumstances, &request.etag)?;
    let command = Command::ChangeProfile(parts);
    let (enterprise, position) = carry_out(grpc, &request.id, command, circumstances).await?;
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
    let circumstances = circumstances(grpc, NAME, &request)?;
    let request = request.into_inner();
    check::done(check::rules(NAME, &request))?;
    let circumstances = on_condition(circumstances, &request.etag)?;
    let reply = carry_out(grpc, &request.id, Command::Submit, circumstances).await;
    let (enterprise, position) = reply?;
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
    let circumstances = circumstances(grpc, NAME, &request)?;
    let request = request.into_inner();
    check::done(check::rules(NAME, &request))?;
    let circumstances = on_condition(circumstances, &request.etag)?;
    let reply = carry_out(grpc, &request.id, Command::List, circumstances).await;
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
    let circumstances = circumstances(grpc, NAME, &request)?;
    let request = request.into_inner();
    let mut faults = check::rules(NAME, &request);
    let reason = faults.optional("reason", &request.reason, Reason::parse);
    check::done(faults)?;
    let circumstances = on_condition(circumstances, &request.etag)?;
    let command = Command::Unlist { reason };
    let (enterprise, position) = carry_out(grpc, &request.id, command, circumstances).await?;
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
    let circumstances = circumstances(grpc, NAME, &request)?;
    let request = request.into_inner();
    let mut faults = check::rules(NAME, &request);
    let reasons = reasons(&request.reasons, &mut faults);
    check::done(faults)?;
    let circumstances = on_condition(circumstances, &request.etag)?;
    let command = Command::Return { reasons };
    let (enterprise, position) = carry_out(grpc, &request.id, command, circumstances).await?;
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
    let circumstances = circumstances(grpc, NAME, &request)?;
    let request = request.into_inner();
    let mut faults = check::rules(NAME, &request);
    let reason = faults.optional("reason", &request.reason, Reason::parse);
    check::done(faults)?;
    let circumstances = on_condition(circumstances, &request.etag)?;
    let command = Command::Close { reason };
    let (enterprise, position) = carry_out(grpc, &request.id, command, circumstances).await?;
    Ok(Response::new(v1::CloseEnterpriseResponse {
        enterprise: Some(enterprise),
        position,
    }))
}

async fn carry_out(grpc: &Grpc, id: &str, command: Command, by: Circumstances) -> Reply {
    let receipt = grpc.store.execute(check::id(id), command, by).await;
    let receipt = receipt.map_err(refusal::of)?;
    reply(grpc, receipt.id, receipt.position).await
}

/// The enterprise as it stands, once searches include the command too.
async fn reply(grpc: &Grpc, id: Uuid, position: u64) -> Reply {
    let (entry, _) = tokio::join!(grpc.directory.get(id), grpc.list.wait_for(position));
    let entry = entry.map_err(|error| refusal::database(&error))?;
    let entry = entry.ok_or_else(refusal::not_found)?;
    Ok((of_entry(entry), position))
}

fn reasons(reasons: &[v1::FieldReason], faults: &mut Faults) -> Vec<FieldReason> {
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
