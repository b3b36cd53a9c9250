//! The feed has no hole and is read in the order of its commits, whatever
//! writers do.

use std::time::Duration;

use anyhow::ensure;
use eventlog::feed::Feed;
use futures::future;
use sqlx::PgPool;

use crate::eventlog::{
    workshop::{Books, Command},
    world::{World, all_of, id, list_all, patient, request},
};

const WRITERS: u128 = 24;
const EACH: u128 = 10;
const STREAMS: u128 = 8;

/// Every commit takes a while after its rows are written: the moment in which
/// a reader can see a later number before an earlier one.
const DAWDLE: &str = "
    CREATE FUNCTION workshop.dawdle() RETURNS TRIGGER LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_sleep(random() * 0.006); RETURN NULL; END $$;
    CREATE TABLE workshop.plain (position BIGSERIAL PRIMARY KEY);
    CREATE CONSTRAINT TRIGGER dawdle AFTER INSERT ON workshop.plain
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION workshop.dawdle();
    CREATE CONSTRAINT TRIGGER dawdle AFTER INSERT ON workshop.feed
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION workshop.dawdle()";

/// Reads behind the last position until `writers` are done, and once more.
async fn read_along(
    mut behind: impl AsyncFnMut(i64) -> anyhow::Result<Vec<i64>>,
    writers: impl Future<Output = anyhow::Result<()>> + Send + 'static,
) -> anyhow::Result<Vec<i64>> {
    let writing = tokio::spawn(writers);
    let mut seen: Vec<i64> = Vec::new();
    loop {
        let is_done = writing.is_finished();
        seen.extend(behind(seen.last().copied().unwrap_or_default()).await?);
        if is_done {
            writing.await??;
            return Ok(seen);
        }
    }
}

async fn write_plain(pool: PgPool) -> anyhow::Result<()> {
    for _ in 0..EACH {
        sqlx::query("INSERT INTO workshop.plain DEFAULT VALUES")
            .execute(&pool)
            .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_plain_sequence_loses_rows_for_a_reader() -> anyhow::Result<()> {
    let world = World::new().await?;
    world.sql(DAWDLE).await?;
    let pool = world.pool(WRITERS as u32 + 1).await?;
    let writers = future::try_join_all((0..WRITERS).map(|_| write_plain(pool.clone())));
    let seen = read_along(
        async |last| {
            let rows = sqlx::query_scalar(
                "SELECT position FROM workshop.plain WHERE position > $1 ORDER BY position",
            );
            Ok(rows.bind(last).fetch_all(&world.owner).await?)
        },
        async move { writers.await.map(|_| ()) },
    )
    .await?;
    let written = world.number("SELECT count(*) FROM workshop.plain").await?;
    assert!(
        (seen.len() as i64) < written,
        "the control has no gap, so the proof of the feed below proves nothing"
    );
    Ok(())
}

async fn write_public(world: &World, writer: u128) -> anyhow::Result<Vec<(u64, String)>> {
    let slow = Books {
        slow: Duration::from_millis(5),
    };
    let log = world.log_of(slow, patient()).await?;
    let mut written = Vec::new();
    for nth in 0..EACH {
        let name = format!("Workshop of {writer} for the {nth}th time");
        let stream = id((writer + nth) % STREAMS);
        let answer = log
            .execute(request(stream, Command::Rename(name.clone())))
            .await?;
        written.push((answer.position, name));
    }
    Ok(written)
}

async fn positions(feed: &Feed, last: i64) -> anyhow::Result<Vec<i64>> {
    let rows = feed.read(last.unsigned_abs(), 100).await?;
    Ok(rows.iter().map(|row| row.position as i64).collect())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_feed_has_no_gap_for_a_reader() -> anyhow::Result<()> {
    let world = std::sync::Arc::new(World::new().await?);
    world.sql(DAWDLE).await?;
    let log = world.log().await?;
    list_all(&log, 0..STREAMS).await?;
    let feed = log.feed();

    let (answers, answered) = tokio::sync::oneshot::channel();
    let writing = std::sync::Arc::clone(&world);
    let seen = read_along(async |last| positions(&feed, last).await, async move {
        let writers = (0..WRITERS).map(|writer| write_public(&writing, writer));
        let written = future::try_join_all(writers).await?;
        ensure!(answers.send(written).is_ok(), "nobody checks the answers");
        Ok(())
    })
    .await?;
    let expected = (1..=(STREAMS + WRITERS * EACH) as i64).collect::<Vec<_>>();
    assert_eq!(seen, expected, "every position once and in order");

    let rows = all_of(&feed).await?;
    for (position, name) in answered.await?.into_iter().flatten() {
        let row = &rows[position as usize - 1];
        assert!(
            row.data.contains(&name),
            "an answer names another event's position"
        );
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sequences_and_versions_are_dense() -> anyhow::Result<()> {
    let world = World::new().await?;
    world.sql(DAWDLE).await?;
    let log = world.log().await?;
    list_all(&log, 0..STREAMS).await?;
    let writers = (0..WRITERS).map(|writer| write_public(&world, writer));
    future::try_join_all(writers).await?;

    let events = (STREAMS + WRITERS * EACH) as i64;
    let torn = "SELECT count(*) FROM (
                    SELECT FROM workshop.events GROUP BY stream_id
                    HAVING min(version) <> 1 OR max(version) <> count(*)
                ) AS torn";
    assert_eq!(world.number(torn).await?, 0);
    let last = "SELECT max(sequence) FROM workshop.events";
    assert_eq!(world.number(last).await?, events);
    assert_eq!(
        world.number("SELECT count(*) FROM workshop.events").await?,
        events
    );
    let out_of_order = "SELECT count(*) FROM workshop.events AS one
                        JOIN workshop.events AS next USING (stream_id)
                        WHERE one.version < next.version AND one.sequence > next.sequence";
    assert_eq!(world.number(out_of_order).await?, 0);
    let head = "SELECT sequence FROM workshop.log_head";
    assert_eq!(world.number(head).await?, events);
    Ok(())
}
