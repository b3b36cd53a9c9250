//! How far an import is, while it runs: a line now and then for whoever waits.

use time::{Duration, OffsetDateTime};

use crate::import::report::Summary;

/// No more than one line in this time.
const PAUSE: Duration = Duration::SECOND;

/// Counts what is done of a file that has so many rows.
pub(super) struct Progress {
    total: u64,
    began: OffsetDateTime,
    said: OffsetDateTime,
}

impl Progress {
    pub(super) fn new(total: u64, now: OffsetDateTime) -> Self {
        Self {
            total,
            began: now,
            said: now,
        }
    }

    /// The line to say now, if one is due.
    pub(super) fn line(&mut self, done: &Summary, now: OffsetDateTime) -> Option<String> {
        if now - self.said < PAUSE {
            return None;
        }
        self.said = now;
        Some(self.in_words(done, now))
    }

    /// How far it is.
    pub(super) fn in_words(&self, done: &Summary, now: OffsetDateTime) -> String {
        let rows = done.rows();
        let millis = u64::try_from((now - self.began).whole_milliseconds()).unwrap_or_default();
        let rate = rows.saturating_mul(1000) / millis.max(1);
        let left = self.total.saturating_sub(rows) / rate.max(1);
        format!(
            "{rows} of {} rows ({} %), {rate} a second, {} with faults, about {left} s left",
            self.total,
            (rows * 100).checked_div(self.total).unwrap_or(100),
            done.with_faults(),
        )
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const NOON: OffsetDateTime = datetime!(2026-11-24 12:00 UTC);

    #[test]
    fn a_line_is_said_once_a_second() {
        let mut progress = Progress::new(10_000, NOON);
        let done = Summary {
            imported: 900,
            refused: 60,
            not_listed: 40,
            ..Summary::default()
        };
        let after = |millis| NOON + Duration::milliseconds(millis);
        assert_eq!(progress.line(&done, after(999)), None);
        assert_eq!(
            progress.line(&done, after(2000)).as_deref(),
            Some("1000 of 10000 rows (10 %), 500 a second, 100 with faults, about 18 s left")
        );
        assert_eq!(progress.line(&done, after(2500)), None);
    }

    #[test]
    fn an_empty_file_is_done_at_once() {
        let progress = Progress::new(0, NOON);
        let said = progress.in_words(&Summary::default(), NOON);
        assert!(said.starts_with("0 of 0 rows (100 %)"), "{said}");
    }
}
