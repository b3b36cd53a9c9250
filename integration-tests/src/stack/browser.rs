//! Tests that a browser makes beside a stack: the files of `browser/`.

use std::process::Command;

use anyhow::ensure;

use super::Stack;
use crate::tools;

impl Stack {
    /// Runs the tests of one file, with these settings beside `BASE_URL`. It
    /// blocks its thread: the stack's tasks need another one.
    ///
    /// # Errors
    /// A test fails or is left out; the error has its output and the logs.
    pub fn passes(&self, script: &str, settings: &[(&str, String)]) -> anyhow::Result<()> {
        let output = Command::new("node")
            .args(["--test", "--test-reporter=spec"])
            .arg(tools::node("browser")?.join(script))
            .env("BASE_URL", self.public_url())
            .envs(settings.iter().map(|(name, value)| (name, value)))
            .output()?;
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8_lossy(&text);
        let is_whole = output.status.success() && text.contains("skipped 0");
        ensure!(is_whole, "{text}\n{}", self.logs());
        Ok(())
    }
}
