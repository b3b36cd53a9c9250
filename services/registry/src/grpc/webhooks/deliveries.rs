//! The log of deliveries: reading it, sending one again, and testing.

use std::time::Duration;

use chassis::{
    caller, check,
    page::{self, Search},
    status,
};
use host::call::{Answer, Read};
use kernel::fault::ErrorReason;
use proto::asf::registry::v1;
use tonic::{Code, Request, Status};
use uuid::Uuid;

use crate::{
    grpc::{
        Grpc, place,
        webhooks::{convert, organisation, own, there},
    },
    webhooks::{
        event,
        rows::{Delivery, Endpoint, NewTest, Place, State},
    },
};

/// How long an answer waits for the end of an attempt.
const WAIT: Duration = Duration::from_secs(3);
const LOOK_EVERY: Duration = Duration::from_millis(50);

pub(super) async fn list(
    grpc: &Grpc,
    request: Request<v1::ListDeliveriesRequest>,
) -> Answer<v1::ListDeliveriesResponse> {
    let organisation = organisation(&caller::of(&request))?;
    let request = Read::open(request)?.message;
    let endpoint = own(grpc, organisation, check::id(&request.id)).await?;
    let bound = Search::of(&v1::ListDeliveriesRequest {
        id: request.id,
        ..Default::default()
    });
    let after = match request.page_token.as_str() {
        "" => None,
        token => Some(place_of(bound, token).ok_or_else(page::wrong_token)?),
    };
    let size = page::size(request.page_size);
    // One row more tells whether there is a next page.
    let rows = grpc.webhooks.rows.deliveries(endpoint.id, after, size + 1);
    let mut rows = rows.await?;
    let has_next = rows.len() > size as usize;
    rows.truncate(size as usize);
    let last = rows.last().filter(|_| has_next);
    let next = last.map(|it| bound.token(&place::bytes(it.created_at, &[it.id])));
    Ok(v1::ListDeliveriesResponse {
        next_page_token: next.unwrap_or_default(),
        deliveries: rows.into_iter().map(convert::delivery).collect(),
    })
}

pub(super) async fn test(
    grpc: &Grpc,
    request: Request<v1::TestWebhookRequest>,
) -> Answer<v1::TestWebhookResponse> {
    let organisation = organisation(&caller::of(&request))?;
    let request = Read::open(request)?.message;
    let endpoint = own(grpc, organisation, check::id(&request.id)).await?;
    not_disabled(&endpoint)?;
    let (event_id, at) = (grpc.clock.new_id(), grpc.clock.now());
    let body = event::test(event_id, endpoint.id, at);
    let new = NewTest {
        id: grpc.clock.new_id(),
        webhook: endpoint.id,
        event_id,
        event_type: event::TEST,
        body: &body,
        at,
    };
    grpc.webhooks.rows.insert_test(&new).await?;
    let delivery = sent(grpc, endpoint.id, new.id, 0).await?;
    Ok(v1::TestWebhookResponse {
        delivery: Some(convert::delivery(delivery)),
    })
}

pub(super) async fn resend(
    grpc: &Grpc,
    request: Request<v1::ResendDeliveryRequest>,
) -> Answer<v1::ResendDeliveryResponse> {
    let organisation = organisation(&caller::of(&request))?;
    let request = Read::open(request)?.message;
    let endpoint = own(grpc, organisation, check::id(&request.id)).await?;
    let (rows, id) = (&grpc.webhooks.rows, check::id(&request.delivery_id));
    let before = there(rows.delivery(endpoint.id, id).await)?;
    not_disabled(&endpoint)?;
    rows.resend(endpoint.id, id, grpc.clock.now()).await?;
    let delivery = sent(grpc, endpoint.id, id, before.attempts).await?;
    Ok(v1::ResendDeliveryResponse {
        delivery: Some(convert::delivery(delivery)),
    })
}

/// The delivery after one more attempt, or as it is when that takes long.
async fn sent(grpc: &Grpc, webhook: Uuid, id: Uuid, attempts: i32) -> Answer<Delivery> {
    grpc.webhooks.rows.end_pause(webhook).await?;
    grpc.webhooks.wake();
    let deadline = tokio::time::Instant::now() + WAIT;
    loop {
        let delivery = there(grpc.webhooks.rows.delivery(webhook, id).await)?;
        let is_over = delivery.state != State::Waiting || delivery.attempts > attempts;
        if is_over || tokio::time::Instant::now() >= deadline {
            return Ok(delivery);
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

fn not_disabled(endpoint: &Endpoint) -> Result<(), Status> {
    match endpoint.disabled_at {
        None => Ok(()),
        Some(_) => Err(status::refusal(
            Code::FailedPrecondition,
            ErrorReason::WebhookDisabled,
            "The webhook is disabled; enable it first.",
        )),
    }
}

fn place_of(bound: Search, token: &str) -> Option<Place> {
    let bytes = bound.place::<{ place::size(1) }>(token)?;
    let (at, [id]) = place::read::<1>(&bytes)?;
    Some((at, id))
}
