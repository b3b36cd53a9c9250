//! Logs, traces and measures of a process: logs to standard error, the rest
//! to an OpenTelemetry collector where one is configured.

mod export;
mod logs;
mod trace;

use std::sync::atomic::{AtomicBool, Ordering};

use tracing_subscriber::{Registry, layer::SubscriberExt, util::SubscriberInitExt};

use crate::config::Shared;

pub use trace::{incoming, traceparent};

use export::Exporters;

/// Asked on every call: without a collector nobody would read the spans.
static EXPORTING: AtomicBool = AtomicBool::new(false);

/// What [`start`] started; [`Telemetry::stop`] sends what is not sent yet.
#[must_use = "spans and measures that are not sent yet are lost without stop()"]
#[derive(Debug)]
pub struct Telemetry(Option<Exporters>);

/// Starts logging and, with `otlp_endpoint` set, exporting; has to be called in
/// a tokio runtime. A second start in one process changes nothing.
pub fn start(service: &'static str, shared: &Shared) -> Telemetry {
    let (exporters, fault) = match shared.otlp_endpoint.as_deref() {
        None => (None, None),
        Some(endpoint) => match Exporters::start(service, endpoint) {
            Ok(exporters) => (Some(exporters), None),
            Err(fault) => (None, Some(fault)),
        },
    };
    let spans = exporters.as_ref().map(Exporters::layer::<Registry>);
    let subscriber = tracing_subscriber::registry()
        .with(spans)
        .with(logs::layer(shared));
    if subscriber.try_init().is_err() {
        return Telemetry(None);
    }
    logs::keep_panic_messages_private(shared.environment);
    if let Some(exporters) = &exporters {
        exporters.install();
        EXPORTING.store(true, Ordering::Relaxed);
    }
    if let Some(fault) = fault {
        tracing::error!(%fault, "traces and measures are not exported");
    }
    Telemetry(exporters)
}

impl Telemetry {
    /// Sends what is not sent yet, for at most some seconds.
    pub async fn stop(self) {
        let Some(exporters) = self.0 else { return };
        EXPORTING.store(false, Ordering::Relaxed);
        // The exporters block until the runtime's other threads have sent
        // their spans: on a runtime thread that would be for ever.
        let stopped = tokio::task::spawn_blocking(move || exporters.stop()).await;
        if let Err(error) = stopped {
            tracing::warn!(%error, "telemetry did not stop in order");
        }
    }
}

/// Whether spans and measures go to a collector.
pub fn exporting() -> bool {
    EXPORTING.load(Ordering::Relaxed)
}
