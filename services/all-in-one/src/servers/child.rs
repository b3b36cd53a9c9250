//! A server that runs as a child of this process and never outlives it.
//!
//! Beside each server stands a guard: a shell that waits for the end of a pipe
//! whose other end only this process holds. However this process ends, by
//! SIGKILL too, the guard then sends the server its stop signal.

use std::{
    process::{ExitStatus, Stdio},
    time::Duration,
};

use anyhow::{Context, Result};
use rustix::process::{Pid, Signal, kill_process};
use tokio::{
    process::{Child, Command},
    time::timeout,
};

/// Waits for the pipe to end, then signals the process, but only while its
/// command line still has the mark: its number may belong to another by then.
const GUARD: &str = r#"
cat >/dev/null
if [ ! -d /proc/self ] || grep -qaF -e "$3" "/proc/$1/cmdline" 2>/dev/null; then
    kill -s "$2" "$1" 2>/dev/null
fi
"#;

/// A running server.
pub(crate) struct Server {
    child: Child,
    guard: std::process::Child,
    stop_by: Signal,
}

impl Server {
    /// Starts a server in a process group of its own, so that Ctrl-C at the
    /// terminal does not reach it before those who use it.
    pub(crate) fn spawn(mut command: Command, stop_by: Signal, mark: &str) -> Result<Self> {
        let program = command
            .as_std()
            .get_program()
            .to_string_lossy()
            .into_owned();
        let child = command
            .process_group(0)
            .stdin(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {program}"))?;
        let pid = child.id().context("the server ended at once")?;
        let guard = guard(pid, stop_by, mark)?;
        Ok(Self {
            child,
            guard,
            stop_by,
        })
    }

    /// How it ended, if it has.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Waits until it ends by itself.
    pub(crate) async fn end(&mut self) -> String {
        match self.child.wait().await {
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        }
    }

    /// Asks it to stop and waits; after the limit it is killed.
    pub(crate) async fn stop(mut self, limit: Duration) {
        self.signal(self.stop_by);
        if timeout(limit, self.child.wait()).await.is_err() {
            self.signal(Signal::KILL);
            let _ = self.child.wait().await;
        }
        let _ = self.guard.kill();
        let _ = self.guard.wait();
    }

    fn signal(&self, signal: Signal) {
        // A child that is not yet waited for keeps its number, so this
        // reaches nobody else.
        let raw = self.child.id().and_then(|id| i32::try_from(id).ok());
        if let Some(pid) = raw.and_then(Pid::from_raw) {
            let _ = kill_process(pid, signal);
        }
    }
}

fn guard(pid: u32, stop_by: Signal, mark: &str) -> Result<std::process::Child> {
    use std::os::unix::process::CommandExt;
    std::process::Command::new("sh")
        .args(["-c", GUARD, "guard", &pid.to_string()])
        .args([&stop_by.as_raw().to_string(), mark])
        .process_group(0)
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("cannot start sh")
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn sleeper(mark: &str, guarded_by: &str) -> Server {
        let mut command = Command::new("sh");
        command.args(["-c", "while :; do sleep 0.2; done", mark]);
        let server = Server::spawn(command, Signal::TERM, guarded_by).unwrap();
        let shown = format!("/proc/{}/cmdline", server.child.id().unwrap());
        let give_up = tokio::time::Instant::now() + Duration::from_secs(10);
        while !std::fs::read_to_string(&shown)
            .unwrap_or_default()
            .contains(mark)
        {
            assert!(
                tokio::time::Instant::now() < give_up,
                "{mark} is not started"
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        server
    }

    #[tokio::test]
    async fn a_server_is_stopped_by_its_signal() {
        let mut server = sleeper("mark-one", "mark-one").await;
        assert_eq!(server.ended(), None);
        let pid = server.child.id().unwrap();
        server.stop(Duration::from_secs(10)).await;
        assert!(!std::path::Path::new(&format!("/proc/{pid}")).exists());
    }

    #[tokio::test]
    async fn a_server_ends_when_its_owner_lets_go_of_the_pipe() {
        let mut server = sleeper("mark-two", "mark-two").await;
        drop(server.guard.stdin.take());
        let ended = timeout(Duration::from_secs(10), server.end()).await;
        assert!(ended.unwrap().contains("signal"));
    }

    #[tokio::test]
    async fn the_guard_spares_a_process_without_the_mark() {
        let mut server = sleeper("mark-three", "another").await;
        drop(server.guard.stdin.take());
        server.guard.wait().unwrap();
        assert_eq!(server.ended(), None);
        server.stop(Duration::from_secs(10)).await;
    }
}
