//! Buttons of a webhook: a test, sending something again, switching it on.

use axum::{extract::Path, response::Response};
use proto::asf::registry::v1::{
    Delivery, DeliveryState, EnableWebhookRequest, ResendDeliveryRequest, TestWebhookRequest,
};

use super::{acting, path_of, words};
use crate::page::{
    after, early_response::EarlyResponse, page_request::PageRequest, texts::L10nLanguage,
};

pub(crate) async fn test(
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    acting(&request)?;
    let question = TestWebhookRequest { id: id.clone() };
    let answer = request.webhooks().test_webhook(question).await;
    let answer = answer.map(|it| it.into_inner().delivery.unwrap_or_default());
    let said = answer.as_ref().map(|it| said(request.lang.texts(), it));
    let said = said.unwrap_or_default();
    after(&request, &path_of(&id), answer, said)
}

pub(crate) async fn resend(
    request: PageRequest,
    Path((id, delivery)): Path<(String, String)>,
) -> Result<Response, EarlyResponse> {
    acting(&request)?;
    let question = ResendDeliveryRequest {
        id: id.clone(),
        delivery_id: delivery,
    };
    let answer = request.webhooks().resend_delivery(question).await;
    let answer = answer.map(|it| it.into_inner().delivery.unwrap_or_default());
    let said = answer.as_ref().map(|it| said(request.lang.texts(), it));
    let said = said.unwrap_or_default();
    after(&request, &path_of(&id), answer, said)
}

pub(crate) async fn enable(
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    acting(&request)?;
    let question = EnableWebhookRequest { id: id.clone() };
    let answer = request.webhooks().enable_webhook(question).await;
    after(
        &request,
        &path_of(&id),
        answer,
        request.lang.texts().hooks_enabled(),
    )
}

/// How it ended, as far as it has.
fn said(t: &L10nLanguage, delivery: &Delivery) -> String {
    match delivery.state() {
        DeliveryState::Delivered => t.hooks_sent(),
        DeliveryState::Failed | DeliveryState::Waiting | DeliveryState::Unspecified => {
            match words::fault(t, delivery) {
                fault if fault.is_empty() => t.hooks_under_way(),
                fault => t.hooks_not_sent(fault),
            }
        }
    }
}
