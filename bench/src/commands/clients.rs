//! Clients that register enterprises, each its next one when the last one is
//! answered.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::Context;
use chassis::clock::Clock;

use crate::{enterprises::Enterprises, latencies::Latencies, platform::Platform, registry::Staff};

const WARM_UP: Duration = Duration::from_secs(2);
/// One connection is what a gateway holds; with many clients there are several
/// gateways.
const CLIENTS_A_CONNECTION: usize = 8;
/// Texts are prepared before, so that the clients cost little.
const BATCHES: u64 = 5;

pub(super) struct Registering {
    enterprises: Arc<Enterprises>,
    /// The number of the next enterprise.
    next: Arc<AtomicU32>,
    connections: Vec<Staff>,
}

impl Registering {
    pub(super) fn of(platform: &Platform) -> anyhow::Result<Self> {
        let today = Clock::system().now().date();
        let connections = (0..CLIENTS_A_CONNECTION).map(|_| Staff::of(platform));
        Ok(Self {
            enterprises: Arc::new(Enterprises::of(BATCHES, today)),
            next: Arc::new(AtomicU32::new(0)),
            connections: connections.collect::<Result<_, _>>()?,
        })
    }

    /// What is answered within `time`, after a warm-up.
    pub(super) async fn run(&self, clients: usize, time: Duration) -> anyhow::Result<Latencies> {
        let from = Instant::now() + WARM_UP;
        let until = from + time;
        let tasks: Vec<_> = (0..clients)
            .map(|nth| {
                let nth = nth / CLIENTS_A_CONNECTION % self.connections.len();
                let staff = self.connections[nth].clone();
                let (enterprises, next) = (Arc::clone(&self.enterprises), Arc::clone(&self.next));
                tokio::spawn(async move { client(staff, &enterprises, &next, from, until).await })
            })
            .collect();
        let mut all = Latencies::new()?;
        for task in tasks {
            all.add(&task.await??)?;
        }
        Ok(all)
    }
}

async fn client(
    mut staff: Staff,
    enterprises: &Enterprises,
    next: &AtomicU32,
    from: Instant,
    until: Instant,
) -> anyhow::Result<Latencies> {
    let mut latencies = Latencies::new()?;
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let profile = enterprises.profile(number);
        let began = Instant::now();
        let answer = staff.register(profile).await;
        answer.context("an enterprise was not registered")?;
        let ended = Instant::now();
        if ended >= until {
            return Ok(latencies);
        }
        if began >= from {
            latencies.record(ended - began);
        }
    }
}
