//! The API is as its OpenAPI document says, for requests that somebody else
//! thinks up: <https://schemathesis.readthedocs.io>.

use std::process::Command;

use integration_tests::{profiles, stack::Stack, tools};

/// What is run, beside address and token.
const RUN: &[&str] = &[
    "--checks=all",
    // A check digit, a code of a place and the state of an enterprise are
    // rules that no schema can tell: what fits the schema may be refused.
    "--exclude-checks=positive_data_acceptance",
    // Its answer has no end; tests/it/sse.rs looks at it.
    "--exclude-path=/api/v1/events",
    // Per operation and phase.
    "--max-examples=25",
    "--seed=2012",
    "--generation-database=none",
    "--request-timeout=20",
    "--no-color",
];

/// Fewer cases would mean that most operations were left out.
const ENOUGH: u32 = 1000;

#[tokio::test]
async fn the_api_is_as_its_document_says() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    for number in 0..5 {
        let profile = profiles::complete(&format!("Nummer {number}"), number);
        stack.listed(&profile).await?;
    }
    let folder = tempfile::tempdir()?;
    let output = Command::new(tools::python()?.join("schemathesis"))
        .current_dir(folder.path())
        .arg("run")
        .arg(format!("{}/api/v1/openapi.json", stack.url(0)))
        .arg(format!("--header=Authorization: Bearer {}", stack.token()))
        .args(RUN)
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{text}\n{errors}\n{}",
        stack.logs()
    );
    let counts = text.lines().find(|line| line.contains(" generated, "));
    let passed = counts.and_then(|line| line.split(", ").nth(1)?.split(' ').next()?.parse().ok());
    assert!(passed.is_some_and(|passed: u32| passed > ENOUGH), "{text}");
    Ok(())
}
