//! Organisations and the staff's pages in a real browser:
//! `browser/organisations.test.js`.

use std::process::Command;

use integration_tests::{profiles, stack::Stack, tools};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn organisations_and_the_staff_s_pages_work_in_a_browser() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let names = json!({"koket-kajen": "Köket Kajen", "koket-hojden": "Köket Höjden"});
    for (number, name) in [(3000, "Köket Kajen"), (3001, "Köket Höjden")] {
        stack.listed(&profiles::complete(name, number)).await?;
    }
    let script = tools::node("browser")?.join("organisations.test.js");
    let output = Command::new("node")
        .args(["--test", "--test-reporter=spec"])
        .arg(script)
        .env("BASE_URL", stack.public_url())
        .env("NAMES", names.to_string())
        .output()?;
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text);
    assert!(output.status.success(), "{text}\n{}", stack.logs());
    assert!(text.contains("pass 10"), "{text}");
    Ok(())
}
