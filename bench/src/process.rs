//! A program of the platform or of a reference, as a process of its own whose
//! CPU time and memory can be read.

use std::{
    fs::{self, File},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context, bail};
use integration_tests::until::until;

/// Linux tells user space of CPU time in hundredths of a second.
const TICK: Duration = Duration::from_millis(10);
/// Fields of `/proc/<pid>/stat` after the name, which may have spaces.
const USER_TIME: usize = 11;
const SYSTEM_TIME: usize = 12;

/// Killed with the value.
pub(crate) struct Process {
    name: String,
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Starts a program; what it writes goes to `log`.
    ///
    /// # Errors
    /// It cannot be run.
    pub(crate) fn start(command: &mut Command, log: &Path) -> anyhow::Result<Self> {
        let file = File::create(log)?;
        command.stdin(Stdio::null());
        command.stdout(file.try_clone()?).stderr(file);
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command
            .spawn()
            .with_context(|| format!("{name} cannot be run"))?;
        Ok(Self {
            name,
            child,
            log: log.to_owned(),
        })
    }

    /// Waits until the process listens.
    ///
    /// # Errors
    /// It ends, or does not come up.
    pub(crate) async fn listens_on(&mut self, address: SocketAddr) -> anyhow::Result<()> {
        until("the process listens", async || {
            if let Some(status) = self.child.try_wait()? {
                bail!("{} ended ({status}): {}", self.name, self.last_lines());
            }
            Ok(TcpStream::connect(address).is_ok().then_some(()))
        })
        .await
    }

    /// CPU time of all its threads since its start.
    ///
    /// # Errors
    /// It has ended.
    pub(crate) fn cpu(&self) -> anyhow::Result<Duration> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let (_, fields) = stat.rsplit_once(')').context("a name in brackets")?;
        let fields: Vec<&str> = fields.split_whitespace().collect();
        let ticks = |nth: usize| -> anyhow::Result<u32> {
            Ok(fields.get(nth).context("a field of CPU time")?.parse()?)
        };
        Ok(TICK * (ticks(USER_TIME)? + ticks(SYSTEM_TIME)?))
    }

    /// Resident memory in MiB.
    ///
    /// # Errors
    /// It has ended.
    pub(crate) fn memory(&self) -> anyhow::Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|line| line.split_whitespace().next());
        Ok(kib.context("a line VmRSS")?.parse::<u64>()? / 1024)
    }

    pub(crate) fn last_lines(&self) -> String {
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(10)..].join("\n")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ended = self.child.kill();
        let _ended = self.child.wait();
    }
}

/// A program that was built beside this one.
///
/// # Errors
/// It was not built.
pub(crate) fn beside(name: &str) -> anyhow::Result<PathBuf> {
    let path = std::env::current_exe()?.with_file_name(name);
    if !path.exists() {
        bail!("{} is not built; run scripts/bench", path.display());
    }
    Ok(path)
}

/// An address that nobody listens on.
///
/// # Errors
/// There is none.
pub(crate) fn free_address() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}
