//! The API is as its OpenAPI document says, for requests that somebody else
//! thinks up: <https://schemathesis.readthedocs.io>. Of all tests this takes
//! longest; its name lets it start among the first, so that none waits for it.

use all_in_one::people::samples::STAFF;
use integration_tests::{limit, profiles, stack::Stack, tools};
use tokio::process::Command;

/// What is run, beside the address; `schemathesis/staff.py` brings the token.
const RUN: &[&str] = &[
    "--checks=all",
    // A check digit, a code of a place and the state of an enterprise are
    // rules that no schema can tell: what fits the schema may be refused.
    "--exclude-checks=positive_data_acceptance",
    // Its answer has no end; tests/it/sse.rs looks at it.
    "--exclude-path=/api/v1/events",
    // It finds the session that it uses, and ends it.
    "--exclude-name=DELETE /api/v1/sessions/{id}",
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
    // It guesses passwords too, and one who guesses is slowed.
    let stack = Stack::with_identity(&[("ASF_IDENTITY_FAILED_LOGINS_A_MINUTE", "1000000")]).await?;
    let staff = stack.sample(STAFF).await?;
    for number in 0..5 {
        let profile = profiles::complete(&format!("Nummer {number}"), number);
        stack.listed(&profile).await?;
    }
    let folder = tempfile::tempdir()?;
    let mut schemathesis = Command::new(tools::python()?.join("schemathesis"));
    schemathesis
        .current_dir(folder.path())
        .arg("run")
        .arg(format!("{}/api/v1/openapi.json", stack.url(0)))
        .env("PYTHONPATH", tools::folder("schemathesis"))
        .env("SCHEMATHESIS_HOOKS", "staff")
        .env("ASF_TEST_URL", stack.url(0))
        .env("ASF_TEST_SESSION", &staff.session)
        .args(RUN);
    let ended = limit::run(&mut schemathesis).await?;
    assert!(ended.status.success(), "{}\n{}", ended.said(), stack.logs());
    let text = ended.stdout;
    let counts = text.lines().find(|line| line.contains(" generated, "));
    let passed = counts.and_then(|line| line.split(", ").nth(1)?.split(' ').next()?.parse().ok());
    assert!(passed.is_some_and(|passed: u32| passed > ENOUGH), "{text}");
    Ok(())
}
