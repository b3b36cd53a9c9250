//! Carries the W3C trace context from call to call. It is handed on also where
//! nothing is exported, so that an event tells which call made it.

use http::HeaderMap;
use opentelemetry::{
    Context,
    propagation::{Extractor, TextMapPropagator},
    trace::TraceContextExt,
};
use opentelemetry_sdk::propagation::TraceContextPropagator;

/// The trace that a call belongs to by its `traceparent` header; none if it
/// has no such header or a wrong one.
pub fn incoming(headers: &HeaderMap) -> Option<Context> {
    if !headers.contains_key("traceparent") {
        return None;
    }
    let context =
        TraceContextPropagator::new().extract_with_context(&Context::new(), &Headers(headers));
    context.span().span_context().is_valid().then_some(context)
}

/// The `traceparent` of whatever runs at the moment; none outside of a trace.
pub fn traceparent() -> Option<String> {
    Context::map_current(|context| {
        let span = context.span();
        let span = span.span_context();
        span.is_valid().then(|| {
            let (trace, span, flags) = (span.trace_id(), span.span_id(), span.trace_flags());
            format!("00-{trace}-{span}-{:02x}", flags.to_u8())
        })
    })
}

struct Headers<'a>(&'a HeaderMap);

impl Extractor for Headers<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.to_str().ok()
    }

    fn keys(&self) -> Vec<&str> {
        self.0.keys().map(http::HeaderName::as_str).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRACEPARENT: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    fn headers(traceparent: &str) -> HeaderMap {
        HeaderMap::from_iter([(
            http::HeaderName::from_static("traceparent"),
            traceparent.parse().unwrap(),
        )])
    }

    #[test]
    fn a_trace_that_comes_in_goes_out_again() {
        assert_eq!(traceparent(), None);
        let context = incoming(&headers(TRACEPARENT)).unwrap();
        let _guard = context.attach();
        assert_eq!(traceparent().as_deref(), Some(TRACEPARENT));
    }

    #[test]
    fn a_wrong_or_missing_header_is_no_trace() {
        assert!(incoming(&headers("00-0-0-0")).is_none());
        assert!(incoming(&HeaderMap::new()).is_none());
    }
}
