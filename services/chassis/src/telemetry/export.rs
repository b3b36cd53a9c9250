//! Sends spans and measures to an OpenTelemetry collector by OTLP over gRPC.

use std::time::Duration;

use opentelemetry::{global, trace::TracerProvider};
use opentelemetry_otlp::{ExporterBuildError, MetricExporter, SpanExporter, WithExportConfig};
use opentelemetry_sdk::{Resource, metrics::SdkMeterProvider, trace::SdkTracerProvider};
use tracing::{Level, Metadata, Subscriber};
use tracing_subscriber::{Layer, filter::filter_fn, registry::LookupSpan};

const EXPORT_LIMIT: Duration = Duration::from_secs(5);

/// The exporter's own calls: to trace them would make new ones without end.
const NOT_EXPORTED: [&str; 5] = ["h2", "hyper", "tonic", "tower", "opentelemetry"];

#[derive(Debug)]
pub(super) struct Exporters {
    spans: SdkTracerProvider,
    measures: SdkMeterProvider,
}

impl Exporters {
    pub(super) fn start(service: &'static str, endpoint: &str) -> Result<Self, ExporterBuildError> {
        let resource = Resource::builder().with_service_name(service).build();
        let spans = SpanExporter::builder()
            .with_tonic()
            .with_endpoint(endpoint)
            .with_timeout(EXPORT_LIMIT)
            .build()?;
        let measures = MetricExporter::builder()
            .with_tonic()
            .with_endpoint(endpoint)
            .with_timeout(EXPORT_LIMIT)
            .build()?;
        Ok(Self {
            spans: SdkTracerProvider::builder()
                .with_batch_exporter(spans)
                .with_resource(resource.clone())
                .build(),
            measures: SdkMeterProvider::builder()
                .with_periodic_exporter(measures)
                .with_resource(resource)
                .build(),
        })
    }

    pub(super) fn layer<S>(&self) -> Box<dyn Layer<S> + Send + Sync>
    where
        S: Subscriber + for<'span> LookupSpan<'span> + Send + Sync,
    {
        tracing_opentelemetry::layer()
            .with_tracer(self.spans.tracer("chassis"))
            .with_filter(filter_fn(is_exported))
            .boxed()
    }

    pub(super) fn install(&self) {
        global::set_meter_provider(self.measures.clone());
    }

    /// Blocks until everything is sent or the time is up.
    pub(super) fn stop(self) {
        for stopped in [
            self.spans.shutdown_with_timeout(EXPORT_LIMIT),
            self.measures.shutdown_with_timeout(EXPORT_LIMIT),
        ] {
            if let Err(error) = stopped {
                tracing::warn!(%error, "the last spans or measures were not sent");
            }
        }
    }
}

fn is_exported(metadata: &Metadata<'_>) -> bool {
    let foreign = NOT_EXPORTED
        .iter()
        .any(|name| metadata.target().starts_with(name));
    *metadata.level() <= Level::INFO && !foreign
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exporters_own_calls_are_not_exported() {
        let ours = tracing::info_span!("call");
        let theirs = tracing::info_span!(target: "h2::client", "call");
        // Without a subscriber the spans are disabled, but know what they are.
        let exported = |span: &tracing::Span| span.metadata().map(is_exported);
        assert_eq!(exported(&ours), Some(true));
        assert_eq!(exported(&theirs), Some(false));
    }
}
