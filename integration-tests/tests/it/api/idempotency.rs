//! A command with an idempotency key is carried out once.

use std::collections::BTreeSet;

use futures::future::try_join_all;
use integration_tests::{profiles, stack::Stack};
use serde_json::{Value, json};

use super::{assert_names, assert_problem, draft, drafts, nothing, verb};

const KEY: &str = "9b2f3c1e-0d6a-4a52-8c55-2a8f3f0f6d11";

fn register(stack: &Stack, profile: &Value) -> integration_tests::stack::answer::Request {
    let request = stack.staff("POST", "/api/v1/enterprises");
    request.header("idempotency-key", KEY).json(profile)
}

#[tokio::test]
async fn the_same_key_replays_the_same_answer() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let profile = profiles::complete("En gång", 1);
    let first = register(&stack, &profile).send().await?.expect_success()?;
    let again = register(&stack, &profile).send().await?.expect_success()?;
    assert_eq!(first.status, again.status);
    assert_eq!(first.text("/enterprise/id")?, again.text("/enterprise/id")?);
    assert_eq!(first.body["position"], again.body["position"]);
    assert_eq!(drafts(&stack).await?, 1);
    Ok(())
}

#[tokio::test]
async fn the_same_key_with_another_body_is_refused() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    register(&stack, &profiles::complete("Ett", 1))
        .send()
        .await?
        .expect_success()?;
    let answer = register(&stack, &profiles::complete("Två", 2))
        .send()
        .await?;
    assert_problem(&answer, 422, "KEY_REUSED");
    let (id, _) = draft(&stack, &profiles::complete("Tre", 3)).await?;
    let other = stack
        .staff("POST", &verb(&id, "submit"))
        .header("idempotency-key", KEY);
    assert_problem(&other.json(&nothing()).send().await?, 422, "KEY_REUSED");
    assert_eq!(drafts(&stack).await?, 2);
    Ok(())
}

#[tokio::test]
async fn twenty_at_once_are_one() -> anyhow::Result<()> {
    let stack = Stack::of(2).await?;
    let profile = profiles::complete("Tjugo", 1);
    let all = (0..20).map(|number| {
        let request = stack.staff_at(number % 2, "POST", "/api/v1/enterprises");
        let request = request.header("idempotency-key", KEY).json(&profile);
        async move {
            request
                .send()
                .await?
                .expect_success()?
                .text("/enterprise/id")
        }
    });
    let ids: BTreeSet<String> = try_join_all(all).await?.into_iter().collect();
    assert_eq!(ids.len(), 1);
    assert_eq!(drafts(&stack).await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_key_that_is_none_is_refused() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    for key in ["", &"k".repeat(300)] {
        let request = stack
            .staff("POST", "/api/v1/enterprises")
            .header("idempotency-key", key);
        let answer = request.json(&profiles::complete("Ett", 1)).send().await?;
        assert_problem(&answer, 400, "INVALID_FIELDS");
        assert_names(&answer, "Idempotency-Key");
    }
    assert_eq!(drafts(&stack).await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_refused_command_leaves_its_key_free() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (id, _) = draft(&stack, &json!({"name": "Bara ett namn"})).await?;
    let submit = || {
        let request = stack
            .staff("POST", &verb(&id, "submit"))
            .header("idempotency-key", KEY);
        request.json(&nothing()).send()
    };
    assert_problem(&submit().await?, 422, "NOT_COMPLETE");
    let path = format!("/api/v1/enterprises/{id}");
    let patch = stack
        .staff("PATCH", &path)
        .json(&profiles::complete("Nu hel", 1));
    patch.send().await?.expect(200)?;
    submit().await?.expect(200)?;
    Ok(())
}
