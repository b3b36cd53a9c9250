//! The one place that asks the machine for the time and for new ids, so that
//! a test can set both.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use time::OffsetDateTime;
use uuid::{Builder, Uuid};

/// Gives the time and new ids. Clones share one source.
#[derive(Clone)]
pub struct Clock(Source);

#[derive(Clone)]
enum Source {
    System,
    /// So much behind the machine's time.
    Behind(Arc<Mutex<Duration>>),
    Fixed(Arc<Mutex<Fixed>>),
}

struct Fixed {
    now: OffsetDateTime,
    ids: u64,
}

impl Clock {
    /// The machine's time, and random ids.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// The machine's time until it is set back, for a past that samples have.
    pub fn adjustable() -> Self {
        Self(Source::Behind(Arc::default()))
    }

    /// Goes so much behind the machine's time from now on; other clocks take no
    /// orders.
    pub fn set_back(&self, by: Duration) {
        if let Source::Behind(behind) = &self.0 {
            *behind.lock().unwrap_or_else(PoisonError::into_inner) = by;
        }
    }

    /// For tests: stands still until [`Clock::advance`], and counts its ids,
    /// so that the same run gives the same ids.
    pub fn fixed(now: OffsetDateTime) -> Self {
        Self(Source::Fixed(Arc::new(Mutex::new(Fixed { now, ids: 0 }))))
    }

    /// Moves a fixed clock on; the system's clock takes no orders.
    pub fn advance(&self, by: Duration) {
        if let Source::Fixed(fixed) = &self.0 {
            fixed.lock().unwrap_or_else(PoisonError::into_inner).now += by;
        }
    }

    /// The time in UTC.
    pub fn now(&self) -> OffsetDateTime {
        match &self.0 {
            Source::System => system_time(),
            Source::Behind(behind) => {
                system_time() - *behind.lock().unwrap_or_else(PoisonError::into_inner)
            }
            Source::Fixed(fixed) => fixed.lock().unwrap_or_else(PoisonError::into_inner).now,
        }
    }

    /// A UUID of version 7: ids made later sort later.
    pub fn new_id(&self) -> Uuid {
        match &self.0 {
            Source::System | Source::Behind(_) => system_id(),
            Source::Fixed(fixed) => fixed
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .next_id(),
        }
    }
}

impl Fixed {
    fn next_id(&mut self) -> Uuid {
        self.ids += 1;
        let millis = self.now.unix_timestamp_nanos() / 1_000_000;
        let mut count = [0; 10];
        count[2..].copy_from_slice(&self.ids.to_be_bytes());
        Builder::from_unix_timestamp_millis(u64::try_from(millis).unwrap_or(0), &count).into_uuid()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Source::System => out.write_str("Clock::system"),
            Source::Behind(_) => write!(out, "Clock::adjustable({})", self.now()),
            Source::Fixed(_) => write!(out, "Clock::fixed({})", self.now()),
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the clock that everybody else has to ask"
)]
fn system_time() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the clock that everybody else has to ask"
)]
fn system_id() -> Uuid {
    Uuid::now_v7()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_stands_still_until_it_is_advanced() {
        let clock = Clock::fixed(OffsetDateTime::UNIX_EPOCH);
        let copy = clock.clone();
        assert_eq!(copy.now(), OffsetDateTime::UNIX_EPOCH);
        clock.advance(Duration::from_secs(3));
        assert_eq!(copy.now().unix_timestamp(), 3);
    }

    #[test]
    fn a_fixed_clock_gives_the_same_ids_in_every_run() {
        let ids = || {
            let clock =
                Clock::fixed(OffsetDateTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000));
            [clock.new_id(), clock.new_id()]
        };
        let [first, second] = ids();
        assert_eq!(ids(), [first, second]);
        assert!(first < second);
    }

    #[test]
    fn an_adjustable_clock_goes_as_far_behind_as_it_is_told() {
        let clock = Clock::adjustable();
        let copy = clock.clone();
        let day = Duration::from_secs(86_400);
        clock.set_back(day * 2);
        let behind = system_time() - copy.now();
        assert!(behind > day && behind <= day * 2, "{behind}");
        clock.set_back(Duration::ZERO);
        assert!(system_time() - copy.now() < day);
    }

    #[test]
    fn ids_of_both_clocks_are_of_version_7_and_differ() {
        for clock in [Clock::system(), Clock::fixed(system_time())] {
            let id = clock.new_id();
            assert_eq!(id.get_version_num(), 7, "{clock:?}");
            assert_ne!(id, clock.new_id(), "{clock:?}");
        }
    }
}
