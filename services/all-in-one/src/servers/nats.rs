//! A private NATS server with JetStream, 2.12 or newer, on loopback.

pub mod users;

mod find;

use std::{path::PathBuf, time::Duration};

use anyhow::{Result, bail};
use rustix::process::Signal;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    net::TcpStream,
    process::Command,
    time::Instant,
};

use crate::{
    home::{Home, write_private},
    servers::{child::Server, remains, tool, version},
    settings::Launcher,
};

use self::users::{User, authorization};

pub use find::or_bring as program;

const START_LIMIT: Duration = Duration::from_secs(60);
const STOP_LIMIT: Duration = Duration::from_secs(10);
const LOOK: Duration = Duration::from_millis(10);

/// A NATS server that is set up and not started, or started.
pub struct Nats {
    program: find::Program,
    folder: PathBuf,
    users: Vec<User>,
    port: u16,
    server: Option<Server>,
}

impl Nats {
    /// Finds or brings the program; its data is in `nats` of `home`, and these
    /// users may log in.
    ///
    /// # Errors
    /// One line on what to do.
    pub async fn prepare(home: &Home, settings: &Launcher, users: Vec<User>) -> Result<Self> {
        let program = find::or_bring(home, settings).await?;
        let nats = Self {
            program,
            folder: home.path("nats"),
            users,
            port: 0,
            server: None,
        };
        let mark = nats.config_file().display().to_string();
        remains::clear(&nats.pid_file(), &mark, Signal::TERM, STOP_LIMIT).await?;
        Ok(nats)
    }

    /// `2.15.1` and the like.
    pub fn version(&self) -> String {
        version::show(&self.program.version)
    }

    /// Starts the server and waits until it answers with JetStream on.
    ///
    /// # Errors
    /// It ends or does not answer; the error has the last line of its log.
    pub async fn start(&mut self, port: u16) -> Result<()> {
        self.port = port;
        std::fs::create_dir_all(&self.folder)?;
        let config = self.config_file();
        write_private(&config, &self.config())?;
        let log = self.folder.join("log");
        let before = std::fs::metadata(&log).map_or(0, |file| file.len());
        let mut command = Command::new(&self.program.file);
        command.arg("-c").arg(&config);
        command
            .stdout(tool::log_file(&log)?)
            .stderr(tool::log_file(&log)?);
        let mark = config.display().to_string();
        self.server = Some(Server::spawn(command, Signal::TERM, &mark)?);
        let give_up = Instant::now() + START_LIMIT;
        while !self.answers().await {
            let ended = self
                .server
                .as_mut()
                .is_none_or(|server| server.ended().is_some());
            if ended || Instant::now() > give_up {
                let line = tool::last_line(&log, before);
                bail!("NATS does not start: {line} ({})", log.display());
            }
            tokio::time::sleep(LOOK).await;
        }
        Ok(())
    }

    /// A server greets with what it can do.
    async fn answers(&self) -> bool {
        let greeting = async {
            let stream = TcpStream::connect(("127.0.0.1", self.port)).await.ok()?;
            let mut line = String::new();
            BufReader::new(stream).read_line(&mut line).await.ok()?;
            Some(line)
        };
        let line = tokio::time::timeout(Duration::from_secs(2), greeting).await;
        line.ok()
            .flatten()
            .is_some_and(|line| line.contains("\"jetstream\":true"))
    }

    fn config(&self) -> String {
        // Every message is on disk before it is acknowledged: without
        // `always` a power cut loses what was acknowledged in two minutes.
        format!(
            "listen: \"127.0.0.1:{port}\"\n\
             server_name: \"asf-all-in-one\"\n\
             pid_file: {pid_file:?}\n\
             max_payload: 1MB\n\
             jetstream {{\n  store_dir: {store:?}\n  sync_interval: always\n}}\n\
             {authorization}",
            port = self.port,
            pid_file = self.pid_file(),
            store = self.folder.join("store"),
            authorization = authorization(&self.users),
        )
    }

    fn config_file(&self) -> PathBuf {
        self.folder.join("nats.conf")
    }

    fn pid_file(&self) -> PathBuf {
        self.folder.join("pid")
    }

    /// The address for clients, who log in beside it.
    pub fn url(&self) -> String {
        format!("nats://127.0.0.1:{}", self.port)
    }

    /// Waits until the server ends by itself, and tells how.
    pub async fn end(&mut self) -> String {
        match &mut self.server {
            Some(server) => server.end().await,
            None => std::future::pending().await,
        }
    }

    /// Stops the server in order.
    pub async fn stop(&mut self) {
        if let Some(server) = self.server.take() {
            server.stop(STOP_LIMIT).await;
        }
    }
}
