//! Running the programs that find, bring and set up the servers.

use std::{
    fs::OpenOptions,
    path::{Path, PathBuf},
    process::Stdio,
};

use anyhow::{Context, Result, bail};
use tokio::process::Command;

/// The file of this name in the folders of `PATH`.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// What a command prints, where it ends well.
pub(crate) async fn output(mut command: Command) -> Option<String> {
    command.stdin(Stdio::null()).kill_on_drop(true);
    let output = command.output().await.ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(text)
}

/// Runs a command with its output in a log file.
///
/// # Errors
/// It cannot be started or fails; the error ends with its last line.
pub(crate) async fn run(mut command: Command, log: &Path) -> Result<()> {
    let program = command
        .as_std()
        .get_program()
        .to_string_lossy()
        .into_owned();
    let (out, error) = (log_file(log)?, log_file(log)?);
    let before = std::fs::metadata(log)?.len();
    command.stdin(Stdio::null()).stdout(out).stderr(error);
    let status = command
        .kill_on_drop(true)
        .status()
        .await
        .with_context(|| format!("cannot start {program}"))?;
    if status.success() {
        return Ok(());
    }
    bail!(
        "{program} failed: {} ({})",
        last_line(log, before),
        log.display()
    )
}

/// Whether this process may install Debian's packages.
pub(crate) fn can_apt() -> bool {
    rustix::process::geteuid().is_root() && on_path("apt-get").is_some()
}

/// Installs a package of Debian's.
pub(crate) async fn apt_install(package: &str, log: &Path) -> Result<()> {
    let apt_get = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command.args(arguments);
        command
    };
    run(apt_get(&["update"]), log).await?;
    // A configuration file that is there already stays as it is.
    let keep = "Dpkg::Options::=--force-confold";
    let install = [
        "install",
        "-y",
        "--no-install-recommends",
        "-o",
        keep,
        package,
    ];
    run(apt_get(&install), log).await
}

/// A log file to append to.
pub(crate) fn log_file(log: &Path) -> Result<std::fs::File> {
    if let Some(folder) = log.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut open = OpenOptions::new();
    open.create(true)
        .append(true)
        .open(log)
        .with_context(|| format!("cannot write {}", log.display()))
}

/// The last line that says something, of what was written after `before`.
pub(crate) fn last_line(log: &Path, before: u64) -> String {
    let bytes = std::fs::read(log).unwrap_or_default();
    let start = usize::try_from(before).unwrap_or(0).min(bytes.len());
    let text = String::from_utf8_lossy(&bytes[start..]).into_owned();
    let line = text.lines().map(str::trim).rfind(|line| !line.is_empty());
    line.unwrap_or("it said nothing").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_failure_ends_with_the_last_line_of_the_program() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("log");
        std::fs::write(&log, "from an earlier run\n").unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", "echo first; echo the reason >&2; exit 3"]);
        let error = run(command, &log).await.unwrap_err().to_string();
        assert!(error.starts_with("sh failed: the reason"), "{error}");
        let mut silent = Command::new("sh");
        silent.args(["-c", "exit 1"]);
        let error = run(silent, &log).await.unwrap_err().to_string();
        assert!(error.contains("it said nothing"), "{error}");
    }
}
