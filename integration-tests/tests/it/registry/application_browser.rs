//! The own enterprise of an ASF in a real browser:
//! `browser/application.test.js`.

use integration_tests::{profiles, stack::Stack};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn an_application_is_written_in_a_browser() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let numbers = json!({"phone": profiles::org_number(5100), "desk": profiles::org_number(5101)});
    stack
        .passes("application.test.js", &[("NUMBERS", numbers.to_string())])
        .await
}
