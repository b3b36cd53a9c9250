//! A nats-server process for one test, which may do it any harm.

use std::{
    fs,
    io::ErrorKind,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use all_in_one::servers::nats::users::{User, authorization};
use anyhow::{Context, bail};
use async_nats::{Client, ConnectOptions};
use eventlog::permissions::Permissions;
use rand::Rng;
use rustix::process::{Pid, Resource, Rlimit, prlimit};
use tempfile::TempDir;

use crate::{setting, until::until};

/// Below those that the system gives to outgoing connections, so that the port
/// is still free after a kill.
const PORTS: std::ops::Range<u16> = 20_000..32_000;
const TRIES: u32 = 10;

/// The user of a guarded broker who may do everything: the test itself.
const ANYBODY: &str = "test";

/// Killed with the value.
pub struct Broker {
    program: PathBuf,
    folder: TempDir,
    /// Tells this server from another one on the port.
    name: String,
    users: Vec<User>,
    port: u16,
    process: Option<Child>,
}

/// The store of a broker as it was at some time.
pub struct StoreCopy(TempDir);

impl Broker {
    /// Starts a server with JetStream on a port of its own, which lets
    /// everybody in.
    ///
    /// # Errors
    /// `ASF_TEST_NATS_SERVER` is missing, or no nats-server that starts.
    pub async fn start() -> anyhow::Result<Self> {
        Self::with_users(Vec::new()).await
    }

    /// As [`Broker::start`], but lets in only these users with their
    /// passwords, each for what it may do, beside the test.
    ///
    /// # Errors
    /// `ASF_TEST_NATS_SERVER` is missing, or no nats-server that starts.
    pub async fn guarded(users: &[(&str, &str, Permissions)]) -> anyhow::Result<Self> {
        let narrow = users.iter().map(|(name, password, may)| User {
            name: (*name).to_owned(),
            password: (*password).to_owned(),
            permissions: Some(may.clone()),
            is_everybody: false,
        });
        let anybody = User {
            name: ANYBODY.to_owned(),
            password: ANYBODY.to_owned(),
            permissions: None,
            is_everybody: false,
        };
        Self::with_users(narrow.chain([anybody]).collect()).await
    }

    async fn with_users(users: Vec<User>) -> anyhow::Result<Self> {
        let mut broker = Self {
            program: setting("ASF_TEST_NATS_SERVER")?.into(),
            folder: tempfile::tempdir()?,
            name: format!("test-{:016x}", rand::random::<u64>()),
            users,
            port: 0,
            process: None,
        };
        for _ in 0..TRIES {
            broker.port = rand::rng().random_range(PORTS);
            let is_free = TcpListener::bind(("127.0.0.1", broker.port)).is_ok();
            if is_free && broker.restart().await.is_ok() {
                return Ok(broker);
            }
            broker.kill();
        }
        bail!("no nats-server comes up: {}", broker.log_text());
    }

    /// The address, without a login.
    #[must_use]
    pub fn url(&self) -> String {
        format!("nats://127.0.0.1:{}", self.port)
    }

    /// The login of somebody who may do everything; the address itself can
    /// carry none.
    fn login(&self) -> ConnectOptions {
        match self.users.iter().find(|it| it.name == ANYBODY) {
            Some(User { name, password, .. }) => {
                ConnectOptions::with_user_and_password(name.clone(), password.clone())
            }
            None => ConnectOptions::new(),
        }
    }

    /// A client that never gives up, as a service has it.
    ///
    /// # Errors
    /// The address is none.
    pub async fn client(&self) -> anyhow::Result<Client> {
        let client = self
            .login()
            .retry_on_initial_connect()
            .max_reconnects(None)
            .reconnect_delay_callback(|_| Duration::from_millis(20))
            .connect(self.url())
            .await?;
        Ok(client)
    }

    /// SIGKILL: nothing is flushed and nobody is told.
    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            // It may have ended by itself.
            let _ended = process.kill();
            let _ended = process.wait();
        }
    }

    /// Starts the killed server again: the same port, the same store.
    ///
    /// # Errors
    /// The server does not come up.
    pub async fn restart(&mut self) -> anyhow::Result<()> {
        self.kill();
        let config = self.folder.path().join("nats.conf");
        fs::write(&config, self.config())?;
        let log = fs::File::create(self.log())?;
        let process = Command::new(&self.program)
            .arg("-c")
            .arg(&config)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .with_context(|| format!("{} cannot be run", self.program.display()))?;
        self.process = Some(process);
        until("nats-server answers", async || self.is_up().await).await
    }

    /// Lets the running server write no file any more, as a disk that is full
    /// does, or lets it write again.
    ///
    /// # Errors
    /// It does not run.
    pub fn fill_disk(&self, is_full: bool) -> anyhow::Result<()> {
        let process = self.process.as_ref().context("the server does not run")?;
        fill_disk_of(process.id(), is_full)
    }

    /// Deletes all that the server has stored, whether it runs or not.
    ///
    /// # Errors
    /// The files cannot be deleted.
    pub fn wipe(&self) -> anyhow::Result<()> {
        for _ in 0..TRIES {
            match fs::remove_dir_all(self.store()) {
                Ok(()) => return Ok(()),
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
                // A server that runs has put a file there meanwhile.
                Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => {}
                Err(error) => return Err(error.into()),
            }
        }
        bail!("the store is written faster than it is deleted");
    }

    /// The store as it is now; kill the server first.
    ///
    /// # Errors
    /// The files cannot be copied.
    pub fn copy_store(&self) -> anyhow::Result<StoreCopy> {
        let copy = StoreCopy(tempfile::tempdir()?);
        copy_all(&self.store(), copy.0.path())?;
        Ok(copy)
    }

    /// Puts an older store in place of today's, as if what was acknowledged
    /// since had never reached the disk; kill the server first.
    ///
    /// # Errors
    /// The files cannot be copied.
    pub fn put_back(&self, copy: &StoreCopy) -> anyhow::Result<()> {
        self.wipe()?;
        copy_all(copy.0.path(), &self.store())
    }

    /// Where the server keeps what it stores.
    #[must_use]
    pub fn store(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("nats.log")
    }

    /// What the server said since its last start.
    #[must_use]
    pub fn log_text(&self) -> String {
        fs::read_to_string(self.log()).unwrap_or_default()
    }

    fn config(&self) -> String {
        format!(
            "server_name: {:?}\nlisten: \"127.0.0.1:{}\"\n\
             jetstream {{ store_dir: {:?}, sync_interval: always }}\n{}",
            self.name,
            self.port,
            self.store().display().to_string(),
            authorization(&self.users),
        )
    }

    async fn is_up(&mut self) -> anyhow::Result<Option<()>> {
        let ended = match &mut self.process {
            Some(process) => process.try_wait()?.is_some(),
            None => true,
        };
        if ended {
            bail!("nats-server ended: {}", self.log_text());
        }
        let Ok(client) = self.login().connect(self.url()).await else {
            return Ok(None);
        };
        Ok((client.server_info().server_name == self.name).then_some(()))
    }
}

/// Whatever a process writes into a file fails from now on, or succeeds again.
///
/// # Errors
/// There is no such process, or it is somebody else's.
pub fn fill_disk_of(process: u32, is_full: bool) -> anyhow::Result<()> {
    let pid = i32::try_from(process).ok().and_then(Pid::from_raw);
    let limit = Rlimit {
        current: is_full.then_some(1),
        // The harder limit could not be lifted again.
        maximum: None,
    };
    prlimit(pid, Resource::Fsize, limit)?;
    Ok(())
}

impl Drop for Broker {
    fn drop(&mut self) {
        self.kill();
    }
}

fn copy_all(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_all(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
