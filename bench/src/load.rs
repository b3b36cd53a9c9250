//! Load on an HTTP server: blocking threads, since a thread that sleeps in the
//! kernel wakes within 0.1 ms, where a timer of the runtime takes one or two.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::bail;

use crate::{http::Connection, latencies::Latencies};

/// Before anything is counted.
const WARM_UP: Duration = Duration::from_secs(1);

/// A request, and what its answer has to be.
#[derive(Clone)]
pub(crate) struct Target {
    pub(crate) request: Vec<u8>,
    /// An answer that is smaller is not the one that was looked at.
    pub(crate) smallest: usize,
}

impl Target {
    fn get(&self, connection: &mut Connection) -> anyhow::Result<()> {
        let answer = connection.send(&self.request)?;
        if answer.status != 200 || answer.size < self.smallest {
            let text = String::from_utf8_lossy(&self.request).into_owned();
            let (status, size) = (answer.status, answer.size);
            bail!("{status} with {size} bytes came to {text}");
        }
        Ok(())
    }
}

/// What the load is put on.
#[derive(Clone)]
pub(crate) struct Load {
    pub(crate) address: SocketAddr,
    pub(crate) targets: Arc<[Target]>,
    pub(crate) connections: usize,
    pub(crate) time: Duration,
}

impl Load {
    /// Every connection sends its next request when its last one is answered.
    /// `begun` and `ended` are called where the counting begins and ends.
    ///
    /// # Errors
    /// An answer is not what it has to be.
    pub(crate) fn closed(
        &self,
        begun: impl FnOnce() -> anyhow::Result<()>,
        ended: impl FnOnce() -> anyhow::Result<()>,
    ) -> anyhow::Result<Latencies> {
        let from = Instant::now() + WARM_UP;
        let until = from + self.time;
        let threads: Vec<_> = (0..self.connections)
            .map(|nth| {
                let load = self.clone();
                thread::spawn(move || load.one_after_the_other(nth, from, until))
            })
            .collect();
        thread::sleep(from.saturating_duration_since(Instant::now()));
        begun()?;
        thread::sleep(until.saturating_duration_since(Instant::now()));
        ended()?;
        merged(threads)
    }

    fn one_after_the_other(
        &self,
        nth: usize,
        from: Instant,
        until: Instant,
    ) -> anyhow::Result<Latencies> {
        let mut latencies = Latencies::new()?;
        let mut connection = Connection::open(self.address)?;
        // Different connections ask for different things at the same time.
        let first = nth * self.targets.len() / self.connections;
        for target in self.targets.iter().cycle().skip(first) {
            let began = Instant::now();
            target.get(&mut connection)?;
            let ended = Instant::now();
            if ended >= until {
                break;
            }
            if began >= from {
                latencies.record(ended - began);
            }
        }
        Ok(latencies)
    }

    /// So many requests a second, each at its time, whether or not the ones
    /// before it are answered. A request's time is counted from the moment
    /// that it was meant to be sent at.
    ///
    /// # Errors
    /// An answer is not what it has to be.
    pub(crate) fn open(&self, per_second: f64) -> anyhow::Result<Latencies> {
        let schedule = Arc::new(Schedule {
            next: AtomicU64::new(0),
            begin: Instant::now() + Duration::from_millis(50),
            every: Duration::from_secs_f64(1.0 / per_second),
        });
        let threads: Vec<_> = (0..self.connections)
            .map(|_| {
                let (load, schedule) = (self.clone(), Arc::clone(&schedule));
                thread::spawn(move || load.at_their_times(&schedule))
            })
            .collect();
        merged(threads)
    }

    fn at_their_times(&self, schedule: &Schedule) -> anyhow::Result<Latencies> {
        let mut latencies = Latencies::new()?;
        let mut connection = Connection::open(self.address)?;
        let count = self.targets.len();
        loop {
            let (nth, at) = schedule.take();
            let since = at.saturating_duration_since(schedule.begin);
            if since >= WARM_UP + self.time {
                return Ok(latencies);
            }
            thread::sleep(at.saturating_duration_since(Instant::now()));
            let target = usize::try_from(nth).unwrap_or_default() % count;
            self.targets[target].get(&mut connection)?;
            if since >= WARM_UP {
                latencies.record(at.elapsed());
            }
        }
    }
}

/// When which request is to be sent.
struct Schedule {
    next: AtomicU64,
    begin: Instant,
    every: Duration,
}

impl Schedule {
    fn take(&self) -> (u64, Instant) {
        let nth = self.next.fetch_add(1, Ordering::Relaxed);
        let turns = u32::try_from(nth).unwrap_or(u32::MAX);
        (nth, self.begin + self.every * turns)
    }
}

type Threads = Vec<thread::JoinHandle<anyhow::Result<Latencies>>>;

fn merged(threads: Threads) -> anyhow::Result<Latencies> {
    let mut all = Latencies::new()?;
    for thread in threads {
        match thread.join() {
            Ok(latencies) => all.add(&latencies?)?,
            Err(_) => bail!("a thread of the load broke down"),
        }
    }
    Ok(all)
}
