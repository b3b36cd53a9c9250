//! Running the programs of the workspace with the settings of a stack.

use std::path::PathBuf;

use anyhow::{Context, bail};

use crate::{limit, stack::Stack};

impl Stack {
    /// Runs a sub-command of the registry to its end; what it printed.
    ///
    /// # Errors
    /// It ends with a fault.
    pub async fn run_registry(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let (code, text) = self.try_program("registry", arguments).await?;
        if code != 0 {
            bail!("registry {arguments:?} ended with {code}: {text}");
        }
        Ok(text)
    }

    /// Runs a sub-command of a service to its end: its exit code and what it
    /// printed.
    ///
    /// # Errors
    /// It cannot be run.
    pub async fn try_program(
        &self,
        name: &str,
        arguments: &[&str],
    ) -> anyhow::Result<(i32, String)> {
        let ended = limit::run(&mut self.command(name, arguments)?).await?;
        let text = ended.stdout + &ended.stderr;
        Ok((ended.status.code().unwrap_or(-1), text))
    }

    /// A program with the settings of this stack, as the owner of the database
    /// runs it.
    ///
    /// # Errors
    /// It is not built.
    pub fn command(
        &self,
        name: &str,
        arguments: &[&str],
    ) -> anyhow::Result<tokio::process::Command> {
        let mut command = tokio::process::Command::new(binary(name)?);
        command.args(arguments);
        command.envs(self.ground.settings_of_owner(name)?);
        command.envs(self.common(&[]));
        Ok(command)
    }
}

/// A program of the workspace, built beside this test.
///
/// # Errors
/// It is not built.
pub fn binary(name: &str) -> anyhow::Result<PathBuf> {
    let test = std::env::current_exe()?;
    let mut folders = test.ancestors().skip(1);
    let folder = folders.find(|folder| !folder.ends_with("deps"));
    let path = folder
        .context("tests lie in target/<profile>/deps")?
        .join(name);
    if !path.exists() {
        bail!(
            "{} is not built: run scripts/test, or `cargo build --workspace --bins` first",
            path.display()
        );
    }
    Ok(path)
}
