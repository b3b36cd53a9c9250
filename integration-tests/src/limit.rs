//! No test waits for ever: what hangs fails, and says where.

use std::{
    fs::File,
    io::Write,
    process::{ExitStatus, Stdio},
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread,
    time::Duration,
};

use anyhow::Context;
use tokio::process::Command;

use crate::until::until_within;

/// Several times what the longest program takes on a busy machine.
const PROGRAM: Duration = Duration::from_secs(10 * 60);
/// More than a program, so that its own error is seen first.
const TEST: Duration = Duration::from_secs(15 * 60);
/// Of `cargo test`, where a test failed.
const FAILED: i32 = 101;

/// A program that has ended.
pub struct Ended {
    pub status: ExitStatus,
    pub stdout: String,
    pub stderr: String,
}

impl Ended {
    /// All that it said.
    #[must_use]
    pub fn said(&self) -> String {
        format!("{}\n{}", self.stdout, self.stderr)
    }
}

/// Runs a program to its end. It writes to files: what it leaves running does
/// not keep us waiting.
///
/// # Errors
/// It cannot be run, or does not end; the error has what it said.
pub async fn run(command: &mut Command) -> anyhow::Result<Ended> {
    let folder = tempfile::tempdir()?;
    let [out, err] = ["out", "err"].map(|name| folder.path().join(name));
    let mut child = command
        .stdin(Stdio::null())
        .stdout(File::create(&out)?)
        .stderr(File::create(&err)?)
        .kill_on_drop(true)
        .spawn()
        .with_context(|| format!("{command:?} cannot be run"))?;
    let ended = until_within(PROGRAM, "it ends", async || Ok(child.try_wait()?)).await;
    let [stdout, stderr] = [out, err].map(|file| {
        let said = std::fs::read(file).unwrap_or_default();
        String::from_utf8_lossy(&said).into_owned()
    });
    let status = ended.with_context(|| format!("{command:?}: {stdout}\n{stderr}"))?;
    Ok(Ended {
        status,
        stdout,
        stderr,
    })
}

/// While it is held, the test that made it has to go on: if it hangs, the
/// process ends and names it, since nothing else could end it.
pub struct Deadline {
    _held: Sender<()>,
}

impl Deadline {
    /// Of the test on this thread.
    #[must_use]
    pub fn of_this_test() -> Self {
        Self::within(TEST, |test| {
            let line =
                format!("error: {test} has hung for {TEST:?}; the other tests are given up\n");
            // Not by a macro, whose lines would be kept for the test's end.
            let _said = std::io::stderr().write_all(line.as_bytes());
            std::process::exit(FAILED);
        })
    }

    fn within(limit: Duration, missed: impl FnOnce(&str) + Send + 'static) -> Self {
        let (held, ended) = channel();
        let test = thread::current().name().unwrap_or("a test").to_owned();
        thread::spawn(move || {
            if ended.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                missed(&test);
            }
        });
        Self { _held: held }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_a_program_says_is_kept() -> anyhow::Result<()> {
        let script = "echo one; echo two >&2; sleep 60 & exit 3";
        let ended = run(Command::new("sh").args(["-c", script])).await?;
        assert_eq!(ended.status.code(), Some(3));
        assert_eq!((&*ended.stdout, &*ended.stderr), ("one\n", "two\n"));
        Ok(())
    }

    #[test]
    fn a_test_that_hangs_is_named_and_another_is_not() -> anyhow::Result<()> {
        let (named, names) = channel();
        let tell = |named: Sender<String>| {
            move |test: &str| {
                // Nobody listens any more once the test is over.
                let _told = named.send(test.to_owned());
            }
        };
        drop(Deadline::within(
            Duration::from_secs(1),
            tell(named.clone()),
        ));
        let hangs = Deadline::within(Duration::from_millis(10), tell(named));
        let name = names.recv_timeout(crate::until::LIMIT)?;
        assert_eq!(Some(&*name), thread::current().name());
        drop(hangs);
        assert!(
            names.recv_timeout(crate::until::LIMIT).is_err(),
            "ended in time"
        );
        Ok(())
    }
}
