//! The JSON API as a client meets it: bad input is told by field and rule, and
//! nothing is half done.

mod conditions;
mod export;
mod idempotency;
mod input;
mod paging;
mod schemathesis;

use integration_tests::stack::{Stack, answer::Answer};
use serde_json::{Value, json};

/// It is a problem document with this status and reason.
#[track_caller]
fn assert_problem(answer: &Answer, status: u16, reason: &str) {
    let shown = format!("{} {}", answer.status, answer.raw);
    assert_eq!(answer.status, status, "{shown}");
    assert_eq!(
        answer.header("content-type"),
        "application/problem+json",
        "{shown}"
    );
    assert_eq!(answer.body["reason"], reason, "{shown}");
    assert_eq!(answer.body["status"], status, "{shown}");
    for text in ["type", "title", "detail"] {
        let value = answer.body[text].as_str().unwrap_or_default();
        assert!(!value.is_empty(), "{text} in {shown}");
    }
}

/// It is a problem that names this field, with a rule in words.
#[track_caller]
fn assert_names(answer: &Answer, field: &str) {
    let faults = answer.body["errors"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let fault = faults.iter().find(|it| it["field"] == field);
    let fault = fault.unwrap_or_else(|| panic!("{field} is not named in {}", answer.raw));
    let reason = fault["reason"].as_str().unwrap_or_default();
    let is_stable =
        !reason.is_empty() && reason.chars().all(|c| c.is_ascii_uppercase() || c == '_');
    assert!(is_stable, "{}", answer.raw);
    assert!(
        fault["detail"].as_str().is_some_and(|it| it.len() > 10),
        "{}",
        answer.raw
    );
}

async fn drafts(stack: &Stack) -> anyhow::Result<u64> {
    let request = stack.staff("GET", "/api/v1/enterprises:drafts");
    let answer = request.send().await?.expect(200)?;
    Ok(answer.body["total_size"].as_u64().unwrap_or(0))
}

/// Registers a draft; its id and its entity tag.
async fn draft(stack: &Stack, profile: &Value) -> anyhow::Result<(String, String)> {
    let answer = stack
        .staff("POST", "/api/v1/enterprises")
        .json(profile)
        .send()
        .await?;
    let answer = answer.expect_success()?;
    Ok((
        answer.text("/enterprise/id")?,
        answer.text("/enterprise/etag")?,
    ))
}

fn verb(id: &str, verb: &str) -> String {
    format!("/api/v1/enterprises/{id}:{verb}")
}

fn nothing() -> Value {
    json!({})
}
