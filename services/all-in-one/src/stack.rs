//! Everything at once: the servers, the services in this process, samples,
//! and the way down again.

mod addresses;
mod configs;
mod greeting;
mod http;
mod part;
mod samples;
mod servers;
mod variables;

use std::time::Duration;

use anyhow::{Context, Result};
use chassis::{caller::Role, clock::Clock, shutdown, telemetry::Telemetry};
use tokio::{net::TcpStream, time::timeout};
use tokio_util::sync::CancellationToken;

use crate::{
    home::{Home, write_private},
    keys::{Keys, refuse_production},
    lock::Lock,
    ports::Ports,
    progress::{say, step},
    settings::Launcher,
};

use self::{
    addresses::Addresses, configs::Configs, greeting::Greeting, part::Part, servers::Servers,
    variables::Variables,
};

/// How long the printed token is valid.
const TOKEN_DAYS: i64 = 30;

/// A service that cannot start in this time has a fault.
const READY_LIMIT: Duration = Duration::from_secs(60);

const LOOK: Duration = Duration::from_millis(20);

/// What runs, in the order that it was started in.
#[derive(Default)]
struct Running {
    servers: Servers,
    telemetry: Option<Telemetry>,
    parts: Vec<Part>,
}

/// Runs until a signal asks it to stop.
///
/// # Errors
/// One line on what failed; whatever ran is stopped in order.
pub(crate) async fn run(home: &Home, settings: &Launcher, with_samples: bool) -> Result<()> {
    refuse_production(settings.environment)?;
    let _lock = Lock::take(&home.path("run.lock"))?;
    let signals = shutdown::on_signals();
    let mut running = Running::default();
    let outcome = tokio::select! {
        () = signals.cancelled() => Ok(()),
        started = running.start(home, settings, with_samples) => started,
    };
    let outcome = match outcome {
        Ok(()) if !signals.is_cancelled() => running.watch(&signals).await,
        other => other,
    };
    running.stop(home).await;
    outcome
}

impl Running {
    async fn start(&mut self, home: &Home, settings: &Launcher, with_samples: bool) -> Result<()> {
        let clock = Clock::system();
        let mut ports = Ports::read(home.path("ports"));
        self.servers.start(home, settings, &mut ports).await?;
        let keys = Keys::ensure(home, settings.environment)?;
        let mut variables = Variables::of_process();
        self.servers.describe(&mut variables);
        let addresses = Addresses::choose(&mut ports, &mut variables)?;
        let public_key = keys.public_file().display().to_string();
        variables.set("ASF_TOKEN_PUBLIC_KEY_FILE", public_key);
        let configs = Configs::read(&variables)?;
        self.telemetry = Some(configs.start_logging());
        self.services(&configs, &addresses, &clock).await?;
        let valid = time::Duration::days(TOKEN_DAYS);
        let token = keys.token(&[Role::Staff], clock.now(), valid)?;
        write_private(&home.path("keys/staff.token"), &token)?;
        if with_samples {
            samples::ensure(home, &addresses.registry_url(), &token, &clock).await?;
        }
        write_private(&home.path("run.env"), &variables.shell())?;
        Greeting {
            site: &configs.gateway.shared.public_url,
            token: &token,
            token_file: &home.path("keys/staff.token"),
            nats: &self.servers.nats_url(),
            postgres: &self.servers.database_url(),
        }
        .say();
        Ok(())
    }

    /// Starts the services, those that others call first.
    async fn services(
        &mut self,
        configs: &Configs,
        addresses: &Addresses,
        clock: &Clock,
    ) -> Result<()> {
        let migrate = registry::migrate(&configs.registry);
        step("Preparing the database", migrate).await?;
        step("Starting the services", async {
            let (config, time) = (configs.registry.clone(), clock.clone());
            let registry = Part::start("the registry", |stop| registry::run(config, time, stop));
            self.parts.push(registry);
            let listens = || async { TcpStream::connect(addresses.registry).await.is_ok() };
            all_until(&mut self.parts, listens).await?;
            let (config, time) = (configs.gateway.clone(), clock.clone());
            let gateway = Part::start("the gateway", |stop| gateway::run(config, time, stop));
            self.parts.push(gateway);
            let ready = || http::answers_ok(addresses.gateway, "/readyz");
            all_until(&mut self.parts, ready).await
        })
        .await
    }

    /// Until a signal comes or a service ends; a server that ends is started
    /// again.
    async fn watch(&mut self, signals: &CancellationToken) -> Result<()> {
        loop {
            tokio::select! {
                () = signals.cancelled() => return Ok(()),
                error = first_end(&mut self.parts) => return Err(error),
                outcome = self.servers.end_and_start_again() => outcome?,
            }
        }
    }

    /// The other way round than the start.
    async fn stop(mut self, home: &Home) {
        if !self.servers.any() {
            return;
        }
        say("\nStopping …");
        let _ = std::fs::remove_file(home.path("run.env"));
        while let Some(part) = self.parts.pop() {
            let name = part.name();
            if let Err(error) = step(&format!("Stopping {name}"), part.stop()).await {
                say(&format!("{name}: {error:#}"));
            }
        }
        self.servers.stop().await;
        if let Some(telemetry) = self.telemetry {
            telemetry.stop().await;
        }
        say("Everything is stopped; the data is kept.");
    }
}

/// Polls until `ready`, or fails as soon as one of the parts does.
async fn all_until<F>(parts: &mut [Part], ready: impl Fn() -> F) -> Result<()>
where
    F: Future<Output = bool>,
{
    let polled = async {
        while !ready().await {
            tokio::time::sleep(LOOK).await;
        }
    };
    tokio::select! {
        waited = timeout(READY_LIMIT, polled) => {
            waited.with_context(|| format!("the services are not ready after {READY_LIMIT:?}"))
        }
        error = first_end(parts) => Err(error),
    }
}

async fn first_end(parts: &mut [Part]) -> anyhow::Error {
    let ends = parts.iter_mut().map(|part| Box::pin(part.end()));
    let (error, _, _) = futures::future::select_all(ends).await;
    error
}
