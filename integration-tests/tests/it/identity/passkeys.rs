//! Passkeys in a real browser: `browser/passkeys.test.js`.

use all_in_one::people::samples::password;
use integration_tests::stack::Stack;

use super::person::Person;

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_works_in_a_browser() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let me = Person::log_in(&stack, "account").await?;
    stack
        .passes(
            "passkeys.test.js",
            &[
                ("TOKEN", me.token().to_owned()),
                ("PASSWORD", password("account")),
            ],
        )
        .await
}
