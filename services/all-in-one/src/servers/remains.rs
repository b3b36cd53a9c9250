//! What an earlier start left behind: a server still running, or a pid file
//! of one that is gone.

use std::{path::Path, time::Duration};

use anyhow::{Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use tokio::{process::Command, time::Instant};

use crate::servers::tool;

/// How often a stopping process is looked at.
const LOOK: Duration = Duration::from_millis(50);

/// Stops the process that a pid file names, if its command line has the mark,
/// and removes the file. A process without the mark took over the number of
/// the old one and is left alone.
///
/// # Errors
/// The old server does not stop within the limit.
pub(crate) async fn clear(
    pid_file: &Path,
    mark: &str,
    stop_by: Signal,
    limit: Duration,
) -> Result<()> {
    let Some(pid) = read_pid(pid_file) else {
        return Ok(());
    };
    let give_up = Instant::now() + limit;
    let mut asked = false;
    while command_line(pid).await.contains(mark) {
        if !asked {
            let _ = kill_process(pid, stop_by);
            asked = true;
        }
        if Instant::now() > give_up {
            bail!(
                "process {} of an earlier start does not stop; end it by hand",
                pid.as_raw_nonzero()
            );
        }
        tokio::time::sleep(LOOK).await;
    }
    let _ = std::fs::remove_file(pid_file);
    Ok(())
}

fn read_pid(pid_file: &Path) -> Option<Pid> {
    let text = std::fs::read_to_string(pid_file).ok()?;
    let number = text.lines().next()?.trim().parse().ok()?;
    // Zero and below mean groups of processes to the kernel.
    (number > 1).then(|| Pid::from_raw(number)).flatten()
}

/// The command line of a process; empty where there is none.
async fn command_line(pid: Pid) -> String {
    let number = pid.as_raw_nonzero().to_string();
    if Path::new("/proc/self").exists() {
        let bytes = std::fs::read(format!("/proc/{number}/cmdline")).unwrap_or_default();
        return String::from_utf8_lossy(&bytes).replace('\0', " ");
    }
    let mut ps = Command::new("ps");
    ps.args(["-p", &number, "-o", "args="]);
    tool::output(ps).await.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn leave(mark: &str) -> (tempfile::TempDir, tokio::process::Child) {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", "while :; do sleep 0.2; done", mark]);
        let child = command.kill_on_drop(true).spawn().unwrap();
        let number = child.id().unwrap();
        std::fs::write(folder.path().join("pid"), format!("{number}\nmore\n")).unwrap();
        let pid = read_pid(&folder.path().join("pid")).unwrap();
        let give_up = Instant::now() + Duration::from_secs(10);
        while !command_line(pid).await.contains(mark) {
            assert!(
                Instant::now() < give_up,
                "the process does not show its command line"
            );
            tokio::time::sleep(LOOK).await;
        }
        (folder, child)
    }

    #[tokio::test]
    async fn a_server_of_an_earlier_start_is_stopped() {
        let (folder, mut child) = leave("mark-a").await;
        let pid_file = folder.path().join("pid");
        let limit = Duration::from_secs(10);
        let (cleared, ended) = tokio::join!(
            clear(&pid_file, "mark-a", Signal::TERM, limit),
            child.wait()
        );
        cleared.unwrap();
        assert!(!ended.unwrap().success());
        assert!(!pid_file.exists());
    }

    #[tokio::test]
    async fn a_stranger_with_the_same_number_is_left_alone() {
        let (folder, mut child) = leave("mark-b").await;
        let pid_file = folder.path().join("pid");
        clear(&pid_file, "no such mark", Signal::TERM, Duration::ZERO)
            .await
            .unwrap();
        assert!(child.try_wait().unwrap().is_none());
        assert!(!pid_file.exists());
    }

    #[tokio::test]
    async fn a_damaged_pid_file_signals_nobody() {
        let folder = tempfile::tempdir().unwrap();
        for text in ["", "-1", "0", "1", "abc", "99999999999"] {
            std::fs::write(folder.path().join("pid"), text).unwrap();
            assert_eq!(read_pid(&folder.path().join("pid")), None, "{text}");
        }
    }
}
