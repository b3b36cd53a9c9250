//! Servers that hang, fail, redirect or are gone, addresses inside the house,
//! and a registry that dies in the middle.

use std::{collections::BTreeMap, time::Duration};

use integration_tests::{
    profiles,
    until::{until, until_within},
};
use serde_json::json;
use sqlx::PgPool;
use tokio::time::Instant;

use super::{Receiver, command, create, has_state, log, read, receiver::Manner, stack};

/// Far less than a server that hangs is waited for.
const SOON: Duration = Duration::from_secs(10);

/// What was under way at a kill is made again.
const AFTER_A_LEASE: Duration = Duration::from_secs(90);

#[tokio::test]
async fn broken_servers_delay_nobody() -> anyhow::Result<()> {
    let stack = stack().await?;
    let (broken, buyer) = (stack.sample("company").await?, stack.sample("buyer").await?);
    stack.without_quiet_hours(&broken).await?;
    let hanging = Receiver::with(Manner::Hangs).await?;
    let failing = Receiver::with(Manner::Answers(500)).await?;
    let target = Receiver::start().await?;
    let redirecting = Receiver::with(Manner::Redirects(target.url())).await?;
    let gone = Receiver::with(Manner::Answers(410)).await?;
    let mut hooks = Vec::new();
    for receiver in [&hanging, &failing, &redirecting, &gone] {
        hooks.push(create(&stack, &broken, json!({"url": receiver.url()})).await?);
    }
    let good = Receiver::start().await?;
    create(&stack, &buyer, json!({"url": good.url()})).await?;
    for number in 7200..7208 {
        stack.listed(&profiles::complete("Köket", number)).await?;
    }
    let begun = Instant::now();
    good.taken(8).await?;
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());

    hanging.taken(1).await?;
    let waits =
        |all: &[serde_json::Value]| all.iter().all(|it| has_state(it, "WAITING")) && all.len() == 8;
    log(&stack, &broken, &hooks[0], waits).await?;
    for (hook, status) in [(&hooks[1], 500), (&hooks[2], 302)] {
        let tried = |all: &[serde_json::Value]| {
            all.iter()
                .any(|it| it["last_status"] == status && it["last_error"] == "STATUS")
        };
        log(&stack, &broken, hook, tried).await?;
    }
    assert_eq!(target.so_far().len(), 0, "a redirect was followed");
    until("the one that is gone is disabled", async || {
        let webhook = read(&stack, &broken, &hooks[3].path).await?;
        Ok((webhook["disabled"] == true && webhook["disabled_reason"] == "GONE").then_some(()))
    })
    .await?;
    let said = command(&stack, &broken, &format!("{}:test", hooks[3].path)).await?;
    assert_eq!(said.expect(409)?.body["reason"], "WEBHOOK_DISABLED");
    until("its organisation is told by mail", async || {
        let mails = stack.ground.mails()?;
        let told = mails
            .iter()
            .any(|it| it.to == [broken.email.as_str()] && it.text.contains("/konto/webhooks"));
        Ok(told.then_some(()))
    })
    .await
}

#[tokio::test]
async fn nothing_is_sent_into_the_house() -> anyhow::Result<()> {
    let stack = stack().await?;
    let (buyer, inside) = (stack.sample("buyer").await?, Receiver::start().await?);
    for (url, rule) in [
        ("http://10.0.0.5/", "NOT_PUBLIC"),
        ("https://169.254.169.254/latest/meta-data/", "NOT_PUBLIC"),
        ("https://[::1]/", "NOT_PUBLIC"),
        ("https://[::ffff:10.0.0.1]/", "NOT_PUBLIC"),
        ("https://127.0.0.2/", "NOT_PUBLIC"),
        ("http://193.0.6.139/", "NOT_PUBLIC"),
        ("https://a:b@193.0.6.139/", "NOT_PUBLIC"),
        ("ftp://193.0.6.139/", "NOT_PUBLIC"),
        ("in the house", "NOT_A_URL"),
        ("https://no-such-server.example/", "NO_ADDRESS"),
        ("", "REQUIRED"),
    ] {
        let wish = json!({"url": url});
        let asked = stack.by(&buyer, "POST", "/api/v1/webhooks").json(&wish);
        let refused = asked.send().await?.expect(400)?;
        assert_eq!(refused.body["errors"][0]["field"], "url", "{url}");
        assert_eq!(refused.body["errors"][0]["reason"], rule, "{url}");
    }
    // The name leads elsewhere later on: each delivery looks again.
    let hook = create(&stack, &buyer, json!({"url": inside.url()})).await?;
    let pool = PgPool::connect(stack.ground.database.url()).await?;
    sqlx::query("UPDATE registry.webhooks SET url = replace(url, '127.0.0.1', '127.0.0.3')")
        .execute(&pool)
        .await?;
    let sent = command(&stack, &buyer, &format!("{}:test", hook.path)).await?;
    let sent = sent.expect(200)?;
    assert_eq!(sent.text("/delivery/last_error")?, "NOT_ALLOWED");
    assert_eq!(inside.so_far().len(), 0);
    Ok(())
}

#[tokio::test]
async fn what_failed_can_be_sent_again() -> anyhow::Result<()> {
    let stack = stack().await?;
    let (buyer, receiver) = (
        stack.sample("buyer").await?,
        Receiver::with(Manner::RetryAfter(3600)).await?,
    );
    let hook = create(&stack, &buyer, json!({"url": receiver.url()})).await?;
    stack.listed(&profiles::complete("Köket", 7300)).await?;
    let failed = log(&stack, &buyer, &hook, |all| {
        all.first().is_some_and(|it| it["attempts"] == 1)
    });
    let failed = failed.await?.remove(0);
    let next: time::OffsetDateTime = time::OffsetDateTime::parse(
        failed["next_attempt_at"].as_str().unwrap_or_default(),
        &time::format_description::well_known::Rfc3339,
    )?;
    let pause = next - chassis::clock::Clock::system().now();
    assert!(pause > time::Duration::minutes(55), "{pause}");

    receiver.now(Manner::Answers(200));
    // The server's wish for a pause holds for what we send by ourselves.
    let id = failed["id"].as_str().unwrap_or_default();
    let again = format!("{}/deliveries/{id}:resend", hook.path);
    let sent = command(&stack, &buyer, &again).await?.expect(200)?;
    assert_eq!(sent.text("/delivery/state")?, "DELIVERY_STATE_DELIVERED");
    let taken = receiver.taken(2).await?;
    assert_eq!(taken[0].header("webhook-id"), taken[1].header("webhook-id"));
    assert_eq!(taken[0].body, taken[1].body);
    taken[1].is_signed_by(&hook.secret)
}

#[tokio::test]
async fn days_of_failure_disable_and_nothing_that_waited_is_lost() -> anyhow::Result<()> {
    let stack = stack().await?;
    let (buyer, receiver) = (
        stack.sample("buyer").await?,
        Receiver::with(Manner::Answers(500)).await?,
    );
    let hook = create(&stack, &buyer, json!({"url": receiver.url()})).await?;
    stack.listed(&profiles::complete("Köket", 7310)).await?;
    log(&stack, &buyer, &hook, |all| {
        all.first().is_some_and(|it| it["attempts"] == 1)
    })
    .await?;
    // Three days go by.
    let pool = PgPool::connect(stack.ground.database.url()).await?;
    sqlx::query("UPDATE registry.webhooks SET failing_since = now() - INTERVAL '4 days'")
        .execute(&pool)
        .await?;
    sqlx::query(
        "UPDATE registry.webhook_deliveries SET tries = 9, attempts = 9, next_attempt_at = now()",
    )
    .execute(&pool)
    .await?;
    until("it is disabled", async || {
        let webhook = read(&stack, &buyer, &hook.path).await?;
        Ok((webhook["disabled_reason"] == "FAILING").then_some(()))
    })
    .await?;
    // What happens now waits in the feed.
    stack
        .listed(&profiles::complete("Trädgården", 7311))
        .await?;
    receiver.now(Manner::Answers(200));
    let before = receiver.so_far().len();
    command(&stack, &buyer, &format!("{}:enable", hook.path))
        .await?
        .expect(200)?;
    let taken = receiver.taken(before + 2).await?;
    let names: Vec<_> = taken[before..]
        .iter()
        .map(|it| &it.body["data"]["name"])
        .collect();
    assert!(names.contains(&&json!("Köket")) && names.contains(&&json!("Trädgården")));
    Ok(())
}

#[tokio::test]
async fn a_registry_that_dies_in_the_middle_loses_nothing() -> anyhow::Result<()> {
    let mut stack = stack().await?;
    let (buyer, receiver) = (
        stack.sample("buyer").await?,
        Receiver::with(Manner::Slow(Duration::from_millis(400))).await?,
    );
    for number in 7400..7420 {
        stack.listed(&profiles::complete("Köket", number)).await?;
    }
    let wish = json!({
        "url": receiver.url(),
        "event_types": ["asf.registry.v1.EnterpriseListed"],
        "after": "0",
    });
    create(&stack, &buyer, wish).await?;
    receiver.taken(5).await?;
    stack.registries[0].restart().await?;
    stack.ready(0).await?;
    let pool = PgPool::connect(stack.ground.database.url()).await?;
    let (listed, made): (i64, i64) = until("every event has its delivery", async || {
        let counts: (i64, i64) = sqlx::query_as(
            "SELECT (SELECT count(*) FROM registry.feed WHERE type LIKE '%.EnterpriseListed'),
                    (SELECT count(*) FROM registry.webhook_deliveries)",
        )
        .fetch_one(&pool)
        .await?;
        Ok((counts.0 <= counts.1).then_some(counts))
    })
    .await?;
    assert_eq!(listed, made);
    let count = usize::try_from(listed)?;
    let mut times = BTreeMap::new();
    until_within(AFTER_A_LEASE, "all are taken", async || {
        times.clear();
        for taken in receiver.so_far() {
            *times
                .entry(taken.header("webhook-id").to_owned())
                .or_insert(0) += 1;
        }
        Ok((times.len() == count).then_some(()))
    })
    .await?;
    // Only those that were under way at the kill came twice.
    let twice = times.values().filter(|it| **it > 1).count();
    assert!(twice <= 4 && times.values().all(|it| *it <= 2), "{times:?}");
    Ok(())
}
