//! A server stream as Server-Sent Events: endless, resumable, and kept alive
//! through proxies that close what is silent.

use std::time::Duration;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures::{Stream, StreamExt, stream};
use http::{HeaderName, HeaderValue, header};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};
use tokio_util::sync::CancellationToken;
use tonic::{Status, Streaming};

use super::call::Call;
use super::json::wire::{self, Malformed};
use super::reply::Events;
use super::{json, respond};
use crate::error::Problem;
use crate::state::AppState;

const HEARTBEAT: Duration = Duration::from_secs(15);
/// How long a client waits before it connects again, in milliseconds.
const OPENING: &str = "retry: 2000\n\n";
const COMMENT: &str = ":\n\n";

pub(super) async fn stream(
    state: &AppState,
    events: &Events,
    call: Call<'_>,
) -> Result<Response, Problem> {
    let permit = state.live.admit().ok_or_else(Problem::busy)?;
    let operation = call.operation;
    let messages = call
        .stream()
        .await
        .map_err(|status| respond::failed(operation, &status))?;
    let feed = Feed {
        state: AppState::clone(state),
        shape: events.shape,
        fields: (events.id, events.event),
        messages,
        heartbeat: heartbeat(),
        stop: state.shutdown.clone(),
        _permit: permit,
    };
    let mut response = Body::from_stream(feed.into_stream()).into_response();
    for (name, value) in [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-store"),
        // Asks nginx not to hold events back.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ] {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    Ok(response)
}

/// The body of one open stream.
struct Feed {
    state: AppState,
    shape: json::shape::ShapeId,
    /// The numbers of the fields that hold an event's id and type.
    fields: (u32, u32),
    messages: Streaming<Bytes>,
    heartbeat: Interval,
    stop: CancellationToken,
    _permit: OwnedSemaphorePermit,
}

impl Feed {
    fn into_stream(self) -> impl Stream<Item = Result<Bytes, Status>> {
        let opening = stream::iter([Ok(Bytes::from_static(OPENING.as_bytes()))]);
        let rest = stream::unfold(self, |mut feed| async move {
            let next = feed.next().await?;
            Some((next, feed))
        });
        // What cannot be sent ends the answer; the client resumes where it was.
        opening.chain(rest)
    }

    /// The next thing to send; nothing at the end.
    async fn next(&mut self) -> Option<Result<Bytes, Status>> {
        tokio::select! {
            () = self.stop.cancelled() => None,
            message = self.messages.next() => self.event(message?),
            _ = self.heartbeat.tick() => Some(Ok(Bytes::from_static(COMMENT.as_bytes()))),
        }
    }

    fn event(&mut self, message: Result<Bytes, Status>) -> Option<Result<Bytes, Status>> {
        let message = match message {
            Ok(message) => message,
            Err(status) => {
                tracing::debug!(code = ?status.code(), "an event stream ended");
                return None;
            }
        };
        self.heartbeat.reset();
        match self.write(&message) {
            Ok(event) => Some(Ok(event.into())),
            Err(fault) => {
                tracing::error!(error = %fault, "an event cannot be read");
                None
            }
        }
    }

    fn write(&self, message: &[u8]) -> Result<Vec<u8>, Malformed> {
        let id = wire::text(message, &[self.fields.0])?;
        let event = wire::text(message, &[self.fields.1])?;
        let mut data = Vec::with_capacity(message.len() * 3);
        json::write(&self.state.api.shapes, self.shape, message, &mut data)?;
        Ok(frame(id, event, &data))
    }
}

/// One event. JSON has no line break of its own, so that `data:` is one line.
fn frame(id: &str, event: &str, data: &[u8]) -> Vec<u8> {
    let mut frame = Vec::with_capacity(data.len() + 64);
    for (name, value) in [
        ("event", event.as_bytes()),
        ("id", id.as_bytes()),
        ("data", data),
    ] {
        // A line break would begin another field.
        if value.iter().any(|byte| matches!(byte, b'\n' | b'\r' | 0)) {
            continue;
        }
        frame.extend_from_slice(name.as_bytes());
        frame.extend_from_slice(b": ");
        frame.extend_from_slice(value);
        frame.push(b'\n');
    }
    frame.push(b'\n');
    frame
}

fn heartbeat() -> Interval {
    let mut heartbeat = interval_at(Instant::now() + HEARTBEAT, HEARTBEAT);
    heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    heartbeat
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_one_block_that_ends_with_an_empty_line() {
        let frame = frame("7", "asf.registry.v1.EnterpriseListed", b"{\"a\":\"\\n\"}");
        let expected = "event: asf.registry.v1.EnterpriseListed\nid: 7\ndata: {\"a\":\"\\n\"}\n\n";
        assert_eq!(String::from_utf8(frame).unwrap(), expected);
    }

    #[test]
    fn a_line_break_cannot_smuggle_a_field_in() {
        let frame = frame("7\nevent: other", "x", b"{}");
        assert_eq!(String::from_utf8(frame).unwrap(), "event: x\ndata: {}\n\n");
    }
}
