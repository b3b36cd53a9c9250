//! The secret: shown once, changed without a break, and nowhere else.

use serde_json::json;
use sqlx::PgPool;

use super::{Receiver, command, create, read, stack};

#[tokio::test]
async fn while_a_secret_is_changed_both_sign() -> anyhow::Result<()> {
    let stack = stack().await?;
    let (buyer, receiver) = (stack.sample("buyer").await?, Receiver::start().await?);
    let hook = create(&stack, &buyer, json!({"url": receiver.url()})).await?;
    let test = format!("{}:test", hook.path);
    let sent = command(&stack, &buyer, &test).await?.expect(200)?;
    assert_eq!(sent.text("/delivery/state")?, "DELIVERY_STATE_DELIVERED");
    let rotated = command(&stack, &buyer, &format!("{}:rotateSecret", hook.path)).await?;
    let secret = rotated.expect(200)?.text("/secret")?;
    assert_ne!(secret, hook.secret);
    command(&stack, &buyer, &test).await?.expect(200)?;
    let taken = receiver.taken(2).await?;
    assert_eq!(taken[0].body["type"], "asf.registry.v1.WebhookTest");
    taken[0].is_signed_by(&hook.secret)?;
    assert!(taken[0].is_signed_by(&secret).is_err());
    assert_eq!(taken[1].signatures().len(), 2);
    taken[1].is_signed_by(&hook.secret)?;
    taken[1].is_signed_by(&secret)?;
    // A day later.
    let pool = PgPool::connect(stack.ground.database.url()).await?;
    sqlx::query("UPDATE registry.webhooks SET old_secret_until = now() - INTERVAL '1 second'")
        .execute(&pool)
        .await?;
    command(&stack, &buyer, &test).await?.expect(200)?;
    let taken = receiver.taken(3).await?;
    assert_eq!(taken[2].signatures().len(), 1);
    taken[2].is_signed_by(&secret)?;
    let shown = read(&stack, &buyer, &hook.path).await?;
    assert!(shown.get("old_secret_until").is_none_or(|it| it.is_null()));
    Ok(())
}

#[tokio::test]
async fn a_secret_is_in_no_row_and_no_log() -> anyhow::Result<()> {
    let stack = stack().await?;
    let (buyer, receiver) = (stack.sample("buyer").await?, Receiver::start().await?);
    let hook = create(&stack, &buyer, json!({"url": receiver.url()})).await?;
    command(&stack, &buyer, &format!("{}:test", hook.path))
        .await?
        .expect(200)?;
    let all = read(&stack, &buyer, "/api/v1/webhooks").await?;
    assert!(!all.to_string().contains("whsec_"), "{all}");
    let pool = PgPool::connect(stack.ground.database.url()).await?;
    let key = hook.secret.trim_start_matches("whsec_");
    let rows: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM registry.webhooks
         WHERE position(decode($1, 'base64') IN secret) > 0 OR webhooks::TEXT LIKE '%whsec_%'",
    )
    .bind(key)
    .fetch_one(&pool)
    .await?;
    assert_eq!(rows, 0);
    assert!(!stack.registries[0].log_text().contains(key));
    Ok(())
}
