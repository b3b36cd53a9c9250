//! Organisations and the staff's pages in a real browser:
//! `browser/organisations.test.js`.

use integration_tests::{profiles, stack::Stack};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn organisations_and_the_staff_s_pages_work_in_a_browser() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let names = json!({"koket-kajen": "Köket Kajen", "koket-hojden": "Köket Höjden"});
    for (number, name) in [(3000, "Köket Kajen"), (3001, "Köket Höjden")] {
        stack.listed(&profiles::complete(name, number)).await?;
    }
    stack
        .passes("organisations.test.js", &[("NAMES", names.to_string())])
        .await
}
