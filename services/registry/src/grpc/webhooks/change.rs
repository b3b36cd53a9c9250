//! Making, changing and ending webhooks. Only making one takes an idempotency
//! key: the others may be repeated without one, and are opened as reads are.

use chassis::{caller, check, status};
use host::{
    call::{Answer, Call, Read},
    failure::{internal, key_reused},
};
use kernel::fault::ErrorReason;
use proto::asf::registry::v1;
use tonic::{Code, Request, Status};
use uuid::Uuid;

use crate::{
    grpc::{
        Grpc,
        webhooks::{convert, organisation, own, there, wanted},
    },
    webhooks::{MOST, ROTATION, rows::NewEndpoint, secret::Secret},
};

/// Under an idempotency key the id follows from the key: asked again, the same
/// webhook is answered, with its secret.
pub(super) async fn create(
    grpc: &Grpc,
    request: Request<v1::CreateWebhookRequest>,
) -> Answer<v1::CreateWebhookResponse> {
    let (call, faults) = Call::begin(&grpc.clock, request)?;
    let organisation = organisation(&call.caller)?;
    let (request, key) = (call.message, call.context.idempotency);
    let (types, counties) = (&request.event_types, &request.counties);
    let wanted = wanted::wanted(types, counties, &request.industries);
    let wanted = wanted::checked(grpc, faults, &request.url, wanted).await?;
    let id = match &key {
        Some(key) => Uuid::new_v5(&organisation, key.key.as_bytes()),
        None => grpc.clock.new_id(),
    };
    let secret = Secret::random();
    let position = match request.after {
        Some(position) => position,
        None => grpc.store.feed().head().await?,
    };
    let new = NewEndpoint {
        id,
        organisation,
        url: &request.url,
        wanted: &wanted,
        secret: &sealed(grpc, id, &secret)?,
        position,
        at: grpc.clock.now(),
        request_hash: key.map(|key| key.request_hash),
    };
    let secret = made(grpc, &new, secret).await?;
    grpc.webhooks.wake();
    let row = own(grpc, organisation, id).await?;
    Ok(v1::CreateWebhookResponse {
        webhook: Some(convert::webhook(row, grpc.clock.now())),
        secret: secret.shown(),
    })
}

/// The secret of the webhook: this one, or the one that it was made with before.
async fn made(grpc: &Grpc, new: &NewEndpoint<'_>, secret: Secret) -> Answer<Secret> {
    let rows = &grpc.webhooks.rows;
    if rows.insert(new, MOST).await? {
        return Ok(secret);
    }
    let before = rows.made(new.organisation, new.id).await?;
    let before = before.ok_or_else(too_many)?;
    if before.request_hash.as_deref() != new.request_hash.as_ref().map(<[u8; 32]>::as_slice) {
        return Err(key_reused().into());
    }
    let opened = grpc.webhooks.key.open(new.id, &before.secret);
    opened.map_err(|error| {
        let webhook = new.id;
        internal(format!(
            "the secret of webhook {webhook} cannot be shown again: {error}"
        ))
    })
}

pub(super) async fn update(
    grpc: &Grpc,
    request: Request<v1::UpdateWebhookRequest>,
) -> Answer<v1::UpdateWebhookResponse> {
    let organisation = organisation(&caller::of(&request))?;
    let (read, faults) = Read::begin(request);
    let request = read.message;
    let (types, counties) = (&request.event_types, &request.counties);
    let wanted = wanted::wanted(types, counties, &request.industries);
    let wanted = wanted::checked(grpc, faults, &request.url, wanted).await?;
    let which = (organisation, check::id(&request.id));
    let row = grpc
        .webhooks
        .rows
        .change(which, &request.url, &wanted)
        .await;
    Ok(v1::UpdateWebhookResponse {
        webhook: Some(convert::webhook(there(row)?, grpc.clock.now())),
    })
}

pub(super) async fn delete(
    grpc: &Grpc,
    request: Request<v1::DeleteWebhookRequest>,
) -> Answer<v1::DeleteWebhookResponse> {
    let organisation = organisation(&caller::of(&request))?;
    let request = Read::open(request)?.message;
    let id = check::id(&request.id);
    let was_there = grpc.webhooks.rows.delete(organisation, id).await;
    there(was_there.map(|was_there| was_there.then_some(())))?;
    Ok(v1::DeleteWebhookResponse {})
}

pub(super) async fn rotate(
    grpc: &Grpc,
    request: Request<v1::RotateWebhookSecretRequest>,
) -> Answer<v1::RotateWebhookSecretResponse> {
    let organisation = organisation(&caller::of(&request))?;
    let request = Read::open(request)?.message;
    let (id, secret) = (check::id(&request.id), Secret::random());
    let now = grpc.clock.now();
    let sealed = sealed(grpc, id, &secret)?;
    let rows = &grpc.webhooks.rows;
    let row = rows
        .rotate((organisation, id), &sealed, now + ROTATION)
        .await;
    Ok(v1::RotateWebhookSecretResponse {
        webhook: Some(convert::webhook(there(row)?, now)),
        secret: secret.shown(),
    })
}

pub(super) async fn enable(
    grpc: &Grpc,
    request: Request<v1::EnableWebhookRequest>,
) -> Answer<v1::EnableWebhookResponse> {
    let organisation = organisation(&caller::of(&request))?;
    let request = Read::open(request)?.message;
    let (which, now) = ((organisation, check::id(&request.id)), grpc.clock.now());
    let row = there(grpc.webhooks.rows.enable(which, now).await)?;
    grpc.webhooks.wake();
    Ok(v1::EnableWebhookResponse {
        webhook: Some(convert::webhook(row, now)),
    })
}

fn sealed(grpc: &Grpc, id: Uuid, secret: &Secret) -> Result<Vec<u8>, Status> {
    let sealed = grpc.webhooks.key.seal(id, secret);
    sealed.ok_or_else(status::internal)
}

fn too_many() -> Status {
    let words = format!("An organisation has at most {MOST} webhooks; delete one first.");
    status::refusal(
        Code::FailedPrecondition,
        ErrorReason::TooManyWebhooks,
        words,
    )
}
