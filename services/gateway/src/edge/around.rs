//! The outermost layer: gives a request its id and its trace, writes the
//! problem document where one came back, and logs what failed.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use chassis::clock::Clock;
use chassis::telemetry;
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use opentelemetry::context::FutureExt;
use site::Site;
use tracing::{Instrument, Span};
use tracing_opentelemetry::OpenTelemetrySpanExt;
use web::discreet;
use web::plain_page::plain_page;

use super::compress::weaken_tag;
use super::security::Security;
use crate::error::Problem;
use crate::headers;
use crate::state::AppState;

#[derive(Clone)]
pub(super) struct Around {
    clock: Clock,
    security: Security,
    site: Site,
}

impl Around {
    pub(super) fn new(state: &AppState) -> Self {
        Self {
            clock: state.clock.clone(),
            security: Security::new(state.config.shared.environment),
            site: state.site(),
        }
    }
}

/// What is known of a request before it is handed on.
struct Asked {
    id: String,
    method: Method,
    uri: Uri,
    /// `Accept` and `Referer`, for the page of a refusal.
    headers: HeaderMap,
}

pub(super) async fn around(State(around): State<Around>, request: Request, next: Next) -> Response {
    let asked = Asked::of(&request, &around.clock);
    let mut response = traced(&asked, request, next).await;
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        asked.log(&problem);
        asked.render(&around.site, &problem, &mut response);
    }
    let headers = response.headers_mut();
    weaken_tag(headers);
    around.security.add_to(headers);
    if let Ok(id) = HeaderValue::try_from(asked.id) {
        headers.insert(headers::REQUEST_ID, id);
    }
    response
}

/// Runs the request within the trace that it brought, or in one of its own
/// where traces are collected.
async fn traced(asked: &Asked, request: Request, next: Next) -> Response {
    let trace = telemetry::incoming(request.headers());
    if !telemetry::exporting() {
        return match trace {
            Some(trace) => next.run(request).with_context(trace).await,
            None => next.run(request).await,
        };
    }
    let span = asked.span();
    if let Some(trace) = trace {
        // Fails only for a span that nobody takes up.
        let _ = span.set_parent(trace);
    }
    let response = next.run(request).instrument(span.clone()).await;
    span.record("http.response.status_code", response.status().as_u16());
    response
}

impl Asked {
    fn of(request: &Request, clock: &Clock) -> Self {
        let id = headers::request_id(request.headers()).map(str::to_owned);
        Self {
            id: id.unwrap_or_else(|| clock.new_id().to_string()),
            method: request.method().clone(),
            uri: request.uri().clone(),
            headers: [header::ACCEPT, header::REFERER]
                .into_iter()
                .filter_map(|name| Some((name.clone(), request.headers().get(name)?.clone())))
                .collect(),
        }
    }

    /// Without the query, in which people search for people.
    fn span(&self) -> Span {
        tracing::info_span!(
            "http",
            otel.name = %self.method,
            otel.kind = "server",
            http.request.method = %self.method,
            url.path = discreet::path(self.uri.path()),
            request.id = self.id,
            http.response.status_code = tracing::field::Empty,
        )
    }

    fn log(&self, problem: &Problem) {
        let Some(cause) = &problem.cause else {
            return;
        };
        tracing::warn!(
            request.id = self.id,
            http.request.method = %self.method,
            url.path = discreet::path(self.uri.path()),
            reason = problem.name(),
            cause,
            "a request failed"
        );
    }

    /// Programs get the document, people a page.
    fn render(&self, site: &Site, problem: &Problem, response: &mut Response) {
        let (kind, body) = match self.is_for_people() {
            true => (
                "text/html; charset=utf-8",
                self.page(site, problem.status()),
            ),
            false => (
                "application/problem+json",
                Body::from(problem.document(&self.id)),
            ),
        };
        *response.body_mut() = body;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }

    fn page(&self, site: &Site, status: StatusCode) -> Body {
        match site.refusal(&self.uri, &self.headers, status) {
            Some(page) => page.into_body(),
            None => Body::from(plain_page(status)),
        }
    }

    /// A browser that follows a link asks for a page, even where the link is
    /// one to a file of the API.
    fn is_for_people(&self) -> bool {
        let programs = [
            "/api/",
            "/healthz",
            "/readyz",
            "/asyncapi.json",
            "/.well-known/",
        ];
        let path = self.uri.path();
        let is_file = path.starts_with("/api/") && path.ends_with(":export");
        let accepts = self.headers.get(header::ACCEPT);
        let accepts = accepts.and_then(|accepts| accepts.to_str().ok());
        let by_link = accepts.is_some_and(|accepts| accepts.contains("text/html"));
        (is_file && by_link) || !programs.iter().any(|program| path.starts_with(program))
    }
}
