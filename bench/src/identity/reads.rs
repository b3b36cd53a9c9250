//! The same list as JSON, read by nobody, by a program with its token, and by a
//! browser with its cookie, in turns.

use std::{cell::Cell, time::Duration};

use crate::{
    cli,
    http::{Connection, request},
    latencies::Latencies,
    load::{Load, Target},
    platform::Platform,
    report::{Table, number, whole},
};

const HEADS: &[&str] = &[
    "Reader",
    "Requests/s",
    "p50 ms",
    "p99 ms",
    "gateway µs",
    "registry µs",
    "Of the anonymous",
];
const PATH: &str = "/api/v1/enterprises?page_size=20";
const CONNECTIONS: usize = 16;

/// One way of asking, over all rounds.
struct Reader {
    name: &'static str,
    latencies: Latencies,
    gateway: Duration,
    registry: Duration,
}

pub(super) async fn measure(platform: &Platform, wanted: &cli::Identity) -> anyhow::Result<()> {
    let reader = |name| -> anyhow::Result<Reader> {
        Ok(Reader {
            name,
            latencies: Latencies::new()?,
            gateway: Duration::ZERO,
            registry: Duration::ZERO,
        })
    };
    let mut readers = [
        reader("nobody")?,
        reader("a bearer token")?,
        reader("a session cookie")?,
    ];
    for _ in 0..wanted.rounds.max(1) {
        for (number, reader) in readers.iter_mut().enumerate() {
            let lines = lines(platform, number);
            reader.read(platform, &lines, wanted.seconds)?;
            // The load held the thread up: what waits is the token's renewal.
            tokio::task::yield_now().await;
        }
    }
    let time = Duration::from_secs(wanted.seconds * u64::try_from(wanted.rounds.max(1))?);
    let anonymous = readers[0].latencies.per_second(time);
    let mut table = Table::new(
        format!("Reading 20 entries as JSON, {CONNECTIONS} connections"),
        HEADS,
    );
    for reader in &readers {
        table.row(reader.row(time, anonymous));
    }
    table.print()
}

/// Header lines of a request.
fn lines(platform: &Platform, number: usize) -> String {
    match number {
        0 => String::new(),
        1 => format!("Authorization: Bearer {}\r\n", platform.token.now()),
        _ => format!("Cookie: __Host-session={}\r\n", platform.staff.session),
    }
}

impl Reader {
    fn read(&mut self, platform: &Platform, lines: &str, seconds: u64) -> anyhow::Result<()> {
        let request = request(PATH, lines);
        let smallest = Connection::open(platform.gateway_address)?
            .send(&request)?
            .size;
        let load = Load {
            address: platform.gateway_address,
            targets: [Target { request, smallest }].into(),
            connections: CONNECTIONS,
            time: Duration::from_secs(seconds),
        };
        let used = [Cell::new(Duration::ZERO), Cell::new(Duration::ZERO)];
        let look = || -> anyhow::Result<()> {
            for (server, used) in [&platform.gateway, &platform.registry].iter().zip(&used) {
                used.set(server.cpu()?.saturating_sub(used.get()));
            }
            Ok(())
        };
        self.latencies.add(&load.closed(look, look)?)?;
        self.gateway += used[0].get();
        self.registry += used[1].get();
        Ok(())
    }

    fn row(&self, time: Duration, anonymous: f64) -> Vec<String> {
        let rate = self.latencies.per_second(time);
        let count = number(self.latencies.count());
        let micros = |cpu: Duration| whole(cpu.as_secs_f64() * 1e6 / count);
        vec![
            self.name.to_owned(),
            whole(rate),
            self.latencies.p50(),
            self.latencies.p99(),
            micros(self.gateway),
            micros(self.registry),
            format!("{:.0} %", rate / anonymous * 100.0),
        ]
    }
}
