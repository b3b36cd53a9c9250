//! Webhooks and deliveries as messages.

use chassis::times::timestamp;
use proto::asf::registry::v1::{self as wire, DeliveryState};
use time::OffsetDateTime;

use crate::webhooks::rows::{Delivery, Endpoint, State};

pub(super) fn webhook(row: Endpoint, now: OffsetDateTime) -> wire::Webhook {
    wire::Webhook {
        id: row.id.to_string(),
        url: row.url,
        event_types: row.wanted.event_types,
        counties: row.wanted.counties,
        industries: row.wanted.industries,
        disabled: row.disabled_at.is_some(),
        disabled_reason: row.disabled_reason.unwrap_or_default(),
        created_at: Some(timestamp(row.created_at)),
        last_delivered_at: row.last_delivered_at.map(timestamp),
        waiting: u32::try_from(row.waiting).unwrap_or(u32::MAX),
        old_secret_until: row
            .old_secret_until
            .filter(|until| now < *until)
            .map(timestamp),
    }
}

pub(super) fn delivery(row: Delivery) -> wire::Delivery {
    let is_tried = row.state == State::Waiting && !row.is_held;
    wire::Delivery {
        id: row.id.to_string(),
        event_id: row.event_id.to_string(),
        event_type: row.event_type,
        position: row.position.unsigned_abs(),
        state: state(row.state).into(),
        attempts: row.attempts.unsigned_abs(),
        created_at: Some(timestamp(row.created_at)),
        last_attempt_at: row.last_attempt_at.map(timestamp),
        next_attempt_at: is_tried.then(|| timestamp(row.next_attempt_at)),
        last_status: row.last_status.unsigned_abs(),
        last_error: row.last_error,
    }
}

fn state(state: State) -> DeliveryState {
    match state {
        State::Waiting => DeliveryState::Waiting,
        State::Delivered => DeliveryState::Delivered,
        State::Failed => DeliveryState::Failed,
    }
}
