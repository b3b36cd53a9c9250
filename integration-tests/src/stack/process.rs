//! One running program of the platform.

use std::{
    collections::BTreeSet,
    fs::File,
    net::{SocketAddr, TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::Mutex,
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
/// For a graceful end: a service gives its requests ten seconds.
const END: Duration = Duration::from_secs(15);

/// What to run and how.
pub(crate) struct Program {
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
    pub(crate) fn new(
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
    pub(crate) async fn start(self, address_setting: &str) -> anyhow::Result<Process> {
        self.start_at(free_address(), address_setting).await
    }

    /// Starts it at this address.
    pub(crate) async fn start_at(
        mut self,
        address: SocketAddr,
        address_setting: &str,
    ) -> anyhow::Result<Process> {
        let told = (address_setting.to_owned(), address.to_string());
        self.settings.push(told);
        let mut process = Process {
            path: binary(self.name)?,
            program: self,
            address,
            folder: tempfile::tempdir()?,
            child: None,
        };
        let started = process.restart().await;
        started.with_context(|| format!("it does not start: {}", process.last_lines()))?;
        Ok(process)
    }
}

/// An address on loopback that nothing listens on, and that no other test of
/// this process was given.
pub fn free_address() -> SocketAddr {
    static GIVEN: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    loop {
        let port = rand::rng().random_range(PORTS);
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let is_new = GIVEN.lock().is_ok_and(|mut given| given.insert(port));
        if is_new && TcpListener::bind(address).is_ok() {
            return address;
        }
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

    /// All that it wrote, over all its restarts.
    #[must_use]
    pub fn log_text(&self) -> String {
        std::fs::read_to_string(self.log()).unwrap_or_default()
    }

    /// The end of what it wrote.
    #[must_use]
    pub fn last_lines(&self) -> String {
        let log = self.log_text();
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
