//! What stands around every request: its name and its log line, the headers
//! that protect a browser, and the limits that keep the gateway on its feet.

mod around;
mod compress;
mod limits;
mod origin;
mod rate;
mod security;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use proto::asf::errors::v1::ErrorReason;
use tower_http::catch_panic::CatchPanicLayer;

use crate::error::Problem;
use crate::state::AppState;

use limits::InFlight;
use rate::Writes;

/// Adds what guards work: it is applied to everything but the probes, which
/// have to be answered even under load.
pub(crate) fn guarded(router: Router, state: &AppState) -> anyhow::Result<Router> {
    let gateway = &state.config.gateway;
    let router = router
        .layer(from_fn(limits::deadline))
        .layer(from_fn(origin::known))
        .layer(origin::layer(&state.config.shared.public_url)?);
    let router = match Writes::new(gateway) {
        Some(writes) => router.layer(from_fn_with_state(writes, rate::limit)),
        None => router,
    };
    let in_flight = InFlight::new(gateway.max_in_flight);
    Ok(router.layer(from_fn_with_state(in_flight, limits::admit)))
}

/// Adds what surrounds all answers.
pub(crate) fn surrounded(router: Router, state: &AppState) -> Router {
    let router = router.layer(CatchPanicLayer::custom(panicked));
    let router = match state.config.gateway.compress {
        true => router.layer(compress::layer()),
        false => router,
    };
    let around = around::Around::new(state);
    router.layer(from_fn_with_state(around, around::around))
}

fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    let problem = Problem::of(ErrorReason::Internal);
    // The panic hook has logged where; the message may hold a user's words.
    problem.caused_by("a handler panicked").into_response()
}

#[cfg(test)]
mod tests;
