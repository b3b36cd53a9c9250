//! Whether the process lives, and whether it can do its work.

use std::time::Duration;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use proto::asf::errors::v1::ErrorReason;
use tonic::Request;
use tonic::transport::Channel;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;

use crate::error::Problem;
use crate::state::AppState;

const LIMIT: Duration = Duration::from_secs(2);

/// Needs nothing but the process itself: a restart would heal nothing else.
pub(crate) async fn health() -> &'static str {
    "ok\n"
}

/// What [`ready`] names where it does not work: pages are answered without it.
const RELAY: &str = "relay";

/// Ready while every service behind is. One whose events do not reach NATS is
/// named, and is ready: to send people elsewhere would heal nothing.
pub(crate) async fn ready(State(state): State<AppState>) -> Response {
    let channels = &state.channels;
    let (registry, identity) = tokio::join!(
        ask(&channels.registry, "the registry"),
        ask(&channels.identity, "identity"),
    );
    match registry.and(identity) {
        Ok(()) => {
            let (registry, identity) = tokio::join!(
                delivers(&channels.registry, "the registry"),
                delivers(&channels.identity, "identity"),
            );
            format!("ready\n{registry}{identity}").into_response()
        }
        Err(problem) => problem.with_retry_after(LIMIT).into_response(),
    }
}

/// A line where the service says that its events do not reach NATS.
async fn delivers(channel: &Channel, name: &str) -> String {
    let mut request = Request::new(HealthCheckRequest {
        service: RELAY.to_owned(),
    });
    request.set_timeout(LIMIT);
    let answer = HealthClient::new(channel.clone()).check(request).await;
    match answer.map(|it| it.into_inner().status()) {
        Ok(ServingStatus::NotServing) => format!("events of {name} do not reach NATS\n"),
        // One that says nothing of it is not the gateway's to judge.
        Ok(_) | Err(_) => String::new(),
    }
}

async fn ask(channel: &Channel, name: &str) -> Result<(), Problem> {
    let mut client = HealthClient::new(channel.clone());
    let mut request = Request::new(HealthCheckRequest::default());
    request.set_timeout(LIMIT);
    let response = client.check(request).await?;
    match response.into_inner().status() {
        ServingStatus::Serving => Ok(()),
        _ => Err(Problem::of(ErrorReason::Unavailable).caused_by(format!("{name} is not ready"))),
    }
}
