//! WebhookService on the wire. A webhook of another organisation is not found.

mod change;
mod convert;
mod deliveries;
mod wanted;

use chassis::{caller::Caller, check, status};
use host::call::{Answer, Read};
use kernel::fault::ErrorReason;
use proto::asf::registry::v1::{self as v1, webhook_service_server::WebhookService};
use tonic::{Code, Request, Status};
use uuid::Uuid;

use crate::{
    grpc::{Grpc, rights},
    webhooks::rows::Endpoint,
};

host::rpc! {
    impl WebhookService for Grpc {
        list_webhooks(v1::ListWebhooksRequest) -> v1::ListWebhooksResponse = list;
        get_webhook(v1::GetWebhookRequest) -> v1::GetWebhookResponse = get;
        create_webhook(v1::CreateWebhookRequest) -> v1::CreateWebhookResponse = change::create;
        update_webhook(v1::UpdateWebhookRequest) -> v1::UpdateWebhookResponse = change::update;
        delete_webhook(v1::DeleteWebhookRequest) -> v1::DeleteWebhookResponse = change::delete;
        rotate_webhook_secret(v1::RotateWebhookSecretRequest) -> v1::RotateWebhookSecretResponse = change::rotate;
        enable_webhook(v1::EnableWebhookRequest) -> v1::EnableWebhookResponse = change::enable;
        test_webhook(v1::TestWebhookRequest) -> v1::TestWebhookResponse = deliveries::test;
        list_deliveries(v1::ListDeliveriesRequest) -> v1::ListDeliveriesResponse = deliveries::list;
        resend_delivery(v1::ResendDeliveryRequest) -> v1::ResendDeliveryResponse = deliveries::resend;
    }
}

async fn list(
    grpc: &Grpc,
    request: Request<v1::ListWebhooksRequest>,
) -> Answer<v1::ListWebhooksResponse> {
    let organisation = organisation(&Read::open(request)?.caller)?;
    let rows = grpc.webhooks.rows.endpoints(organisation).await?;
    let (rows, now) = (rows.into_iter(), grpc.clock.now());
    Ok(v1::ListWebhooksResponse {
        webhooks: rows.map(|row| convert::webhook(row, now)).collect(),
    })
}

async fn get(
    grpc: &Grpc,
    request: Request<v1::GetWebhookRequest>,
) -> Answer<v1::GetWebhookResponse> {
    let read = Read::open(request)?;
    let organisation = organisation(&read.caller)?;
    let row = own(grpc, organisation, check::id(&read.message.id)).await?;
    Ok(v1::GetWebhookResponse {
        webhook: Some(convert::webhook(row, grpc.clock.now())),
    })
}

/// Whose webhooks the caller sees.
fn organisation(caller: &Caller) -> Result<Uuid, Status> {
    caller.organisation.ok_or_else(|| {
        rights::forbidden("Webhooks belong to organisations; choose one to act for.")
    })
}

/// One of the organisation's own.
async fn own(grpc: &Grpc, organisation: Uuid, id: Uuid) -> Answer<Endpoint> {
    let row = grpc.webhooks.rows.endpoint(organisation, id).await;
    there(row)
}

fn there<T>(row: Result<Option<T>, sqlx::Error>) -> Answer<T> {
    Ok(row?.ok_or_else(not_found)?)
}

fn not_found() -> Status {
    let words = "Your organisation has no such webhook, or the webhook no such delivery.";
    status::refusal(Code::NotFound, ErrorReason::NotFound, words)
}
