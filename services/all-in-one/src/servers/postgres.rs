//! A private Postgres, 15 or newer, on loopback.

mod cluster;
mod find;
mod install;
mod owner;
mod place;

use std::{path::Path, time::Duration};

use anyhow::{Context, Result, bail};
use rustix::process::Signal;
use sqlx::{ConnectOptions, Connection, Executor, PgConnection, postgres::PgConnectOptions};
use tokio::{process::Command, time::Instant};

use crate::{
    home::Home,
    progress,
    servers::{child::Server, remains, tool, version},
    settings::Launcher,
};

use self::{find::Programs, owner::Owner, place::Place};

/// The login of the platform, which owns the cluster.
const USER: &str = "asf";

/// Replaying what a killed server left takes its time.
const START_LIMIT: Duration = Duration::from_secs(120);

/// A fast shutdown writes a checkpoint.
const STOP_LIMIT: Duration = Duration::from_secs(20);

const LOOK: Duration = Duration::from_millis(25);

/// A Postgres that is set up and not started, or started.
pub struct Postgres {
    programs: Programs,
    place: Place,
    owner: Option<Owner>,
    password: String,
    port: u16,
    max_connections: u16,
    server: Option<Server>,
}

impl Postgres {
    /// Finds or brings the programs and sets up a cluster in the folder
    /// `below` of `home`, or next to it where its user may not enter `home`.
    ///
    /// # Errors
    /// One line on what to do.
    pub async fn prepare(
        home: &Home,
        below: &str,
        settings: &Launcher,
        max_connections: u16,
    ) -> Result<Self> {
        let owner = Owner::find().await?;
        let place = Place::find(home, below, owner.as_ref()).await?;
        clear(&place).await?;
        Self::set_up(home, place, owner, settings, max_connections).await
    }

    /// As [`Postgres::prepare`], with nothing left of an earlier cluster.
    ///
    /// # Errors
    /// One line on what to do.
    pub async fn throw_away(
        home: &Home,
        below: &str,
        settings: &Launcher,
        max_connections: u16,
    ) -> Result<Self> {
        let owner = Owner::find().await?;
        let place = Place::find(home, below, owner.as_ref()).await?;
        clear(&place).await?;
        place.empty()?;
        Self::set_up(home, place, owner, settings, max_connections).await
    }

    async fn set_up(
        home: &Home,
        place: Place,
        owner: Option<Owner>,
        settings: &Launcher,
        max_connections: u16,
    ) -> Result<Self> {
        let programs = find::or_bring(home, settings, &place, owner.as_ref()).await?;
        // Asked again: an installation may have made Postgres' own user.
        let owner = Owner::of(&place.data()).await?;
        let password = cluster::ensure(&programs, &place, owner.as_ref()).await?;
        Ok(Self {
            programs,
            place,
            owner,
            password,
            port: 0,
            max_connections,
            server: None,
        })
    }

    /// `15.18` and the like.
    pub fn version(&self) -> String {
        version::show(&self.programs.version)
    }

    /// Starts the server and waits until it answers.
    ///
    /// # Errors
    /// It ends or does not answer; the error has the last line of its log.
    pub async fn start(&mut self, port: u16) -> Result<()> {
        self.port = port;
        let log = self.place.log();
        let before = std::fs::metadata(&log).map_or(0, |file| file.len());
        self.server = Some(Server::spawn(
            self.command(&log)?,
            Signal::INT,
            &self.place.mark(),
        )?);
        let give_up = Instant::now() + START_LIMIT;
        loop {
            let attempt = self.connect("postgres").await;
            match attempt {
                Ok(connection) => return Ok(connection.close().await?),
                Err(error) if Instant::now() > give_up => return Err(error),
                Err(_) => {}
            }
            if self
                .server
                .as_mut()
                .is_none_or(|server| server.ended().is_some())
            {
                bail!(
                    "Postgres does not start: {} ({})",
                    tool::last_line(&log, before),
                    log.display()
                );
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    fn command(&self, log: &Path) -> Result<Command> {
        let mut command = Command::new(self.programs.file("postgres"));
        command.arg("-D").arg(self.place.data());
        let settings = [
            "listen_addresses=127.0.0.1".to_owned(),
            format!("port={}", self.port),
            // A path below the clone can be longer than a socket's may be.
            "unix_socket_directories=".to_owned(),
            format!("max_connections={}", self.max_connections),
            "fsync=on".to_owned(),
            "synchronous_commit=on".to_owned(),
            "jit=off".to_owned(),
            "timezone=UTC".to_owned(),
            "log_timezone=UTC".to_owned(),
        ];
        for setting in settings {
            command.arg("-c").arg(setting);
        }
        command
            .stdout(tool::log_file(log)?)
            .stderr(tool::log_file(log)?);
        owner::apply(self.owner.as_ref(), &mut command);
        Ok(command)
    }

    /// Makes a database unless there is one of that name.
    ///
    /// # Errors
    /// The server refuses.
    pub async fn ensure_database(&self, name: &'static str) -> Result<()> {
        let mut admin = self.connect("postgres").await?;
        let there: Option<i32> =
            sqlx::query_scalar("SELECT 1 FROM pg_catalog.pg_database WHERE datname = $1")
                .bind(name)
                .fetch_optional(&mut admin)
                .await?;
        if there.is_none() {
            let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE \"{name}\""));
            admin.execute(sqlx::query(create)).await?;
        }
        Ok(admin.close().await?)
    }

    async fn connect(&self, database: &str) -> Result<PgConnection> {
        let options: PgConnectOptions = self.url(database).parse()?;
        let quiet = options.disable_statement_logging();
        tokio::time::timeout(START_LIMIT, quiet.connect())
            .await
            .context("Postgres does not answer")?
            .with_context(|| {
                format!(
                    "cannot log in to Postgres; if {} is damaged, remove it to start afresh",
                    self.place.folder().display()
                )
            })
    }

    /// The address of a database, with the password.
    pub fn url(&self, database: &str) -> String {
        self.url_of(USER, &self.password, database)
    }

    /// The address of a database for another login.
    pub fn url_of(&self, login: &str, password: &str, database: &str) -> String {
        let port = self.port;
        format!("postgres://{login}:{password}@127.0.0.1:{port}/{database}")
    }

    /// What only this cluster is called: it got its password when it was made.
    pub fn cluster(&self) -> String {
        blake3::hash(self.password.as_bytes()).to_hex().to_string()
    }

    /// Waits until the server ends by itself, and tells how.
    pub async fn end(&mut self) -> String {
        match &mut self.server {
            Some(server) => server.end().await,
            None => std::future::pending().await,
        }
    }

    /// Stops the server in order: sessions end, everything is written.
    pub async fn stop(&mut self) {
        if let Some(server) = self.server.take() {
            server.stop(STOP_LIMIT).await;
        }
    }

    /// Removes its data.
    pub fn remove(self) {
        // What is left is removed before the next cluster is made there.
        let _ = self.place.empty();
    }
}

/// Stops the server of an earlier start.
async fn clear(place: &Place) -> Result<()> {
    remains::clear(&place.pid_file(), &place.mark(), Signal::INT, STOP_LIMIT).await
}

/// Tells why the data is not where one would look for it.
fn say_outside(folder: &Path, user: &str) {
    progress::say(&format!(
        "Postgres keeps its data in {}, because its user {user} may not enter this clone",
        folder.display()
    ));
}
