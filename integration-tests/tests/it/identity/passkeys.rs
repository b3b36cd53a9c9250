//! Passkeys in a real browser: `browser/passkeys.test.js`.

use std::process::Command;

use integration_tests::{stack::Stack, tools};

use super::person::Person;

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_works_in_a_browser() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let me = Person::log_in(&stack, "account").await?;
    let script = tools::node("browser")?.join("passkeys.test.js");
    let output = Command::new("node")
        .args(["--test", "--test-reporter=spec"])
        .arg(script)
        .env("BASE_URL", stack.public_url())
        .env("TOKEN", me.token())
        .output()?;
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text);
    assert!(output.status.success(), "{text}\n{}", stack.logs());
    assert!(text.contains("pass 5"), "{text}");
    Ok(())
}
