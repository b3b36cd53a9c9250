//! Tests that a browser makes beside a stack: the files of `browser/`.

use anyhow::{Context, ensure};
use tokio::process::Command;

use super::Stack;
use crate::{limit, tools};

impl Stack {
    /// Runs the tests of one file, with these settings beside `BASE_URL`.
    ///
    /// # Errors
    /// A test fails or is left out; the error has its output and the logs.
    pub async fn passes(&self, script: &str, settings: &[(&str, String)]) -> anyhow::Result<()> {
        let mut tests = Command::new("node");
        tests
            .args(["--test", "--test-reporter=spec"])
            .arg(tools::node("browser")?.join(script))
            .env("BASE_URL", self.public_url())
            .envs(settings.iter().map(|(name, value)| (name, value)));
        let ended = limit::run(&mut tests).await;
        let ended = ended.with_context(|| self.logs())?;
        let is_whole = ended.status.success() && ended.stdout.contains("skipped 0");
        ensure!(is_whole, "{}\n{}", ended.said(), self.logs());
        Ok(())
    }
}
