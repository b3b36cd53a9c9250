//! Making, changing and ending webhooks.

use chassis::{caller, check, status};
use proto::asf::registry::v1;
use tonic::{Code, Request, Response, Status};
use uuid::Uuid;

use crate::{
    grpc::{
        Answer, Grpc,
        refusal::database,
        webhooks::{convert, organisation, own, there, wanted},
    },
    webhooks::{MOST, ROTATION, rows::NewEndpoint, secret::Secret},
};

pub(super) async fn create(
    grpc: &Grpc,
    request: Request<v1::CreateWebhookRequest>,
) -> Answer<v1::CreateWebhookResponse> {
    const NAME: &str = "asf.registry.v1.CreateWebhookRequest";
    let organisation = organisation(&caller::of(&request))?;
    let request = request.into_inner();
    let mut faults = check::rules(NAME, &request);
    let (types, counties) = (&request.event_types, &request.counties);
    let wanted = wanted::wanted(&mut faults, types, counties, &request.industries);
    wanted::url(&mut faults, &grpc.webhooks, &request.url).await;
    check::done(faults)?;
    let (id, secret) = (grpc.clock.new_id(), Secret::random());
    let position = match request.after {
        Some(position) => position,
        None => head(grpc).await?,
    };
    let new = NewEndpoint {
        id,
        organisation,
        url: &request.url,
        wanted: &wanted,
        secret: &sealed(grpc, id, &secret)?,
        position,
        at: grpc.clock.now(),
    };
    let is_made = grpc.webhooks.rows.insert(&new, MOST).await;
    if !is_made.map_err(|error| database(&error))? {
        return Err(too_many());
    }
    grpc.webhooks.wake();
    let row = own(grpc, organisation, id).await?;
    Ok(Response::new(v1::CreateWebhookResponse {
        webhook: Some(convert::webhook(row, grpc.clock.now())),
        secret: secret.shown(),
    }))
}

pub(super) async fn update(
    grpc: &Grpc,
    request: Request<v1::UpdateWebhookRequest>,
) -> Answer<v1::UpdateWebhookResponse> {
    const NAME: &str = "asf.registry.v1.UpdateWebhookRequest";
    let organisation = organisation(&caller::of(&request))?;
    let request = request.into_inner();
    let mut faults = check::rules(NAME, &request);
    let (types, counties) = (&request.event_types, &request.counties);
    let wanted = wanted::wanted(&mut faults, types, counties, &request.industries);
    wanted::url(&mut faults, &grpc.webhooks, &request.url).await;
    check::done(faults)?;
    let which = (organisation, check::id(&request.id));
    let row = grpc
        .webhooks
        .rows
        .change(which, &request.url, &wanted)
        .await;
    Ok(Response::new(v1::UpdateWebhookResponse {
        webhook: Some(convert::webhook(there(row)?, grpc.clock.now())),
    }))
}

pub(super) async fn delete(
    grpc: &Grpc,
    request: Request<v1::DeleteWebhookRequest>,
) -> Answer<v1::DeleteWebhookResponse> {
    let organisation = organisation(&caller::of(&request))?;
    let request = request.into_inner();
    check::done(check::rules(
        "asf.registry.v1.DeleteWebhookRequest",
        &request,
    ))?;
    let id = check::id(&request.id);
    let was_there = grpc.webhooks.rows.delete(organisation, id).await;
    there(was_there.map(|was_there| was_there.then_some(())))?;
    Ok(Response::new(v1::DeleteWebhookResponse {}))
}

pub(super) async fn rotate(
    grpc: &Grpc,
    request: Request<v1::RotateWebhookSecretRequest>,
) -> Answer<v1::RotateWebhookSecretResponse> {
    let organisation = organisation(&caller::of(&request))?;
    let request = request.into_inner();
    check::done(check::rules(
        "asf.registry.v1.RotateWebhookSecretRequest",
        &request,
    ))?;
    let (id, secret) = (check::id(&request.id), Secret::random());
    let now = grpc.clock.now();
    let sealed = sealed(grpc, id, &secret)?;
    let rows = &grpc.webhooks.rows;
    let row = rows
        .rotate((organisation, id), &sealed, now + ROTATION)
        .await;
    Ok(Response::new(v1::RotateWebhookSecretResponse {
        webhook: Some(convert::webhook(there(row)?, now)),
        secret: secret.shown(),
    }))
}

pub(super) async fn enable(
    grpc: &Grpc,
    request: Request<v1::EnableWebhookRequest>,
) -> Answer<v1::EnableWebhookResponse> {
    let organisation = organisation(&caller::of(&request))?;
    let request = request.into_inner();
    check::done(check::rules(
        "asf.registry.v1.EnableWebhookRequest",
        &request,
    ))?;
    let (which, now) = ((organisation, check::id(&request.id)), grpc.clock.now());
    let row = there(grpc.webhooks.rows.enable(which, now).await)?;
    grpc.webhooks.wake();
    Ok(Response::new(v1::EnableWebhookResponse {
        webhook: Some(convert::webhook(row, now)),
    }))
}

async fn head(grpc: &Grpc) -> Result<u64, Status> {
    let head = grpc.store.feed().head().await;
    head.map_err(|error| database(&error))
}

fn sealed(grpc: &Grpc, id: Uuid, secret: &Secret) -> Result<Vec<u8>, Status> {
    let sealed = grpc.webhooks.key.seal(id, secret);
    sealed.ok_or_else(status::internal)
}

fn too_many() -> Status {
    let words = format!("An organisation has at most {MOST} webhooks; delete one first.");
    status::refusal(Code::FailedPrecondition, "TOO_MANY_WEBHOOKS", words)
}
