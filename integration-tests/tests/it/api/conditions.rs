//! Entity tags: what is written from an old state is refused, and what has
//! not changed is not sent again.

use integration_tests::{profiles, stack::Stack};
use serde_json::json;

use super::{assert_problem, draft};

#[tokio::test]
async fn a_stale_if_match_changes_nothing() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (id, first) = draft(&stack, &profiles::complete("Ett", 1)).await?;
    let path = format!("/api/v1/enterprises/{id}");
    let patch = |etag: &str, name: &str| {
        let request = stack.staff("PATCH", &path).header("if-match", etag);
        request.json(&json!({"name": name})).send()
    };
    let changed = patch(&first, "Två").await?.expect(200)?;
    let second = changed.text("/enterprise/etag")?;
    assert_ne!(first, second);
    assert_eq!(changed.header("etag"), second);
    assert_problem(&patch(&first, "Tre").await?, 412, "STALE_ETAG");
    let now = stack.staff("GET", &path).send().await?.expect(200)?;
    assert_eq!(now.text("/profile/name")?, "Två");
    assert_eq!(now.header("etag"), second);
    patch("*", "Fyra").await?.expect(200)?;
    Ok(())
}

#[tokio::test]
async fn a_patch_changes_what_it_names_and_nothing_else() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (id, _) = draft(&stack, &profiles::complete("Ett", 1)).await?;
    let path = format!("/api/v1/enterprises/{id}");
    let patch = json!({"description": "Ny text.", "website": null});
    stack
        .staff("PATCH", &path)
        .json(&patch)
        .send()
        .await?
        .expect(200)?;
    let now = stack.staff("GET", &path).send().await?.expect(200)?;
    assert_eq!(now.text("/profile/description")?, "Ny text.");
    assert_eq!(now.text("/profile/name")?, "Ett");
    assert_eq!(now.text("/profile/activities/0/industry")?, "catering");
    assert!(
        now.body["profile"]["website"]
            .as_str()
            .unwrap_or_default()
            .is_empty()
    );
    Ok(())
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let id = stack.listed(&profiles::complete("Ett", 1)).await?;
    let path = format!("/api/v1/enterprises/{id}");
    let first = stack.anonymous("GET", &path).send().await?.expect(200)?;
    let etag = first.header("etag");
    let again = stack.anonymous("GET", &path).header("if-none-match", etag);
    let again = again.send().await?.expect(304)?;
    assert!(again.raw.is_empty());
    let other = stack
        .anonymous("GET", &path)
        .header("if-none-match", "\"other\"");
    other.send().await?.expect(200)?;
    Ok(())
}
