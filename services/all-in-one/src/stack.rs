//! Everything at once: the servers, the services in this process, samples,
//! and the way down again.

mod addresses;
mod configs;
mod credentials;
mod delivery;
mod greeting;
mod http;
mod part;
mod restarts;
mod samples;
mod servers;
mod services;
mod variables;

use anyhow::Result;
use chassis::{client::channel, clock::Clock, shutdown, telemetry::Telemetry};
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::{
    home::{Home, write_private},
    lock::Lock,
    mailbox::Mailbox,
    people::People,
    ports::Ports,
    progress::{say, step},
    settings::{Launcher, refuse_production},
};

use self::{
    addresses::Addresses,
    configs::Configs,
    credentials::Credentials,
    delivery::Delivery,
    greeting::Greeting,
    samples::Samplers,
    servers::{Ended, Servers},
    services::Services,
    variables::Variables,
};

/// What runs, in the order that it was started in.
#[derive(Default)]
struct Running {
    servers: Servers,
    telemetry: Option<Telemetry>,
    mailbox: Option<DropGuard>,
    services: Services,
    delivery: Option<Delivery>,
}

/// What a start has found out on its way.
struct Begun<'a> {
    home: &'a Home,
    credentials: Credentials,
    variables: Variables,
    addresses: Addresses,
    configs: Configs,
    clock: Clock,
    /// Of the registry: its samples have a past.
    past: Clock,
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
        let credentials = Credentials::ensure(home, clock.now())?;
        let users = credentials.nats_users()?;
        self.servers
            .start(home, settings, &mut ports, users)
            .await?;
        let mut variables = Variables::of_process();
        self.servers.describe(&mut variables);
        name_files(home, &mut variables);
        let addresses = Addresses::choose(&mut ports, &mut variables)?;
        let login = |login: &str, password: &str| self.servers.database_url_of(login, password);
        let configs = Configs::read(&variables, &credentials, &login)?;
        self.telemetry = Some(configs.start_logging());
        let begun = Begun {
            home,
            credentials,
            variables,
            addresses,
            configs,
            clock,
            past: samples::past(home, with_samples),
        };
        self.serve(&begun).await?;
        if with_samples {
            self.samples(&begun).await?;
        }
        let programs = begun.credentials.of_owner("registry", &begun.variables)?;
        write_private(&home.path("run.env"), &programs.shell())?;
        self.greet(&begun)
    }

    async fn serve(&mut self, begun: &Begun<'_>) -> Result<()> {
        let (configs, owner) = (&begun.configs, self.servers.database_url());
        step("Preparing the database", async {
            let mut config = configs.registry.clone();
            config.shared.database_url = owner.clone().into();
            registry::SERVICE.migrate(&config.shared).await?;
            let mut config = configs.identity.clone();
            config.shared.database_url = owner.clone().into();
            identity::SERVICE.migrate(&config.shared).await?;
            begun.credentials.make_logins(&owner).await
        })
        .await?;
        let stop = CancellationToken::new();
        let (folder, addresses) = (begun.home.path("mail"), &begun.addresses);
        Mailbox::start(folder, addresses.smtp, addresses.mailbox, stop.clone()).await?;
        self.mailbox = Some(stop.drop_guard());
        let start = self
            .services
            .start(configs, addresses, (&begun.clock, &begun.past));
        step("Starting the services", start).await?;
        // The launcher holds all certificates, and asks as the gateway does.
        self.delivery = Some(Delivery::new(addresses, &configs.gateway.shared)?);
        Ok(())
    }

    async fn samples(&self, begun: &Begun<'_>) -> Result<()> {
        let (addresses, configs) = (&begun.addresses, &begun.configs);
        // The launcher holds all certificates, and acts as the gateway does.
        let shared = &configs.gateway.shared;
        let identity = channel(&addresses.identity_url(), "identity", shared)?;
        let samplers = Samplers {
            home: begun.home,
            identity_channel: identity.clone(),
            people: People::new(identity, begun.home.path("mail")),
            registry: channel(&addresses.registry_url(), "registry", shared)?,
            identity: &configs.identity,
            clock: &begun.clock,
            past: &begun.past,
            database: self.servers.cluster(),
        };
        samplers.ensure().await
    }

    fn greet(&self, begun: &Begun<'_>) -> Result<()> {
        Greeting {
            site: &begun.configs.gateway.shared.public_url,
            mailbox: &format!("http://{}", begun.addresses.mailbox),
            mail: &begun.home.path("mail"),
            nats: &self.servers.nats_url(),
            postgres: &self.servers.database_url(),
            samples: begun.home.path("samples.done").exists(),
        }
        .say();
        Ok(())
    }

    /// Until a signal comes or a service ends; a server that ends, or takes
    /// nothing, is started again.
    async fn watch(&mut self, signals: &CancellationToken) -> Result<()> {
        loop {
            let ended = tokio::select! {
                () = signals.cancelled() => return Ok(()),
                error = self.services.first_end() => return Err(error),
                ended = self.servers.end() => ended,
                () = stalls(self.delivery.as_ref()) => Ended::NatsStalled,
            };
            tokio::select! {
                () = signals.cancelled() => return Ok(()),
                outcome = self.servers.start_again(ended) => outcome?,
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
        self.services.stop().await;
        drop(self.mailbox);
        self.servers.stop().await;
        if let Some(telemetry) = self.telemetry {
            telemetry.stop().await;
        }
        say("Everything is stopped; the data is kept.");
    }
}

async fn stalls(delivery: Option<&Delivery>) {
    match delivery {
        Some(delivery) => delivery.stalls().await,
        None => std::future::pending().await,
    }
}

/// Files of the launcher's folder that services are told of.
fn name_files(home: &Home, variables: &mut Variables) {
    let vault = home.path("keys/vault").display().to_string();
    variables.set("ASF_IDENTITY_VAULT_KEY_FILE", vault);
    let webhooks = home.path("keys/webhooks").display().to_string();
    variables.set("ASF_REGISTRY_WEBHOOK_KEY_FILE", webhooks);
    // Whoever tries webhooks out has the receiver on this machine.
    variables.set_default("ASF_REGISTRY_WEBHOOK_ALLOW", "127.0.0.1,::1".to_owned());
    let ledger = home.path("erasures.ledger").display().to_string();
    variables.set_default("ASF_IDENTITY_ERASURE_LEDGER", ledger);
}
