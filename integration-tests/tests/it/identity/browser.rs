//! A person's account in a real browser: `browser/account.test.js` and
//! `browser/providers.test.js`.

use std::process::Command;

use integration_tests::{
    stack::{Stack, Wanted},
    tools,
};
use serde_json::json;

use super::oidc::provider::SignInService;

#[tokio::test(flavor = "multi_thread")]
async fn an_account_works_in_a_browser() -> anyhow::Result<()> {
    passes("account.test.js", &[], None).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_service_works_in_a_browser() -> anyhow::Result<()> {
    let people = json!({
        "new": { "email": "new@asf.example", "email_verified": true, "name": "Inköp Nord" },
        "linked": { "email": "linked@asf.example", "email_verified": true },
    });
    let service = SignInService::start(&people, &["city"]).await?;
    let setting = service.setting(&["city"]);
    let identity = [("ASF_IDENTITY_PROVIDERS", setting.as_str())];
    passes("providers.test.js", &identity, Some(&service.issuer)).await
}

/// Runs a script of `browser/` beside a stack that nobody has an account in.
async fn passes(
    script: &str,
    identity: &[(&str, &str)],
    provider: Option<&str>,
) -> anyhow::Result<()> {
    let wanted = Wanted {
        identity,
        nobody: true,
        ..Wanted::default()
    };
    let stack = Stack::with(wanted).await?;
    let output = Command::new("node")
        .args(["--test", "--test-reporter=spec"])
        .arg(tools::node("browser")?.join(script))
        .env("BASE_URL", stack.public_url())
        .env("MAILS", stack.ground.mail_folder())
        .env("PROVIDER", provider.unwrap_or_default())
        .output()?;
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text);
    assert!(output.status.success(), "{text}\n{}", stack.logs());
    assert!(text.contains("pass "), "{text}");
    Ok(())
}
