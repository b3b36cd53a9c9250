//! A read model is made again while it is written and read.

use std::{sync::Arc, time::Duration};

use eventlog::{
    command::ExecuteError,
    log::{EventLog, Settings as LogSettings},
    rebuild::{RebuildError, Rebuilt, Settings, rebuild, rebuild_with, verify},
};
use futures::future;
use integration_tests::until::until;
use sqlx::{PgPool, Postgres, Transaction};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::eventlog::{
    workshop::{Books, Command, Directory, Refusal},
    world::{World, id, list_all, patient, request},
};

/// Everything that Postgres has of the table beside its rows.
const LOOKS: &str = "
    SELECT string_agg(part, E'\\n' ORDER BY part) FROM (
        SELECT format('%s %s %s', relname, reloptions, ARRAY(
                   SELECT item::TEXT FROM unnest(relacl) AS item ORDER BY 1
               )) AS part FROM pg_class
        WHERE relnamespace = 'workshop'::REGNAMESPACE
        UNION ALL
        SELECT format('%s %s %s', conname, contype, pg_get_constraintdef(oid)) FROM pg_constraint
        WHERE conrelid = 'workshop.directory'::REGCLASS
        UNION ALL
        SELECT pg_get_indexdef(indexrelid) FROM pg_index
        WHERE indrelid = 'workshop.directory'::REGCLASS
        UNION ALL
        SELECT format('%s %s %s', attname, attnotnull, attacl) FROM pg_attribute
        WHERE attrelid = 'workshop.directory'::REGCLASS AND attnum > 0
    ) AS parts";

async fn looks(world: &World) -> anyhow::Result<String> {
    Ok(sqlx::query_scalar(LOOKS).fetch_one(&world.owner).await?)
}

/// Two at a time want the same names, which are freed and taken again.
async fn keep_writing(log: EventLog<Books>, writer: u128, stop: CancellationToken) -> u64 {
    let mut written = 0;
    for round in 0.. {
        if stop.is_cancelled() {
            break;
        }
        let workshop = id(writer * 10 + round % 5);
        let name = format!("Name {}", (writer / 2 + round) % 7);
        let command = match round % 4 {
            0 => Command::List {
                name,
                industry: "cafe",
            },
            1 => Command::Note,
            2 => Command::Rename(name),
            _ => Command::Unlist,
        };
        match log.execute(request(workshop, command)).await {
            Ok(_) => written += 1,
            Err(ExecuteError::Refused(_)) => {}
            Err(error) => panic!("a writer felt the rebuild: {error:?}"),
        }
    }
    written
}

/// By a statement that stays prepared across the swap.
async fn keep_reading(pool: PgPool, stop: CancellationToken) -> Result<usize, sqlx::Error> {
    let mut read = 0;
    while !stop.is_cancelled() {
        let rows: Vec<(Uuid, String, Vec<String>)> =
            sqlx::query_as("SELECT id, name, industries FROM workshop.directory WHERE notes >= $1")
                .bind(0_i64)
                .fetch_all(&pool)
                .await?;
        read += rows.len();
    }
    Ok(read)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rebuild_under_writers_is_equal_to_the_live_model() -> anyhow::Result<()> {
    let world = World::new().await?;
    let replicas = [world.log().await?, world.log().await?];
    list_all(&replicas[0], 1000..1300).await?;
    let before = looks(&world).await?;
    let stop = CancellationToken::new();
    let writers: Vec<_> = (0..8)
        .zip(replicas.iter().cycle())
        .map(|(nth, log)| tokio::spawn(keep_writing(log.clone(), nth, stop.clone())))
        .collect();
    let reader = tokio::spawn(keep_reading(world.pool(2).await?, stop.clone()));

    let narrow = Settings {
        chunk: 7,
        states: 5,
    };
    for settings in [Settings::default(), narrow, Settings::default()] {
        let rebuilt = rebuild_with(&world.owner, &world.schema, &Directory::<1>, settings).await?;
        assert!(rebuilt.events > 300 && rebuilt.rows >= 300, "{rebuilt:?}");
        let verified = verify(&world.owner, &world.schema, &Directory::<1>).await?;
        assert!(verified.is_equal(), "{verified:?}");
    }
    stop.cancel();
    let written: u64 = future::try_join_all(writers).await?.into_iter().sum();
    assert!(written > 100, "the writers did {written} commands");
    assert!(reader.await?? > 300, "the reader saw the table");
    assert_eq!(
        looks(&world).await?,
        before,
        "names, grants and settings stay"
    );
    let taken = Command::List {
        name: format!("Workshop {}", id(1000)),
        industry: "cafe",
    };
    let refused = replicas[1].execute(request(id(9999), taken)).await;
    assert!(
        matches!(refused, Err(ExecuteError::Refused(Refusal::NameTaken))),
        "{refused:?}"
    );
    let verified = verify(&world.owner, &world.schema, &Directory::<1>).await?;
    assert!(verified.is_equal(), "{verified:?}");
    Ok(())
}

/// Rows are written sorted by id, so together these would take a name before
/// it is free.
#[tokio::test]
async fn a_name_that_went_from_one_to_another_is_rebuilt() -> anyhow::Result<()> {
    let world = World::new().await?;
    let log = world.log().await?;
    let rename = |number, name: &str| request(id(number), Command::Rename(name.to_owned()));
    list_all(&log, 1..3).await?;
    for command in [
        rename(1, "First"),
        rename(2, "Second"),
        request(id(1), Command::Note),
        rename(2, "Third"),
        rename(1, "Second"),
    ] {
        log.execute(command).await?;
    }
    for chunk in 1..8 {
        let settings = Settings { chunk, states: 1 };
        rebuild_with(&world.owner, &world.schema, &Directory::<1>, settings).await?;
        let verified = verify(&world.owner, &world.schema, &Directory::<1>).await?;
        assert!(verified.is_equal(), "{chunk}: {verified:?}");
    }
    Ok(())
}

/// Its rows were written together, so the name was free in time.
#[tokio::test]
async fn one_transaction_is_never_rebuilt_in_two_parts() -> anyhow::Result<()> {
    let world = World::new().await?;
    let slow = LogSettings {
        linger: Duration::from_millis(200),
        ..patient()
    };
    let log = world.log_of(Books::default(), slow).await?;
    list_all(&log, 1..3).await?;
    let taking = Command::Rename(format!("Workshop {}", id(1)));
    let (taken, left) = tokio::join!(
        log.execute(request(id(2), taking)),
        log.execute(request(id(1), Command::Unlist))
    );
    assert!(
        taken?.position < left?.position,
        "it was taken before it was free"
    );
    for chunk in 1..6 {
        let settings = Settings { chunk, states: 1 };
        let rebuilt = rebuild_with(&world.owner, &world.schema, &Directory::<1>, settings).await?;
        assert_eq!(rebuilt, Rebuilt { events: 4, rows: 1 }, "{chunk}");
    }
    Ok(())
}

#[tokio::test]
async fn a_check_shows_the_rows_that_somebody_changed() -> anyhow::Result<()> {
    let world = World::new().await?;
    list_all(&world.log().await?, 0..30).await?;
    world
        .sql(
            "UPDATE workshop.directory SET notes = 7
             WHERE id = '00000000-0000-0000-0000-000000000005';
             DELETE FROM workshop.directory WHERE id = '00000000-0000-0000-0000-000000000006';
             INSERT INTO workshop.directory (id, name, industries, notes, version)
             VALUES ('00000000-0000-0000-0000-000000000063', 'Nobody', '{}', 0, 1)",
        )
        .await?;
    let verified = verify(&world.owner, &world.schema, &Directory::<1>).await?;
    assert!(!verified.is_equal());
    assert_eq!((verified.events, verified.rows), (30, 30));
    let shown: Vec<(&str, bool)> = verified
        .differences
        .iter()
        .zip(["0005\"", "0005\"", "0006\"", "0063\""])
        .map(|(line, end)| (&line[..1], line.contains(end)))
        .collect();
    assert_eq!(
        shown,
        [("-", true), ("+", true), ("+", true), ("-", true)],
        "{verified:?}"
    );

    world
        .sql("UPDATE workshop.directory SET version = 9")
        .await?;
    let verified = verify(&world.owner, &world.schema, &Directory::<1>).await?;
    assert_eq!(
        verified.differences.len(),
        19,
        "ten rows, of which one is missing"
    );

    rebuild(&world.owner, &world.schema, &Directory::<1>).await?;
    let verified = verify(&world.owner, &world.schema, &Directory::<1>).await?;
    assert!(
        verified.is_equal() && verified.differences.is_empty(),
        "{verified:?}"
    );
    Ok(())
}

/// A rebuild that cannot end, because somebody reads the table.
async fn start_rebuild(
    world: &Arc<World>,
) -> anyhow::Result<(
    Transaction<'static, Postgres>,
    JoinHandle<Result<Rebuilt, RebuildError>>,
)> {
    list_all(&world.log().await?, 0..200).await?;
    let mut reader = world.owner.begin().await?;
    sqlx::query("SELECT FROM workshop.directory")
        .execute(&mut *reader)
        .await?;
    let running = Arc::clone(world);
    let rebuilding =
        tokio::spawn(
            async move { rebuild(&running.owner, &running.schema, &Directory::<1>).await },
        );
    until("the new table has rows", async || {
        let made = "SELECT count(*) FROM pg_class WHERE relname = 'directory__new'
                    AND pg_relation_size(oid) > 0";
        Ok((world.number(made).await? == 1).then_some(()))
    })
    .await?;
    Ok((reader, rebuilding))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_table_is_rebuilt_by_one_at_a_time() -> anyhow::Result<()> {
    let world = Arc::new(World::new().await?);
    let (reader, rebuilding) = start_rebuild(&world).await?;
    let second = rebuild(&world.owner, &world.schema, &Directory::<1>).await;
    assert!(
        matches!(second, Err(RebuildError::Running(_))),
        "{second:?}"
    );
    let check = verify(&world.owner, &world.schema, &Directory::<1>).await;
    assert!(matches!(check, Err(RebuildError::Running(_))), "{check:?}");
    reader.commit().await?;
    assert_eq!(rebuilding.await??.rows, 200);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_killed_rebuild_left_is_removed() -> anyhow::Result<()> {
    let world = Arc::new(World::new().await?);
    let before = looks(&world).await?;
    let (reader, rebuilding) = start_rebuild(&world).await?;
    rebuilding.abort();
    assert!(rebuilding.await.is_err_and(|it| it.is_cancelled()));
    reader.commit().await?;
    assert_ne!(looks(&world).await?, before, "a table is left behind");

    // The lock goes when Postgres sees that the connection is gone.
    let rebuilt = until("the lock is free", async || {
        match rebuild(&world.owner, &world.schema, &Directory::<1>).await {
            Err(RebuildError::Running(_)) => Ok(None),
            answer => Ok(Some(answer?)),
        }
    })
    .await?;
    assert_eq!((rebuilt.events, rebuilt.rows), (200, 200));
    assert_eq!(looks(&world).await?, before);
    Ok(())
}

#[tokio::test]
async fn a_rebuild_waits_for_a_long_reader() -> anyhow::Result<()> {
    let world = World::new().await?;
    let log = world.log().await?;
    list_all(&log, 0..20).await?;
    let mut reader = world.owner.begin().await?;
    sqlx::query("SELECT FROM workshop.directory")
        .execute(&mut *reader)
        .await?;
    let letting_go = async {
        // Others write meanwhile, though the rebuild stands in the queue.
        for number in 20..60 {
            list_all(&log, number..number + 1).await?;
        }
        reader.commit().await?;
        anyhow::Ok(())
    };
    let rebuilding = async {
        let done = rebuild(&world.owner, &world.schema, &Directory::<1>).await;
        anyhow::Ok(done?)
    };
    let ((), rebuilt) = tokio::try_join!(letting_go, rebuilding)?;
    assert_eq!(rebuilt.events, 60);
    assert!(
        verify(&world.owner, &world.schema, &Directory::<1>)
            .await?
            .is_equal()
    );
    Ok(())
}

#[tokio::test]
async fn a_table_that_others_stand_on_is_left_alone() -> anyhow::Result<()> {
    let world = World::new().await?;
    list_all(&world.log().await?, 0..3).await?;
    for (make, tie) in [
        (
            "CREATE VIEW workshop.names AS SELECT name FROM workshop.directory",
            "the view or rule of workshop.names",
        ),
        (
            "CREATE TABLE workshop.visits (
                 id UUID CONSTRAINT visits_id REFERENCES workshop.directory
             )",
            "the foreign key visits_id",
        ),
    ] {
        world.sql(make).await?;
        let refused = rebuild(&world.owner, &world.schema, &Directory::<1>).await;
        assert!(
            matches!(&refused, Err(RebuildError::Tied { ties, .. }) if ties.contains(tie)),
            "{refused:?}"
        );
    }
    let rows = "SELECT count(*) FROM workshop.directory";
    assert_eq!(world.number(rows).await?, 3);
    Ok(())
}

#[tokio::test]
async fn a_past_that_cannot_be_read_leaves_the_table_as_it_was() -> anyhow::Result<()> {
    let world = World::new().await?;
    list_all(&world.log().await?, 0..3).await?;
    let before = looks(&world).await?;
    for damage in [
        "UPDATE workshop.events SET version = 3 WHERE sequence = 2",
        "UPDATE workshop.events SET type = 'Unheard of' WHERE sequence = 2",
    ] {
        world.sql(damage).await?;
        let refused = rebuild(&world.owner, &world.schema, &Directory::<1>).await;
        assert!(
            matches!(refused, Err(RebuildError::Corrupt(_))),
            "{refused:?}"
        );
    }
    assert_eq!(looks(&world).await?, before, "and no other table is left");
    let rows = "SELECT count(*) FROM workshop.directory";
    assert_eq!(world.number(rows).await?, 3);
    Ok(())
}
