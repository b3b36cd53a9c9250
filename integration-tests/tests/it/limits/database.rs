//! A database that is away is one answer everywhere: 503, and when to come
//! again. One that was restored is noticed by every running process.

use anyhow::Context;
use integration_tests::{db::Database, profiles, stack::Stack, until::until};
use serde_json::json;

#[tokio::test]
async fn a_database_that_is_away_is_told_everywhere_and_comes_back() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let id = stack.listed(&profiles::complete("Ett", 1)).await?;
    stack.ground.database.shut().await?;

    let login = json!({"email": "info@finns-inte.example", "password": "a long password"});
    for (what, request) in [
        ("a list", stack.staff("GET", "/api/v1/enterprises:drafts")),
        (
            "a command",
            stack
                .staff("POST", "/api/v1/enterprises")
                .json(&profiles::complete("Två", 2)),
        ),
        (
            "a login",
            stack.anonymous("POST", "/api/v1/sessions").json(&login),
        ),
        ("a page", stack.anonymous("GET", "/asf/ett/historik")),
    ] {
        let answer = request.send().await?;
        assert_eq!(
            answer.status,
            503,
            "{what}: {} {}",
            answer.raw,
            stack.logs()
        );
        let seconds: u64 = answer.header("retry-after").parse().context(what)?;
        assert!((1..=60).contains(&seconds), "{what}: {seconds}");
    }
    // The list itself stands in memory, and is read on.
    let path = format!("/api/v1/enterprises/{id}");
    stack.anonymous("GET", &path).send().await?.expect(200)?;
    until("it is not ready", async || {
        let answer = stack.anonymous("GET", "/readyz").send().await?;
        Ok((answer.status == 503).then_some(()))
    })
    .await?;

    stack.ground.database.open().await?;
    stack.ready(0).await?;
    stack.listed(&profiles::complete("Tre", 3)).await?;
    Ok(())
}

#[tokio::test]
async fn a_restored_database_is_searched_as_it_stands() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    stack.listed(&profiles::complete("Före", 1)).await?;
    let database = &stack.ground.database;
    database.shut().await?;
    let backup = Database::copy_of(database).await?;
    database.open().await?;
    stack.ready(0).await?;
    stack.listed(&profiles::complete("Efteråt", 2)).await?;
    assert_eq!(names(&stack).await?, ["Efteråt", "Före"]);

    database.restore(&backup).await?;
    until("what was not in the backup is gone", async || {
        let names = names(&stack).await.unwrap_or_default();
        Ok((names == ["Före"]).then_some(()))
    })
    .await?;
    // As far as the index had come before, with other events.
    stack.ready(0).await?;
    stack.listed(&profiles::complete("Annat", 3)).await?;
    until("what came since is found", async || {
        Ok((names(&stack).await? == ["Annat", "Före"]).then_some(()))
    })
    .await
}

/// Of all that the search finds.
async fn names(stack: &Stack) -> anyhow::Result<Vec<String>> {
    let found = stack.search(&[]).await?;
    let enterprises = found["enterprises"].as_array();
    let names = enterprises.into_iter().flatten();
    let mut names: Vec<_> = names
        .filter_map(|it| it["name"].as_str().map(str::to_owned))
        .collect();
    names.sort();
    Ok(names)
}
