//! Which path is answered by what.

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, any, get};
use http::{HeaderMap, Request};
use proto::asf::errors::v1::ErrorReason;
use web::documents::Document;

use crate::error::Problem;
use crate::state::AppState;
use crate::{asyncapi, docs, edge, openapi, probes, transcode};

const JSON: &str = "application/json";

pub(crate) fn router(state: AppState) -> anyhow::Result<Router> {
    let work = Router::new()
        .merge(api(&state))
        .with_state(AppState::clone(&state))
        .merge(site::router(state.site()));
    let probes = Router::new()
        .route("/healthz", get(probes::health))
        .route("/readyz", get(probes::ready))
        .with_state(AppState::clone(&state));
    let work = edge::guarded(work, &state)?;
    Ok(edge::surrounded(edge::strict(probes.merge(work)), &state))
}

fn api(state: &AppState) -> Router<AppState> {
    let shared = &state.config.shared;
    let openapi = openapi::document(&state.api, &shared.public_url);
    let page = docs::page(&openapi);
    let events = asyncapi::document(&shared.public_url, broker(&shared.nats_url));
    Router::new()
        .route("/api/v1/openapi.json", document(JSON, openapi.to_string()))
        .route("/api/docs", document("text/html; charset=utf-8", page))
        .route(
            "/api/docs.css",
            document("text/css; charset=utf-8", docs::STYLE),
        )
        .route("/asyncapi.json", document(JSON, events))
        .route("/api/v1/{*path}", any(transcode::handle))
        .route("/.well-known/jwks.json", any(keys))
        .route("/api", any(no_such_path))
        .route("/api/{*path}", any(no_such_path))
}

/// Served as it was made at start.
fn document(kind: &'static str, body: impl Into<bytes::Bytes>) -> MethodRouter<AppState> {
    let document = Document::new(kind, body);
    get(async move |headers: HeaderMap| document.answer(&headers)).fallback(not_allowed)
}

/// The address under which programs look for the keys of tokens.
async fn keys(State(state): State<AppState>, mut request: Request<Body>) -> Response {
    *request.uri_mut() = http::Uri::from_static("/api/v1/keys");
    transcode::handle(State(state), request).await
}

async fn no_such_path() -> impl IntoResponse {
    Problem::of(ErrorReason::NoSuchPath)
}

async fn not_allowed() -> impl IntoResponse {
    let allowed = http::HeaderValue::from_static("GET, HEAD");
    Problem::of(ErrorReason::MethodNotAllowed).with_header(http::header::ALLOW, allowed)
}

/// The first of the brokers' addresses, as host and port.
fn broker(urls: &str) -> &str {
    let first = urls.split(',').next().unwrap_or_default().trim();
    let host = first.split_once("://").map_or(first, |(_, rest)| rest);
    // Never with the credentials that may stand before the host.
    host.rsplit_once('@').map_or(host, |(_, host)| host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subscribers_learn_the_broker_without_its_credentials() {
        assert_eq!(
            broker("nats://a:secret@nats.example:4222,nats://b"),
            "nats.example:4222"
        );
        assert_eq!(broker("127.0.0.1:4222"), "127.0.0.1:4222");
    }
}
