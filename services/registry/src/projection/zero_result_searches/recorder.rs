//! Counting beside the searches: one that finds nothing drops a note into a channel
//! and goes on; a task counts them and writes now and then.

use std::{collections::HashMap, time::Duration};

use chassis::clock::Clock;
use eventlog::limit::in_time;
use kernel::{place::CountyCode, stockholm};
use sqlx::PgPool;
use time::{Date, OffsetDateTime};
use tokio::{sync::mpsc, task::JoinHandle};
use tokio_util::sync::CancellationToken;

use crate::projection::zero_result_searches::{
    read::{DAYS, ZeroResultSearches},
    text,
};

/// Searches that wait to be counted; more at once are not counted.
const ROOM: usize = 1000;
/// Between two writes.
const PAUSE: Duration = Duration::from_secs(2);
/// Rows of a day: people do not search for more that is not there, programs do.
const MOST: i64 = 5000;
/// A search in more counties than a region has is one in the country.
const A_REGION: usize = 3;

/// One search that found nothing.
pub(super) struct ZeroResultSearch {
    text: String,
    counties: Vec<CountyCode>,
    at: OffsetDateTime,
}

/// How often, and when last.
type Counts = HashMap<(Date, &'static str, String), (i64, OffsetDateTime)>;

/// The task that writes.
pub(crate) struct Recorder {
    working: CancellationToken,
    task: JoinHandle<()>,
}

impl Recorder {
    pub(crate) fn start(pool: PgPool, clock: Clock) -> (ZeroResultSearches, Self) {
        let (sender, receiver) = mpsc::channel(ROOM);
        let working = CancellationToken::new();
        let recording = record(pool.clone(), clock, receiver, working.clone());
        let task = tokio::spawn(recording);
        (
            ZeroResultSearches::new(pool, sender),
            Self { working, task },
        )
    }

    /// Writes what is there and ends.
    pub(crate) async fn stop(self) {
        self.working.cancel();
        if let Err(error) = self.task.await {
            tracing::error!(%error, "counting searches broke");
        }
    }
}

impl ZeroResultSearches {
    /// Counts a search that found nothing, in the counties that it named:
    /// what was typed, if it tells of nobody, else what was `chosen` of the
    /// lists. Never waits.
    pub(crate) fn note(
        &self,
        (typed, chosen): (&str, &str),
        counties: Vec<CountyCode>,
        at: OffsetDateTime,
    ) {
        let text = match typed {
            "" => text::plain(chosen),
            typed => text::typed(typed),
        };
        if let Some(text) = text {
            // A full channel is no reason to hold a search up.
            let _counted = self
                .sender
                .try_send(ZeroResultSearch { text, counties, at });
        }
    }
}

async fn record(
    pool: PgPool,
    clock: Clock,
    mut receiver: mpsc::Receiver<ZeroResultSearch>,
    until: CancellationToken,
) {
    let mut pruned_on = None;
    loop {
        let pause = tokio::time::sleep(PAUSE);
        let ends = until.run_until_cancelled(pause).await.is_none();
        let mut counts = Counts::new();
        while let Ok(miss) = receiver.try_recv() {
            count(&mut counts, miss);
        }
        if let Err(error) = write(&pool, counts).await {
            tracing::warn!(%error, "searches without a hit are not counted");
        }
        let today = stockholm::today(clock.now());
        if pruned_on != Some(today) && prune(&pool, today).await.is_ok() {
            pruned_on = Some(today);
        }
        if ends {
            return;
        }
    }
}

fn count(counts: &mut Counts, miss: ZeroResultSearch) {
    let day = stockholm::today(miss.at);
    let counties = match miss.counties.as_slice() {
        few if few.len() <= A_REGION => few,
        _many => &[],
    };
    let codes = counties.iter().map(|it| it.as_str());
    let codes = if counties.is_empty() {
        vec![""]
    } else {
        codes.collect()
    };
    for code in codes {
        let counted = counts.entry((day, code, miss.text.clone()));
        let (count, last_at) = counted.or_insert((0, miss.at));
        *count += 1;
        *last_at = miss.at.max(*last_at);
    }
}

async fn write(pool: &PgPool, counts: Counts) -> Result<(), sqlx::Error> {
    if counts.is_empty() {
        return Ok(());
    }
    let (mut days, mut codes, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    let (mut numbers, mut times) = (Vec::new(), Vec::new());
    for ((day, code, text), (number, at)) in counts {
        days.push(day);
        codes.push(code);
        texts.push(text);
        numbers.push(number);
        times.push(at);
    }
    let query = sqlx::query(
        "INSERT INTO registry.misses AS kept (day, county_code, text, count, last_at)
         SELECT day, county_code, text, count, last_at
         FROM unnest($1::DATE[], $2::TEXT[], $3::TEXT[], $4::BIGINT[], $5::TIMESTAMPTZ[])
             AS row (day, county_code, text, count, last_at)
         WHERE (SELECT count(*) FROM registry.misses AS misses WHERE misses.day = row.day) < $6
         -- In one order, so that replicas do not wait for each other in a ring.
         ORDER BY day, county_code, text
         ON CONFLICT (day, county_code, text) DO UPDATE
         SET count = kept.count + excluded.count,
             last_at = GREATEST(kept.last_at, excluded.last_at)",
    )
    .bind(days)
    .bind(codes)
    .bind(texts)
    .bind(numbers)
    .bind(times)
    .bind(MOST);
    in_time(query.execute(pool)).await?;
    Ok(())
}

/// Deletes what is too old.
async fn prune(pool: &PgPool, today: Date) -> Result<(), sqlx::Error> {
    let old = sqlx::query("DELETE FROM registry.misses WHERE day < $1").bind(today - DAYS);
    in_time(old.execute(pool)).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    fn miss(counties: &[&str]) -> ZeroResultSearch {
        ZeroResultSearch {
            text: "tvätt".to_owned(),
            counties: counties
                .iter()
                .map(|code| CountyCode::parse(code).unwrap())
                .collect(),
            at: datetime!(2026-03-01 12:00 UTC),
        }
    }

    fn counted(misses: &[&[&str]]) -> Vec<(&'static str, i64)> {
        let mut counts = Counts::new();
        for counties in misses {
            count(&mut counts, miss(counties));
        }
        let counts = counts.into_iter();
        let mut counts: Vec<_> = counts.map(|((_, code, _), it)| (code, it.0)).collect();
        counts.sort_unstable();
        counts
    }

    #[test]
    fn a_miss_counts_in_each_county_that_was_named() {
        assert_eq!(
            counted(&[&["14"], &["14", "13"], &[]]),
            [("", 1), ("13", 1), ("14", 2)]
        );
    }

    #[test]
    fn a_search_in_half_the_country_belongs_to_no_county() {
        assert_eq!(counted(&[&["14", "13", "12", "10"]]), [("", 1)]);
    }
}
