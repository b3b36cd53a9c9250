//! The list as it was at the end of a day: an index of its own for each day
//! that is asked for, made from the revisions.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use chassis::clock::Clock;
use eventlog::feed::Feed;
use host::{call::Answer, failure::internal};
use kernel::{
    fault::{ErrorReason, Faults},
    stockholm,
};
use time::{Date, Duration, OffsetDateTime, Time, macros::format_description};

use crate::{
    index_updater,
    projection::revisions::Revisions,
    search::{Finder, IndexChange, IndexFault, engine::Engine},
};

/// Days whose list is kept: each is as big as the list of now.
const KEPT: usize = 4;
/// How long after its end a day may still get what happened in it: a command
/// has its time before it is committed.
const SETTLED: Duration = Duration::minutes(1);

/// A day, how often the database had been restored then, and its list.
type Days = VecDeque<(Date, u64, Arc<Engine>)>;

/// Makes the lists; clones share them.
#[derive(Clone)]
pub(crate) struct AsOf {
    revisions: Revisions,
    feed: Feed,
    clock: Clock,
    /// The last used last.
    kept: Arc<Mutex<Days>>,
    /// One list is made at a time, so that many who ask for many days take no
    /// more memory than one.
    making: Arc<tokio::sync::Mutex<()>>,
}

/// Reads the field `as_of` of a request: a day in Sweden that has ended.
/// Nothing for today too, whose list is the one of now.
pub(super) fn day(text: &str, now: OffsetDateTime, faults: &mut Faults) -> Option<Date> {
    if text.is_empty() {
        return None;
    }
    let format = format_description!("[year]-[month]-[day]");
    let Ok(day) = Date::parse(text, format) else {
        faults.add("as_of", ErrorReason::NotADate, "this is no day, YYYY-MM-DD");
        return None;
    };
    let today = stockholm::today(now);
    if day > today {
        faults.add("as_of", ErrorReason::InFuture, "this day has not been yet");
    }
    (day < today).then_some(day)
}

impl AsOf {
    pub(crate) fn new(revisions: Revisions, feed: Feed, clock: Clock) -> Self {
        Self {
            revisions,
            feed,
            clock,
            kept: Arc::default(),
            making: Arc::default(),
        }
    }

    /// The list at the end of a day.
    pub(super) async fn finder(&self, day: Date) -> Answer<Arc<dyn Finder>> {
        if let Some(list) = self.kept(day) {
            return Ok(list);
        }
        let _turn = self.making.lock().await;
        // Whoever had the turn before may have made the same.
        if let Some(list) = self.kept(day) {
            return Ok(list);
        }
        let restored = self.restored();
        let list = self.make(day).await?;
        if end_of(day) + SETTLED <= self.clock.now() {
            self.keep(day, restored, &list);
        }
        Ok(list)
    }

    fn restored(&self) -> u64 {
        *self.feed.restored().borrow()
    }

    fn kept(&self, day: Date) -> Option<Arc<Engine>> {
        let restored = self.restored();
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(_, then, _)| *then == restored);
        let place = kept.iter().position(|(kept, ..)| *kept == day)?;
        let found = kept.remove(place)?;
        let list = Arc::clone(&found.2);
        kept.push_back(found);
        Some(list)
    }

    fn keep(&self, day: Date, restored: u64, list: &Arc<Engine>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back((day, restored, Arc::clone(list)));
        if kept.len() > KEPT {
            kept.pop_front();
        }
    }

    async fn make(&self, day: Date) -> Answer<Arc<Engine>> {
        let entries = self.revisions.as_of(end_of(day)).await?;
        let made = tokio::task::spawn_blocking(move || {
            let listings = entries.into_iter().filter_map(index_updater::listing::of);
            let put = listings.map(|it| IndexChange::Put(Box::new(it)));
            let list = Engine::new();
            list.apply(put.collect(), 0)?;
            Ok::<_, IndexFault>(Arc::new(list))
        });
        made.await.map_err(internal)?.map_err(internal)
    }
}

/// The first moment after it, in Sweden.
fn end_of(day: Date) -> OffsetDateTime {
    stockholm::moment(day.next_day().unwrap_or(day), Time::MIDNIGHT)
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-05-01 12:00 UTC);

    fn read(text: &str) -> (Option<Date>, Vec<&'static str>) {
        let mut faults = Faults::default();
        let day = day(text, NOW, &mut faults);
        (
            day,
            faults
                .into_vec()
                .into_iter()
                .map(|it| it.rule.as_str_name())
                .collect(),
        )
    }

    #[test]
    fn a_day_that_has_ended_is_read_and_today_is_now() {
        assert_eq!(read("2026-04-30"), (Some(date!(2026 - 04 - 30)), vec![]));
        assert_eq!(read("2026-05-01"), (None, vec![]));
        assert_eq!(read(""), (None, vec![]));
    }

    #[test]
    fn what_is_no_day_and_what_has_not_been_is_told_apart() {
        assert_eq!(read("2026-05-02"), (None, vec!["IN_FUTURE"]));
        for text in ["2026-02-30", "igår", "2026-5-1", "20260501"] {
            assert_eq!(read(text), (None, vec!["NOT_A_DATE"]), "{text}");
        }
    }
}
