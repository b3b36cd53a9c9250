//! Pages of a search belong to that search.

use std::collections::BTreeSet;

use integration_tests::{profiles, stack::Stack};
use serde_json::Value;

use super::assert_problem;

fn names(body: &Value) -> Vec<String> {
    let found = body["enterprises"].as_array().cloned().unwrap_or_default();
    found
        .iter()
        .filter_map(|it| it["name"].as_str().map(str::to_owned))
        .collect()
}

#[tokio::test]
async fn pages_hold_every_enterprise_once() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    for number in 0..7 {
        stack
            .listed(&profiles::complete(&format!("Nummer {number}"), number))
            .await?;
    }
    let mut seen = Vec::new();
    let mut token = String::new();
    loop {
        let page = stack
            .search(&[("page_size", "3"), ("page_token", &token)])
            .await?;
        assert_eq!(page["total_size"], 7);
        seen.extend(names(&page));
        token = page["next_page_token"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        if token.is_empty() {
            break;
        }
    }
    assert_eq!(seen.len(), 7);
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 7);
    Ok(())
}

#[tokio::test]
async fn a_page_token_of_another_search_is_refused() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    for number in 0..3 {
        stack
            .listed(&profiles::complete(&format!("Nummer {number}"), number))
            .await?;
    }
    let page = stack.search(&[("page_size", "2")]).await?;
    let token = page["next_page_token"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    assert!(!token.is_empty());
    let cut = &token[..token.len() - 1];
    for query in [
        [("county", "14"), ("page_token", token.as_str())],
        [("q", "nummer"), ("page_token", &token)],
        [("sort", "SORT_NEWEST"), ("page_token", &token)],
        [("page_size", "2"), ("page_token", cut)],
        [("page_size", "2"), ("page_token", "nonsense")],
    ] {
        let request = stack.anonymous("GET", "/api/v1/enterprises").query(&query);
        assert_problem(&request.send().await?, 400, "WRONG_PAGE_TOKEN");
    }
    Ok(())
}
