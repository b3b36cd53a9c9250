//! Whether the process lives, and whether it can do its work.

use std::time::Duration;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use tonic::Request;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;

use crate::error::{Problem, reason};
use crate::state::AppState;

const LIMIT: Duration = Duration::from_secs(2);

/// Needs nothing but the process itself: a restart would heal nothing else.
pub(crate) async fn health() -> &'static str {
    "ok\n"
}

/// Ready while every service behind is.
pub(crate) async fn ready(State(state): State<AppState>) -> Response {
    let problem = match registry(&state).await {
        Ok(ServingStatus::Serving) => return "ready\n".into_response(),
        Ok(_) => Problem::of(&reason::UNAVAILABLE).caused_by("the registry is not ready"),
        Err(status) => Problem::from(status),
    };
    problem.with_retry_after(LIMIT).into_response()
}

async fn registry(state: &AppState) -> Result<ServingStatus, tonic::Status> {
    let mut client = HealthClient::new(state.clients.registry_channel().clone());
    let mut request = Request::new(HealthCheckRequest::default());
    request.set_timeout(LIMIT);
    let response = client.check(request).await?;
    Ok(response.into_inner().status())
}
