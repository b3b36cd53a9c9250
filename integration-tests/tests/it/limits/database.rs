//! A database that is away is one answer everywhere: 503, and when to come
//! again.

use anyhow::Context;
use integration_tests::{profiles, stack::Stack, until::until};
use serde_json::json;

#[tokio::test]
async fn a_database_that_is_away_is_told_everywhere_and_comes_back() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let id = stack.listed(&profiles::complete("Ett", 1)).await?;
    stack.ground.database.shut().await?;

    let login = json!({"email": "info@finns-inte.example", "password": "a long password"});
    let path = format!("/api/v1/enterprises/{id}");
    for (what, request) in [
        ("a read", stack.anonymous("GET", &path)),
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
        ("a page", stack.anonymous("GET", "/asf/ett")),
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
