//! One running program of the platform.

use std::{
    fs::File,
    net::{SocketAddr, TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context, bail};
use rand::Rng;
use tempfile::TempDir;

use crate::{
    stack::binary,
    until::{until, until_within},
};

/// Below those that the system gives to outgoing connections, so that a port
/// is still free after a kill; above those of the brokers.
const PORTS: std::ops::Range<u16> = 10_000..20_000;
const TRIES: u32 = 10;
/// For a graceful end: a service gives its requests ten seconds.
const END: Duration = Duration::from_secs(15);

/// What to run and how.
pub(super) struct Program {
    name: &'static str,
    arguments: Vec<String>,
    settings: Vec<(String, String)>,
}

/// Killed with the value.
pub struct Process {
    program: Program,
    path: PathBuf,
    address: SocketAddr,
    folder: TempDir,
    child: Option<Child>,
}

impl Program {
    pub(super) fn new(
        name: &'static str,
        arguments: &[&str],
        settings: &[(String, String)],
    ) -> Self {
        Self {
            name,
            arguments: arguments.iter().map(|it| (*it).to_owned()).collect(),
            settings: settings.to_vec(),
        }
    }

    /// Starts it on a free port, which it is told by this setting.
    pub(super) async fn start(self, address_setting: &str) -> anyhow::Result<Process> {
        let mut process = Process {
            path: binary(self.name)?,
            program: self,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            folder: tempfile::tempdir()?,
            child: None,
        };
        let settings = process.program.settings.clone();
        for _ in 0..TRIES {
            let port = rand::rng().random_range(PORTS);
            process.address.set_port(port);
            process.program.settings = settings.clone();
            let address = (address_setting.to_owned(), process.address.to_string());
            process.program.settings.push(address);
            let is_free = TcpListener::bind(process.address).is_ok();
            if is_free && process.restart().await.is_ok() {
                return Ok(process);
            }
            process.kill();
        }
        bail!(
            "{} does not start: {}",
            process.program.name,
            process.last_lines()
        );
    }
}

impl Process {
    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// SIGKILL: it can finish nothing and tell nobody.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            // It may have ended by itself.
            let _ended = child.kill();
            let _ended = child.wait();
        }
    }

    /// SIGTERM, as a rollout does; its exit code.
    ///
    /// # Errors
    /// It does not run, or does not end in time.
    pub async fn terminate(&mut self) -> anyhow::Result<Option<i32>> {
        let mut child = self.child.take().context("it does not run")?;
        Command::new("kill").arg(child.id().to_string()).status()?;
        let ended = until_within(END, "the process ends", async || Ok(child.try_wait()?)).await;
        if ended.is_err() {
            let _ended = child.kill();
        }
        Ok(ended.with_context(|| self.last_lines())?.code())
    }

    /// Starts it again on the same port, and waits until it listens.
    ///
    /// # Errors
    /// It ends, or does not come up.
    pub async fn restart(&mut self) -> anyhow::Result<()> {
        self.kill();
        let log = File::options().create(true).append(true).open(self.log())?;
        let child = Command::new(&self.path)
            .args(&self.program.arguments)
            .envs(self.program.settings.clone())
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        self.child = Some(child);
        until("the process listens", async || {
            let child = self.child.as_mut().context("it was started")?;
            if let Some(status) = child.try_wait()? {
                bail!("it ended: {status}");
            }
            Ok(TcpStream::connect(self.address).is_ok().then_some(()))
        })
        .await
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    /// The end of what it wrote.
    #[must_use]
    pub fn last_lines(&self) -> String {
        let log = std::fs::read_to_string(self.log()).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        let last = lines[lines.len().saturating_sub(30)..].join("\n");
        format!("--- {}\n{last}\n", self.program.name)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}
