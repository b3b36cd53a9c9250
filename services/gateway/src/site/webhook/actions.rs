//! Buttons of a webhook: a test, sending something again, switching it on.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::registry::v1::{
    Delivery, DeliveryState, EnableWebhookRequest, ResendDeliveryRequest, TestWebhookRequest,
};

use super::{acting, path_of, words};
use crate::site::{
    Site, organisation::sheet::after, stop::Stop, texts::L10nLanguage, visit::Visit,
};

pub(crate) async fn test(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    acting(&visit)?;
    let question = visit.asking(TestWebhookRequest { id: id.clone() });
    let answer = site.clients.webhooks.clone().test_webhook(question).await;
    let answer = answer.map(|it| it.into_inner().delivery.unwrap_or_default());
    let said = answer.as_ref().map(|it| said(visit.lang.texts(), it));
    let said = said.unwrap_or_default();
    after(&visit, &path_of(&id), answer, said)
}

pub(crate) async fn resend(
    State(site): State<Site>,
    visit: Visit,
    Path((id, delivery)): Path<(String, String)>,
) -> Result<Response, Stop> {
    acting(&visit)?;
    let question = visit.asking(ResendDeliveryRequest {
        id: id.clone(),
        delivery_id: delivery,
    });
    let mut client = site.clients.webhooks.clone();
    let answer = client.resend_delivery(question).await;
    let answer = answer.map(|it| it.into_inner().delivery.unwrap_or_default());
    let said = answer.as_ref().map(|it| said(visit.lang.texts(), it));
    let said = said.unwrap_or_default();
    after(&visit, &path_of(&id), answer, said)
}

pub(crate) async fn enable(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    acting(&visit)?;
    let question = visit.asking(EnableWebhookRequest { id: id.clone() });
    let answer = site.clients.webhooks.clone().enable_webhook(question).await;
    after(
        &visit,
        &path_of(&id),
        answer,
        visit.lang.texts().hooks_enabled(),
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
