//! The API is as its OpenAPI document says, for requests that somebody else
//! thinks up: <https://schemathesis.readthedocs.io>.

use std::process::Command;

use integration_tests::{profiles, stack::Stack, tools};

/// Per operation and phase.
const EXAMPLES: &str = "25";
const SEED: &str = "2012";
/// For the whole run, in seconds.
const LIMIT: &str = "150";

#[tokio::test]
async fn the_api_is_as_its_document_says() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    for number in 0..5 {
        stack
            .listed(&profiles::complete(&format!("Nummer {number}"), number))
            .await?;
    }
    let folder = tempfile::tempdir()?;
    let output = Command::new(tools::python()?.join("schemathesis"))
        .current_dir(folder.path())
        .arg("run")
        .arg(format!("{}/api/v1/openapi.json", stack.url(0)))
        .args([
            "--header",
            &format!("Authorization: Bearer {}", stack.token()),
        ])
        .args([
            "--checks",
            "all",
            "--max-examples",
            EXAMPLES,
            "--seed",
            SEED,
        ])
        .args([
            "--generation-database",
            "none",
            "--max-time",
            LIMIT,
            "--request-timeout",
            "20",
        ])
        // Its answer has no end; tests/it/sse.rs looks at it.
        .args(["--exclude-path", "/api/v1/events"])
        .args(["--no-color", "--workers", "1"])
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{text}\n{errors}\n{}",
        stack.logs()
    );
    assert!(text.contains("No issues found"), "{text}");
    Ok(())
}
