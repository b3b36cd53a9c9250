//! How often a server is started again before its fault counts as one that a
//! start does not heal.

use std::{collections::VecDeque, time::Duration};

use tokio::time::Instant;

/// So many times within [`WINDOW`].
const MOST: usize = 5;
/// What happened before is another story: a stack may run for months.
const WINDOW: Duration = Duration::from_secs(600);

/// The last restarts of one server.
#[derive(Debug, Default)]
pub(super) struct Restarts(VecDeque<Instant>);

impl Restarts {
    /// Counts one that is about to be made; false where it would be one too
    /// many.
    pub(super) fn allow(&mut self, now: Instant) -> bool {
        self.0.retain(|at| now.duration_since(*at) < WINDOW);
        let allowed = self.0.len() < MOST;
        if allowed {
            self.0.push_back(now);
        }
        allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_ends_now_and_then_is_started_again_for_ever() {
        let (mut restarts, mut now) = (Restarts::default(), Instant::now());
        for _ in 0..50 {
            assert!(restarts.allow(now));
            now += WINDOW / 4;
        }
    }

    #[test]
    fn one_that_ends_again_and_again_has_a_fault() {
        let (mut restarts, now) = (Restarts::default(), Instant::now());
        for second in 0..MOST as u64 {
            assert!(restarts.allow(now + Duration::from_secs(second)));
        }
        assert!(!restarts.allow(now + Duration::from_secs(60)));
        assert!(restarts.allow(now + WINDOW));
    }
}
