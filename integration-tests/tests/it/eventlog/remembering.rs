//! What the log keeps: events of every age, snapshots, and nothing changed.

use eventlog::{
    command::{ExecuteError, Request},
    log::Settings,
    migrate::migrate,
    pool,
    schema::Schema,
};
use integration_tests::db::Database;
use kernel::metadata::Metadata;

use crate::eventlog::{
    workshop::{Books, Command, Event, Workshop},
    world::{NOW, World, id, list, patient, request},
};

const OLD_EVENT: &str = r#"
    UPDATE workshop.log_head SET sequence = 1;
    INSERT INTO workshop.events
        (sequence, committed_from, stream_id, version, type, data, metadata, recorded_at)
    VALUES (1, 1, 'workshop/00000000-0000-0000-0000-000000000001', 1, 'Opened',
            '{"title": "Old", "industry": "cafe", "at": "2020-01-01T00:00:00Z"}',
            '{"actor": "system", "at": "2020-01-01T00:00:00Z"}', '2020-01-01')"#;

#[tokio::test]
async fn an_event_of_an_old_shape_is_read_as_todays() -> anyhow::Result<()> {
    let world = World::new().await?;
    world.sql(OLD_EVENT).await?;
    let log = world.log().await?;
    log.execute(request(id(1), Command::Note)).await?;

    let loaded = log.load(id(1)).await?.expect("it has events");
    assert_eq!((loaded.version, loaded.state.name.as_str()), (2, "Old"));
    assert_eq!(loaded.state.industries, ["cafe"]);
    let history = log.history(id(1)).await?;
    assert!(matches!(&history[0].event, Event::Listed { name, .. } if name == "Old"));
    assert_eq!(history[1].event, Event::Noted);
    assert_eq!(history[1].metadata, Metadata::system(NOW));
    Ok(())
}

#[tokio::test]
async fn an_event_that_nobody_can_read_hurts_its_stream_alone() -> anyhow::Result<()> {
    let world = World::new().await?;
    world.sql(OLD_EVENT).await?;
    world
        .sql("UPDATE workshop.events SET type = 'Unheard of'")
        .await?;
    let log = world.log().await?;
    let (broken, whole) = tokio::join!(
        log.execute(request(id(1), Command::Note)),
        log.execute(list(id(2)))
    );
    assert!(
        matches!(&broken, Err(ExecuteError::Corrupt(reason)) if reason.contains("Unheard of")),
        "{broken:?}"
    );
    whole?;
    assert!(log.load(id(3)).await?.is_none());
    Ok(())
}

#[tokio::test]
async fn a_long_stream_is_read_from_its_snapshot() -> anyhow::Result<()> {
    let world = World::new().await?;
    let every_ten = Settings {
        snapshot_every: 10,
        ..patient()
    };
    let log = world.log_of(Books::default(), every_ten).await?;
    log.execute(list(id(1))).await?;
    for _ in 0..24 {
        log.execute(request(id(1), Command::Note)).await?;
    }
    let snapshot = "SELECT version FROM workshop.snapshots";
    assert_eq!(world.number(snapshot).await?, 20);
    let notes = async || anyhow::Ok(log.load(id(1)).await?.expect("it has events").state.notes);
    assert_eq!(notes().await?, 24);

    // A state that no events make shows where the notes are counted from.
    world
        .sql("UPDATE workshop.snapshots SET state = jsonb_set(state, '{notes}', '1000')")
        .await?;
    assert_eq!(notes().await?, 1005);
    world
        .sql("UPDATE workshop.snapshots SET state = '[]'")
        .await?;
    assert_eq!(
        notes().await?,
        24,
        "a snapshot that cannot be read is not used"
    );
    Ok(())
}

#[tokio::test]
async fn a_snapshot_of_another_shape_is_not_read() -> anyhow::Result<()> {
    let world = World::new().await?;
    let always = Settings {
        snapshot_every: 1,
        ..patient()
    };
    let old = world.log_of(Books::<1>::default(), always).await?;
    old.execute(list(id(1))).await?;
    world
        .sql("UPDATE workshop.snapshots SET state = jsonb_set(state, '{notes}', '1000')")
        .await?;
    assert_eq!(old.load(id(1)).await?.expect("events").state.notes, 1000);

    let new = world.log_of(Books::<2>::default(), always).await?;
    assert_eq!(new.load(id(1)).await?.expect("events").state.notes, 0);
    let note: Request<Workshop<2>> = Request {
        id: id(1),
        command: Command::Note,
        expected_version: None,
        idempotency: None,
        metadata: Metadata::system(NOW),
    };
    new.execute(note).await?;
    assert_eq!(new.load(id(1)).await?.expect("events").state.notes, 1);
    let shape = "SELECT shape::BIGINT FROM workshop.snapshots";
    assert_eq!(
        world.number(shape).await?,
        2,
        "replaced by one of today's shape"
    );
    Ok(())
}

#[tokio::test]
async fn a_service_cannot_change_what_has_happened() -> anyhow::Result<()> {
    let world = World::new().await?;
    let pool = world.pool(1).await?;
    world.log().await?.execute(list(id(1))).await?;
    for statement in [
        "UPDATE workshop.events SET version = 2",
        "DELETE FROM workshop.events",
        "TRUNCATE workshop.events",
        "UPDATE workshop.feed SET position = 2",
        "DELETE FROM workshop.feed",
        "UPDATE workshop.commands SET version = 2",
        "DELETE FROM workshop.log_head",
        "DROP TABLE workshop.events",
        "ALTER TABLE workshop.feed DISABLE TRIGGER ALL",
    ] {
        let answer = sqlx::raw_sql(statement).execute(&pool).await;
        let error = answer.err().and_then(|error| error.into_database_error());
        let code = error.as_ref().and_then(|error| error.code());
        assert_eq!(code.as_deref(), Some("42501"), "{statement}: {error:?}");
    }
    Ok(())
}

#[tokio::test]
async fn replicas_may_migrate_at_once() -> anyhow::Result<()> {
    let schema = Schema::parse("fresh")?;
    // Roles belong to the cluster, so the second database meets one that
    // exists, and both at once may be the first.
    let databases = [Database::create().await?, Database::create().await?];
    let one = pool::connect_owner(databases[0].url()).await?;
    let other = pool::connect_owner(databases[1].url()).await?;
    tokio::try_join!(
        migrate(&one, &schema),
        migrate(&one, &schema),
        migrate(&other, &schema),
        migrate(&other, &schema)
    )?;
    migrate(&one, &schema).await?;
    for pool in [one, other] {
        let versions = "SELECT version FROM fresh.log_migrations ORDER BY version";
        let versions: Vec<i32> = sqlx::query_scalar(versions).fetch_all(&pool).await?;
        assert_eq!(versions, [1, 2]);
    }
    Ok(())
}
