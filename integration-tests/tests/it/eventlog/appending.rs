//! Commands that come at once, twice, too late or with a fault in them.

use std::time::Duration;

use eventlog::{
    command::{ExecuteError, Receipt, Request},
    log::{EventLog, Executed, Settings},
};
use futures::future;

use crate::eventlog::{
    workshop::{Books, Command, Refusal, Workshop},
    world::{World, all_of, id, keyed, list, list_all, patient, request},
};

const EVENTS: &str = "SELECT count(*) FROM workshop.events";

/// All at once, taking turns between the replicas.
async fn at_once(
    replicas: &[EventLog<Books>],
    requests: impl IntoIterator<Item = Request<Workshop>>,
) -> Vec<Executed<Books>> {
    let commands = requests
        .into_iter()
        .zip(replicas.iter().cycle())
        .map(|(request, log)| log.execute(request));
    future::join_all(commands).await
}

fn expecting(version: u64, request: Request<Workshop>) -> Request<Workshop> {
    Request {
        expected_version: Some(version),
        ..request
    }
}

#[tokio::test]
async fn a_version_that_has_passed_is_refused() -> anyhow::Result<()> {
    let world = World::new().await?;
    let log = world.log().await?;
    log.execute(list(id(1))).await?;
    log.execute(expecting(1, request(id(1), Command::Note)))
        .await?;

    let late = log
        .execute(expecting(1, request(id(1), Command::Note)))
        .await;
    assert!(
        matches!(
            late,
            Err(ExecuteError::WrongVersion {
                expected: 1,
                actual: 2
            })
        ),
        "{late:?}"
    );
    let early = log.execute(expecting(1, list(id(2)))).await;
    assert!(
        matches!(
            early,
            Err(ExecuteError::WrongVersion {
                expected: 1,
                actual: 0
            })
        ),
        "{early:?}"
    );
    assert_eq!(world.number(EVENTS).await?, 2);
    Ok(())
}

#[tokio::test]
async fn of_twenty_that_expect_one_version_one_wins() -> anyhow::Result<()> {
    let world = World::new().await?;
    let replicas = [world.log().await?, world.log().await?];
    replicas[0].execute(list(id(1))).await?;

    let notes = (0..20).map(|_| expecting(1, request(id(1), Command::Note)));
    let answers = at_once(&replicas, notes).await;
    let won = answers.iter().filter(|answer| answer.is_ok()).count();
    let lost = answers
        .iter()
        .filter(|answer| matches!(answer, Err(ExecuteError::WrongVersion { actual: 2, .. })))
        .count();
    assert_eq!((won, lost), (1, 19), "{answers:?}");
    Ok(())
}

#[tokio::test]
async fn a_command_that_expects_nothing_is_decided_again() -> anyhow::Result<()> {
    let world = World::new().await?;
    let replicas = [world.log().await?, world.log().await?, world.log().await?];
    replicas[0].execute(list(id(1))).await?;

    let notes = (0..60).map(|_| request(id(1), Command::Note));
    let mut versions = Vec::new();
    for answer in at_once(&replicas, notes).await {
        versions.push(answer?.version);
    }
    versions.sort_unstable();
    assert_eq!(versions, (2..=61).collect::<Vec<u64>>());
    let noted = world.number("SELECT notes FROM workshop.directory").await?;
    assert_eq!(noted, 60, "the read model is written with each event");
    Ok(())
}

/// A caller that repeats a creation gets another id from its server each time.
#[tokio::test]
async fn one_key_twenty_times_at_once_has_one_effect() -> anyhow::Result<()> {
    let world = World::new().await?;
    let replicas = [world.log().await?, world.log().await?];
    for fresh_ids in [false, true] {
        let before = world.number(EVENTS).await?;
        let key = format!("key {fresh_ids}");
        let requests = (0..20).map(|nth| {
            let chosen = if fresh_ids { id(100 + nth) } else { id(1) };
            let name = key.clone();
            let command = Command::List {
                name,
                industry: "cafe",
            };
            keyed(request(chosen, command), &key, 7)
        });
        let mut answers = Vec::new();
        for answer in at_once(&replicas, requests).await {
            answers.push(answer?);
        }
        let as_first = |answer: &Receipt| Receipt {
            replayed: false,
            ..*answer
        };
        let first = as_first(&answers[0]);
        assert!(
            answers.iter().all(|it| as_first(it) == first),
            "{answers:?}"
        );
        let done = answers.iter().filter(|answer| !answer.replayed).count();
        assert_eq!(done, 1, "{answers:?}");
        assert_eq!(world.number(EVENTS).await?, before + 1);
    }
    Ok(())
}

#[tokio::test]
async fn a_key_of_another_request_is_refused() -> anyhow::Result<()> {
    let world = World::new().await?;
    let log = world.log().await?;
    let first = log.execute(keyed(list(id(1)), "key", 1)).await?;
    log.execute(request(id(1), Command::Note)).await?;

    let other = log.execute(keyed(list(id(2)), "key", 2)).await;
    assert!(matches!(other, Err(ExecuteError::KeyReused)), "{other:?}");
    // Also in one group.
    let both = at_once(
        std::slice::from_ref(&log),
        [keyed(list(id(3)), "new", 3), keyed(list(id(4)), "new", 4)],
    )
    .await;
    assert!(both[0].is_ok(), "{both:?}");
    assert!(matches!(both[1], Err(ExecuteError::KeyReused)), "{both:?}");

    let again = log.execute(keyed(list(id(1)), "key", 1)).await?;
    assert_eq!(
        (again.version, again.position),
        (first.version, first.position)
    );
    assert!(again.replayed);
    Ok(())
}

#[tokio::test]
async fn what_was_refused_may_be_tried_again_under_its_key() -> anyhow::Result<()> {
    let world = World::new().await?;
    let log = world.log().await?;
    let rename = || keyed(request(id(1), Command::Rename("New".into())), "key", 1);
    let refused = log.execute(rename()).await;
    assert!(
        matches!(refused, Err(ExecuteError::Refused(Refusal::NotListed))),
        "{refused:?}"
    );
    log.execute(list(id(1))).await?;
    assert!(!log.execute(rename()).await?.replayed);
    Ok(())
}

#[tokio::test]
async fn bad_commands_do_not_hurt_their_group() -> anyhow::Result<()> {
    let world = World::new().await?;
    let slow = Settings {
        linger: Duration::from_millis(100),
        ..patient()
    };
    let log = world.log_of(Books::default(), slow).await?;
    list_all(&log, 1..2).await?;
    let named = |number, name: &str| {
        let name = name.to_owned();
        request(
            id(number),
            Command::List {
                name,
                industry: "cafe",
            },
        )
    };
    let bad = [
        named(201, &format!("Workshop {}", id(1))),
        named(202, "a zero \0 byte"),
        named(203, &"so long ".repeat(40_000)),
        request(id(204), Command::Panic),
        request(id(205), Command::Unlist),
    ];
    let mut requests: Vec<_> = (2..62).map(|number| list(id(number))).collect();
    for (nth, bad) in bad.into_iter().enumerate() {
        requests.insert(nth * 11, bad);
    }

    let mut answers = at_once(std::slice::from_ref(&log), requests).await;
    let bad: Vec<_> = (0..5).rev().map(|nth| answers.remove(nth * 11)).collect();
    assert!(
        matches!(bad[4], Err(ExecuteError::Refused(Refusal::NameTaken))),
        "{bad:?}"
    );
    assert!(matches!(bad[3], Err(ExecuteError::Database(_))), "{bad:?}");
    assert!(matches!(bad[2], Err(ExecuteError::Corrupt(_))), "{bad:?}");
    assert!(matches!(bad[1], Err(ExecuteError::Corrupt(_))), "{bad:?}");
    assert!(
        matches!(bad[0], Err(ExecuteError::Refused(Refusal::NotListed))),
        "{bad:?}"
    );

    assert!(answers.iter().all(Result::is_ok), "{answers:?}");
    let positions: Vec<u64> = all_of(&log.feed())
        .await?
        .iter()
        .map(|it| it.position)
        .collect();
    assert_eq!(positions, (1..=61).collect::<Vec<u64>>());
    let commits = world
        .number("SELECT count(DISTINCT xmin::TEXT) FROM workshop.events")
        .await?;
    assert!(
        commits < 40,
        "61 events came in {commits} commits, which is no group"
    );
    Ok(())
}

#[tokio::test]
async fn a_full_queue_turns_commands_away() -> anyhow::Result<()> {
    let world = World::new().await?;
    let narrow = Settings {
        queue: 4,
        batch: 1,
        ..patient()
    };
    let log = world.log_of(Books::default(), narrow).await?;
    let requests = (0..30).map(|number| list(id(number)));
    let answers = at_once(std::slice::from_ref(&log), requests).await;
    let done = answers.iter().filter(|answer| answer.is_ok()).count();
    let busy = answers
        .iter()
        .filter(|answer| matches!(answer, Err(ExecuteError::Busy)))
        .count();
    assert_eq!(done + busy, 30, "{answers:?}");
    assert!(busy > 0, "a queue of four took thirty");
    assert_eq!(world.number(EVENTS).await?, i64::try_from(done)?);
    Ok(())
}

#[tokio::test]
async fn a_connection_that_was_cut_is_replaced() -> anyhow::Result<()> {
    let world = World::new().await?;
    let log = world.log().await?;
    log.execute(list(id(1))).await?;
    let cut = world
        .number(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
             WHERE datname = current_database() AND application_name = 'workshop'",
        )
        .await?;
    assert!(cut > 0, "the log holds no connection");
    log.execute(list(id(2))).await?;
    Ok(())
}
