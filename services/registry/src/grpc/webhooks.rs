//! WebhookService on the wire. A webhook of another organisation is not found.

mod change;
mod convert;
mod deliveries;
mod wanted;

use chassis::{caller, check, status};
use kernel::fault::ErrorReason;
use proto::asf::registry::v1::{self as v1, webhook_service_server::WebhookService};
use tonic::{Code, Request, Response, Status};
use uuid::Uuid;

use crate::{
    grpc::{Answer, Grpc, refusal::database, rights},
    webhooks::rows::Endpoint,
};

#[tonic::async_trait]
impl WebhookService for Grpc {
    async fn list_webhooks(
        &self,
        request: Request<v1::ListWebhooksRequest>,
    ) -> Answer<v1::ListWebhooksResponse> {
        let organisation = organisation(&caller::of(&request))?;
        let rows = self.webhooks.rows.endpoints(organisation).await;
        let rows = rows.map_err(database)?;
        let now = self.clock.now();
        Ok(Response::new(v1::ListWebhooksResponse {
            webhooks: rows
                .into_iter()
                .map(|row| convert::webhook(row, now))
                .collect(),
        }))
    }

    async fn get_webhook(
        &self,
        request: Request<v1::GetWebhookRequest>,
    ) -> Answer<v1::GetWebhookResponse> {
        let caller = caller::of(&request);
        let request = request.into_inner();
        check::done(check::rules(&request))?;
        let row = own(self, organisation(&caller)?, check::id(&request.id)).await?;
        Ok(Response::new(v1::GetWebhookResponse {
            webhook: Some(convert::webhook(row, self.clock.now())),
        }))
    }

    async fn create_webhook(
        &self,
        request: Request<v1::CreateWebhookRequest>,
    ) -> Answer<v1::CreateWebhookResponse> {
        change::create(self, request).await
    }

    async fn update_webhook(
        &self,
        request: Request<v1::UpdateWebhookRequest>,
    ) -> Answer<v1::UpdateWebhookResponse> {
        change::update(self, request).await
    }

    async fn delete_webhook(
        &self,
        request: Request<v1::DeleteWebhookRequest>,
    ) -> Answer<v1::DeleteWebhookResponse> {
        change::delete(self, request).await
    }

    async fn rotate_webhook_secret(
        &self,
        request: Request<v1::RotateWebhookSecretRequest>,
    ) -> Answer<v1::RotateWebhookSecretResponse> {
        change::rotate(self, request).await
    }

    async fn enable_webhook(
        &self,
        request: Request<v1::EnableWebhookRequest>,
    ) -> Answer<v1::EnableWebhookResponse> {
        change::enable(self, request).await
    }

    async fn test_webhook(
        &self,
        request: Request<v1::TestWebhookRequest>,
    ) -> Answer<v1::TestWebhookResponse> {
        deliveries::test(self, request).await
    }

    async fn list_deliveries(
        &self,
        request: Request<v1::ListDeliveriesRequest>,
    ) -> Answer<v1::ListDeliveriesResponse> {
        deliveries::list(self, request).await
    }

    async fn resend_delivery(
        &self,
        request: Request<v1::ResendDeliveryRequest>,
    ) -> Answer<v1::ResendDeliveryResponse> {
        deliveries::resend(self, request).await
    }
}

/// Whose webhooks the caller sees.
fn organisation(caller: &caller::Caller) -> Result<Uuid, Status> {
    caller.organisation.ok_or_else(|| {
        rights::forbidden("Webhooks belong to organisations; choose one to act for.")
    })
}

/// One of the organisation's own.
async fn own(grpc: &Grpc, organisation: Uuid, id: Uuid) -> Result<Endpoint, Status> {
    let row = grpc.webhooks.rows.endpoint(organisation, id).await;
    there(row)
}

fn there<T>(row: Result<Option<T>, sqlx::Error>) -> Result<T, Status> {
    row.map_err(database)?.ok_or_else(not_found)
}

fn not_found() -> Status {
    let words = "Your organisation has no such webhook, or the webhook no such delivery.";
    status::refusal(Code::NotFound, ErrorReason::NotFound, words)
}
