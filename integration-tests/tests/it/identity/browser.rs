//! A person's account in a real browser: `browser/account.test.js` and
//! `browser/providers.test.js`.

use integration_tests::stack::{Stack, Wanted};
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
    let mails = stack.ground.mail_folder().display().to_string();
    let provider = provider.unwrap_or_default().to_owned();
    stack
        .passes(script, &[("MAILS", mails), ("PROVIDER", provider)])
        .await
}
