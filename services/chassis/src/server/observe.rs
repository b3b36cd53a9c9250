//! What is told about a call: a span and a measure where a collector listens,
//! and a line in the log at level debug. Otherwise nothing, since a call has
//! only microseconds to give away.

use std::{sync::LazyLock, time::Instant};

use http::{HeaderMap, Response};
use opentelemetry::{Context, KeyValue, context::FutureExt as _, global, metrics::Histogram};
use tonic::{Code, Status, body::Body};
use tracing::{Instrument as _, Level, Span, field::Empty};
use tracing_opentelemetry::OpenTelemetrySpanExt as _;

use crate::{access::Rpc, telemetry};

static DURATION: LazyLock<Histogram<f64>> = LazyLock::new(|| {
    global::meter("chassis")
        .f64_histogram("rpc.server.call.duration")
        .with_description("time until the answer of a call begins")
        .with_unit("s")
        .build()
});

pub(super) struct Call<'a> {
    rpc: &'a Rpc,
    began: Instant,
    trace: Option<Context>,
    span: Span,
}

impl<'a> Call<'a> {
    pub(super) fn begin(rpc: &'a Rpc, headers: &HeaderMap) -> Self {
        let trace = telemetry::incoming(headers);
        Self {
            rpc,
            began: Instant::now(),
            span: span(rpc, trace.as_ref()),
            trace,
        }
    }

    /// Runs the call within its trace, and tells about it.
    pub(super) async fn watch(self, call: impl Future<Output = Response<Body>>) -> Response<Body> {
        let call = call.instrument(self.span.clone());
        let response = match self.trace.clone() {
            Some(trace) => call.with_context(trace).await,
            None => call.await,
        };
        self.end(&response);
        response
    }

    fn end(&self, response: &Response<Body>) {
        let debug = tracing::enabled!(Level::DEBUG);
        if !debug && !telemetry::exporting() {
            return;
        }
        let code = code(response);
        let seconds = self.began.elapsed().as_secs_f64();
        if telemetry::exporting() {
            self.export(code, seconds);
        }
        let method = self.rpc.path.as_str();
        tracing::debug!(rpc.method = method, rpc.code = ?code, seconds, "call");
    }

    fn export(&self, code: Code, seconds: f64) {
        self.span.record("rpc.grpc.status_code", code as i32);
        if is_ours_to_blame(code) {
            self.span.record("otel.status_code", "ERROR");
        }
        let labels = [
            KeyValue::new("rpc.method", self.rpc.path.clone()),
            KeyValue::new("rpc.grpc.status_code", i64::from(code as i32)),
        ];
        DURATION.record(seconds, &labels);
    }
}

fn span(rpc: &Rpc, trace: Option<&Context>) -> Span {
    if !telemetry::exporting() {
        return Span::none();
    }
    let name = rpc.path.trim_start_matches('/');
    let span = tracing::info_span!(
        "rpc",
        otel.name = name,
        otel.kind = "server",
        otel.status_code = Empty,
        rpc.system = "grpc",
        rpc.method = name,
        rpc.grpc.status_code = Empty,
    );
    if let Some(trace) = trace {
        // Fails only for a span that nobody takes up.
        let _ = span.set_parent(trace.clone());
    }
    span
}

/// A call's outcome; that of a stream is known only at its end, after this.
fn code(response: &Response<Body>) -> Code {
    Status::from_header_map(response.headers()).map_or(Code::Ok, |status| status.code())
}

fn is_ours_to_blame(code: Code) -> bool {
    matches!(
        code,
        Code::Unknown
            | Code::DeadlineExceeded
            | Code::Unimplemented
            | Code::Internal
            | Code::Unavailable
            | Code::DataLoss
    )
}
