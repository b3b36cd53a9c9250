//! Forms that lose nothing, in a real browser: `browser/forms.test.js`.

use integration_tests::{profiles, stack::Stack};

#[tokio::test(flavor = "multi_thread")]
async fn no_form_loses_a_word_in_a_browser() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let number = profiles::org_number(5300);
    stack.passes("forms.test.js", &[("NUMBER", number)]).await
}
