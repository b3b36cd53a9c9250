//! What a client is told when it asks too much, or when a part of the
//! platform is away.

mod database;
mod wire;

use integration_tests::{profiles, stack::Stack, until::until};

#[tokio::test]
async fn a_client_that_writes_too_much_is_asked_to_wait() -> anyhow::Result<()> {
    let stack = Stack::with_gateway(&[("ASF_GATEWAY_WRITES_PER_SECOND", "1")]).await?;
    let refused = until("the limit is reached", async || {
        let answer = stack
            .anonymous("POST", "/api/v1/enterprises")
            .raw("{}")
            .send()
            .await?;
        Ok((answer.status == 429).then_some(answer))
    })
    .await?;
    assert_eq!(refused.body["reason"], "TOO_MANY_REQUESTS");
    let seconds: u64 = refused.header("retry-after").parse()?;
    assert!((1..=60).contains(&seconds), "{seconds}");
    stack.search(&[]).await?;
    Ok(())
}

#[tokio::test]
async fn a_registry_that_is_away_is_told_and_comes_back() -> anyhow::Result<()> {
    let mut stack = Stack::start().await?;
    stack.listed(&profiles::complete("Ett", 1)).await?;
    stack.registries[0].kill();
    let answer = stack.anonymous("GET", "/api/v1/enterprises").send().await?;
    assert_eq!(answer.status, 503, "{}", answer.raw);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let page = stack.anonymous("GET", "/asf-listan").send().await?;
    assert_eq!(page.status, 503);
    assert!(
        page.header("content-type").starts_with("text/html"),
        "{:?}",
        page.headers
    );
    until("it is seen as not ready", async || {
        let answer = stack.anonymous("GET", "/readyz").send().await?;
        Ok((answer.status == 503).then_some(()))
    })
    .await?;
    stack
        .anonymous("GET", "/healthz")
        .send()
        .await?
        .expect(200)?;
    stack.registries[0].restart().await?;
    stack.ready(0).await?;
    assert_eq!(stack.search(&[]).await?["total_size"], 1);
    Ok(())
}

#[tokio::test]
async fn a_broker_that_is_away_stops_nobody() -> anyhow::Result<()> {
    let mut stack = Stack::start().await?;
    stack.ground.broker.kill();
    stack.listed(&profiles::complete("Ett", 1)).await?;
    assert_eq!(stack.search(&[("q", "ett")]).await?["total_size"], 1);
    stack.registries[0].restart().await?;
    stack.ready(0).await?;
    stack.listed(&profiles::complete("Två", 2)).await?;
    assert_eq!(stack.search(&[]).await?["total_size"], 2);
    Ok(())
}
