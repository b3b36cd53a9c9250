//! The log lines: JSON in production, for people elsewhere.

use std::{
    io::{self, IsTerminal as _},
    panic,
};

use tracing::Subscriber;
use tracing_subscriber::{EnvFilter, Layer, registry::LookupSpan};

use crate::config::{Environment, Shared};

pub(super) fn layer<S>(shared: &Shared) -> Box<dyn Layer<S> + Send + Sync>
where
    S: Subscriber + for<'span> LookupSpan<'span>,
{
    // The exporter tells every step of its own at level info. The setting,
    // which was checked when it was read, may still ask for that.
    let filter = EnvFilter::builder().parse_lossy(format!("opentelemetry=warn,{}", shared.log));
    let lines = tracing_subscriber::fmt::layer()
        .with_ansi(io::stderr().is_terminal())
        .with_writer(io::stderr);
    match shared.environment {
        Environment::Production => lines.json().flatten_event(true).with_filter(filter).boxed(),
        Environment::Development | Environment::Test => lines.compact().with_filter(filter).boxed(),
    }
}

/// A panic's message may hold what a person wrote; in production the log says
/// only where it happened.
pub(super) fn keep_panic_messages_private(environment: Environment) {
    match environment {
        Environment::Production => panic::set_hook(Box::new(|panic| {
            let place = panic.location().map(ToString::to_string);
            tracing::error!(place, "panic");
        })),
        Environment::Development | Environment::Test => {}
    }
}
