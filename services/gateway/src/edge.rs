//! What stands around every request: its name and its log line, the headers
//! that protect a browser, and the limits that keep the gateway on its feet.

mod around;
mod compress;
mod host;
mod limits;
mod origin;
mod rate;
pub(crate) mod receive;
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
use receive::Receiving;

/// Adds what guards work: it is applied to everything but the probes, which
/// have to be answered even under load. The last layer is the first to see a
/// request: what is refused by its head alone is refused before its body is
/// read, and a place is taken when all of it is there.
pub(crate) fn guarded(router: Router, state: &AppState) -> anyhow::Result<Router> {
    let gateway = &state.config.gateway;
    let in_flight = InFlight::new(gateway.max_in_flight);
    let receiving = Receiving::new(gateway);
    let router = router
        .layer(from_fn(limits::deadline))
        .layer(from_fn_with_state(in_flight, limits::admit))
        .layer(from_fn_with_state(receiving, receive::whole))
        .layer(from_fn(origin::known))
        .layer(origin::layer(&state.config.shared.public_url)?);
    Ok(match Writes::new(gateway) {
        Some(writes) => router.layer(from_fn_with_state(writes, rate::limit)),
        None => router,
    })
}

/// Adds what HTTP asks of every request.
pub(crate) fn strict(router: Router) -> Router {
    router.layer(from_fn(host::one))
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
