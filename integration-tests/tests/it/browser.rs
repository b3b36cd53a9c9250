//! The list in a real browser: `browser/list.test.js`, beside a stack with
//! the samples that a newcomer sees.

use all_in_one::samples::{self, load::Loader};
use chassis::clock::Clock;
use integration_tests::{stack::Stack, until::until};

#[tokio::test(flavor = "multi_thread")]
async fn the_list_works_in_a_browser() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let registry = stack.registries[0].address();
    let channel = stack.ground.channel("gateway", "registry", registry)?;
    let identity = stack.identities[0].address();
    let identity = stack.ground.channel("gateway", "identity", identity)?;
    let batch = "browser".to_owned();
    let loader = Loader::new((channel, identity), stack.token(), batch, samples::COUNT);
    let today = Clock::system().now().date();
    let profiles = samples::generate(samples::COUNT, samples::SEED, today);
    loader.list_all(&profiles).await?;
    until("all samples are found", async || {
        let found = stack.search(&[]).await?;
        Ok((found["total_size"] == samples::COUNT).then_some(()))
    })
    .await?;
    stack.passes("list.test.js", &[]).await
}
