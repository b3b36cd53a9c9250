//! The registry's read model, made again from the events while it is in use,
//! is the one that stands there.

use integration_tests::{profiles, stack::Stack};
use serde_json::json;

async fn some_history(stack: &Stack) -> anyhow::Result<()> {
    for number in 0..12 {
        let id = stack
            .listed(&profiles::complete(&format!("Nummer {number}"), number))
            .await?;
        let path = format!("/api/v1/enterprises/{id}");
        let change = json!({"description": format!("Text {number}.")});
        stack
            .staff("PATCH", &path)
            .json(&change)
            .send()
            .await?
            .expect(200)?;
        let steps: &[&str] = match number % 4 {
            0 => &["unlist"],
            1 => &["unlist", "list"],
            2 => &["close"],
            _ => &[],
        };
        for step in steps {
            let request = stack.staff("POST", &format!("{path}:{step}"));
            request.json(&json!({})).send().await?.expect(200)?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_rebuilt_directory_is_the_live_one() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    some_history(&stack).await?;
    stack
        .run_registry(&["rebuild", "directory", "--verify"])
        .await?;
    let before = stack.search(&[("page_size", "100")]).await?;
    stack.run_registry(&["rebuild", "directory"]).await?;
    stack
        .run_registry(&["rebuild", "directory", "--verify"])
        .await?;
    let after = stack.search(&[("page_size", "100")]).await?;
    assert_eq!(before["enterprises"], after["enterprises"]);
    stack.listed(&profiles::complete("Efteråt", 100)).await?;
    stack
        .run_registry(&["rebuild", "directory", "--verify"])
        .await?;
    Ok(())
}

#[tokio::test]
async fn a_changed_row_is_noticed_and_repaired() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    some_history(&stack).await?;
    let pool = sqlx::PgPool::connect(stack.ground.database.url()).await?;
    sqlx::query(
        "DELETE FROM registry.directory WHERE id = (SELECT id FROM registry.directory LIMIT 1)",
    )
    .execute(&pool)
    .await?;
    let (code, text) = stack
        .try_program("registry", &["rebuild", "directory", "--verify"])
        .await?;
    assert_ne!(code, 0, "{text}");
    stack.run_registry(&["rebuild", "directory"]).await?;
    stack
        .run_registry(&["rebuild", "directory", "--verify"])
        .await?;
    Ok(())
}

#[tokio::test]
async fn a_rebuild_stops_no_writer() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    some_history(&stack).await?;
    let writing = async {
        for number in 50..70 {
            stack
                .listed(&profiles::complete(&format!("Nummer {number}"), number))
                .await?;
        }
        anyhow::Ok(())
    };
    let rebuilding = async {
        for _ in 0..3 {
            stack.run_registry(&["rebuild", "directory"]).await?;
        }
        anyhow::Ok(())
    };
    tokio::try_join!(writing, rebuilding)?;
    stack
        .run_registry(&["rebuild", "directory", "--verify"])
        .await?;
    Ok(())
}
