//! How long many requests took.

use std::time::Duration;

use hdrhistogram::Histogram;

use crate::report;

const LONGEST_NS: u64 = 60_000_000_000;

/// Times to three digits, up to a minute.
pub(crate) struct Latencies(Histogram<u64>);

impl Latencies {
    /// # Errors
    /// Never: the bounds are right.
    pub(crate) fn new() -> anyhow::Result<Self> {
        Ok(Self(Histogram::new_with_bounds(1, LONGEST_NS, 3)?))
    }

    pub(crate) fn record(&mut self, time: Duration) {
        let ns = u64::try_from(time.as_nanos()).unwrap_or(LONGEST_NS);
        self.0.saturating_record(ns.clamp(1, LONGEST_NS));
    }

    /// # Errors
    /// Never: all have the same bounds.
    pub(crate) fn add(&mut self, other: &Self) -> anyhow::Result<()> {
        Ok(self.0.add(&other.0)?)
    }

    pub(crate) fn count(&self) -> u64 {
        self.0.len()
    }

    pub(crate) fn per_second(&self, time: Duration) -> f64 {
        report::number(self.count()) / time.as_secs_f64()
    }

    /// So many percent took at most this long.
    pub(crate) fn percentile(&self, percent: f64) -> Duration {
        Duration::from_nanos(self.0.value_at_quantile(percent / 100.0))
    }

    /// The median in milliseconds, for a table.
    pub(crate) fn p50(&self) -> String {
        report::ms(self.percentile(50.0))
    }

    /// The 99th percentile in milliseconds, for a table.
    pub(crate) fn p99(&self) -> String {
        report::ms(self.percentile(99.0))
    }
}
