//! The servers of a running stack.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use tokio::time::Instant;

use crate::{
    home::Home,
    ports::Ports,
    progress::{say, step},
    servers::{
        nats::{Nats, users::User},
        postgres::Postgres,
    },
    settings::Launcher,
    stack::{restarts::Restarts, variables::Variables},
};

/// The database of the platform.
const DATABASE: &str = "asf";

const MAX_CONNECTIONS: u16 = 150;
const POSTGRES_PORT: u16 = 15432;
const NATS_PORT: u16 = 4222;

/// The terminal is for the person, and while services start, each waits for
/// those that come after it. `ASF_LOG=info` shows more.
const LOG: &str = "warn,sqlx=error,eventlog::projector=error";

/// After a crash the last processes of a server need a moment to end.
const PAUSE: Duration = Duration::from_secs(1);

#[derive(Default)]
pub(crate) struct Servers {
    postgres: Option<(Postgres, u16)>,
    nats: Option<(Nats, u16)>,
    restarts: [Restarts; 2],
}

/// Why a server has to be started again, and how it ended.
pub(crate) enum Ended {
    Postgres(String),
    Nats(String),
    /// It runs, and takes nothing.
    NatsStalled,
}

impl Servers {
    pub(crate) async fn start(
        &mut self,
        home: &Home,
        settings: &Launcher,
        ports: &mut Ports,
        nats_users: Vec<User>,
    ) -> Result<()> {
        let postgres = Postgres::prepare(home, "postgres", settings, MAX_CONNECTIONS).await?;
        let nats = Nats::prepare(home, settings, nats_users).await?;
        let port = ports.choose("Postgres", settings.postgres_port, POSTGRES_PORT)?;
        let what = format!("Starting Postgres {}", postgres.version());
        let (postgres, _) = self.postgres.insert((postgres, port));
        step(&what, async {
            postgres.start(port).await?;
            postgres.ensure_database(DATABASE).await
        })
        .await?;
        let port = ports.choose("NATS", settings.nats_port, NATS_PORT)?;
        let what = format!("Starting NATS {}", nats.version());
        let (nats, _) = self.nats.insert((nats, port));
        step(&what, nats.start(port)).await
    }

    /// Whether there is anything to stop.
    pub(crate) fn any(&self) -> bool {
        self.postgres.is_some() || self.nats.is_some()
    }

    /// Tells the services where the servers are.
    pub(crate) fn describe(&self, variables: &mut Variables) {
        variables.set("ASF_DATABASE_URL", self.database_url());
        variables.set("ASF_NATS_URL", self.nats_url());
        variables.set_default("ASF_LOG", LOG.to_owned());
    }

    pub(crate) fn database_url(&self) -> String {
        let url = |(postgres, _): &(Postgres, u16)| postgres.url(DATABASE);
        self.postgres.as_ref().map(url).unwrap_or_default()
    }

    /// The database's address for another login than its owner's.
    pub(crate) fn database_url_of(&self, login: &str, password: &str) -> String {
        let url = |(postgres, _): &(Postgres, u16)| postgres.url_of(login, password, DATABASE);
        self.postgres.as_ref().map(url).unwrap_or_default()
    }

    /// What only this cluster of Postgres is called, until its data is removed.
    pub(crate) fn cluster(&self) -> String {
        let name = |(postgres, _): &(Postgres, u16)| postgres.cluster();
        self.postgres.as_ref().map(name).unwrap_or_default()
    }

    pub(crate) fn nats_url(&self) -> String {
        let url = |(nats, _): &(Nats, u16)| nats.url();
        self.nats.as_ref().map(url).unwrap_or_default()
    }

    /// Waits until a server ends by itself.
    pub(crate) async fn end(&mut self) -> Ended {
        let (Some((postgres, _)), Some((nats, _))) = (&mut self.postgres, &mut self.nats) else {
            return std::future::pending().await;
        };
        tokio::select! {
            how = postgres.end() => Ended::Postgres(how),
            how = nats.end() => Ended::Nats(how),
        }
    }

    /// Starts the server again that has ended, or that runs in vain.
    ///
    /// # Errors
    /// That was needed too often, or it does not start.
    pub(crate) async fn start_again(&mut self, ended: Ended) -> Result<()> {
        let [of_postgres, of_nats] = &mut self.restarts;
        let (name, restarts, how) = match &ended {
            Ended::Postgres(how) => ("Postgres", of_postgres, format!("ended by itself ({how})")),
            Ended::Nats(how) => ("NATS", of_nats, format!("ended by itself ({how})")),
            Ended::NatsStalled => ("NATS", of_nats, "takes no events".to_owned()),
        };
        if !restarts.allow(Instant::now()) {
            bail!("{name} {how}, and did so again and again; see its log in var");
        }
        say(&format!("{name} {how}"));
        let again = async {
            match (&ended, &mut self.postgres, &mut self.nats) {
                (Ended::Postgres(_), Some((postgres, port)), _) => {
                    tokio::time::sleep(PAUSE).await;
                    postgres.start(*port).await
                }
                (Ended::Nats(_) | Ended::NatsStalled, _, Some((nats, port))) => {
                    nats.stop().await;
                    tokio::time::sleep(PAUSE).await;
                    nats.start(*port).await
                }
                (Ended::Postgres(_) | Ended::Nats(_) | Ended::NatsStalled, _, _) => Ok(()),
            }
        };
        step(&format!("Starting {name} again"), again)
            .await
            .with_context(|| format!("{name} does not come back"))
    }

    pub(crate) async fn stop(&mut self) {
        if let Some((mut nats, _)) = self.nats.take() {
            let _ = step("Stopping NATS", stopped(nats.stop())).await;
        }
        if let Some((mut postgres, _)) = self.postgres.take() {
            let _ = step("Stopping Postgres", stopped(postgres.stop())).await;
        }
    }
}

async fn stopped(stop: impl Future<Output = ()>) -> Result<()> {
    stop.await;
    Ok(())
}
