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

/// Ready while every service behind is.
pub(crate) async fn ready(State(state): State<AppState>) -> Response {
    let channels = &state.channels;
    let (registry, identity) = tokio::join!(
        ask(&channels.registry, "the registry"),
        ask(&channels.identity, "identity"),
    );
    match registry.and(identity) {
        Ok(()) => "ready\n".into_response(),
        Err(problem) => problem.with_retry_after(LIMIT).into_response(),
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
