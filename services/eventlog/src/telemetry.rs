//! The crate's measures, through OpenTelemetry's global meter: without an
//! exporter they cost next to nothing.

use std::sync::LazyLock;

use opentelemetry::{
    KeyValue, global,
    metrics::{Counter, Gauge, Histogram, Meter},
};

struct Measures {
    commands: Counter<u64>,
    group_size: Histogram<u64>,
    turned_away: Counter<u64>,
    relay_position: Gauge<u64>,
    relay_alarm: Gauge<u64>,
    applied: Counter<u64>,
    parked: Counter<u64>,
}

static MEASURES: LazyLock<Measures> = LazyLock::new(|| {
    let meter: Meter = global::meter("eventlog");
    Measures {
        commands: meter
            .u64_counter("eventlog.commands")
            .with_description("commands that were answered after a commit")
            .build(),
        group_size: meter
            .u64_histogram("eventlog.group.size")
            .with_description("commands in one transaction")
            .build(),
        turned_away: meter
            .u64_counter("eventlog.commands.turned_away")
            .with_description("commands that found the queue full")
            .build(),
        relay_position: meter
            .u64_gauge("eventlog.relay.position")
            .with_description("feed position that the stream holds")
            .build(),
        relay_alarm: meter
            .u64_gauge("eventlog.relay.alarm")
            .with_description(
                "1 while the stream takes nothing, or the relay waits for an operator",
            )
            .build(),
        applied: meter
            .u64_counter("eventlog.projector.applied")
            .with_description("events of others that were applied")
            .build(),
        parked: meter
            .u64_counter("eventlog.projector.parked")
            .with_description("events of others that were parked")
            .build(),
    }
});

pub(crate) fn committed(size: usize) {
    MEASURES.commands.add(size as u64, &[]);
    MEASURES.group_size.record(size as u64, &[]);
}

pub(crate) fn turned_away() {
    MEASURES.turned_away.add(1, &[]);
}

pub(crate) fn relayed(stream: &str, position: u64, alarm: bool) {
    let stream = [KeyValue::new("stream", stream.to_owned())];
    MEASURES.relay_position.record(position, &stream);
    MEASURES.relay_alarm.record(u64::from(alarm), &stream);
}

pub(crate) fn projected(projection: &str, applied: u64, parked: u64) {
    let projection = [KeyValue::new("projection", projection.to_owned())];
    MEASURES.applied.add(applied, &projection);
    if parked > 0 {
        MEASURES.parked.add(parked, &projection);
    }
}
