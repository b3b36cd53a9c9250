//! The services of the platform as tasks of this process, started so that those
//! that others call come first.

use std::time::Duration;

use anyhow::{Context, Result};
use chassis::clock::Clock;
use tokio::{net::TcpStream, time::timeout};

use crate::{
    progress::{say, step},
    stack::{addresses::Addresses, configs::Configs, http, part::Part},
};

/// A service that cannot start in this time has a fault.
const READY_LIMIT: Duration = Duration::from_secs(60);

const LOOK: Duration = Duration::from_millis(20);

/// In the order that they were started in.
#[derive(Default)]
pub(crate) struct Services {
    parts: Vec<Part>,
}

impl Services {
    /// The registry follows a clock of its own, `past`.
    ///
    /// # Errors
    /// One of them fails, or is not ready in time.
    pub(crate) async fn start(
        &mut self,
        configs: &Configs,
        addresses: &Addresses,
        (clock, past): (&Clock, &Clock),
    ) -> Result<()> {
        let (config, time) = (configs.identity.clone(), clock.clone());
        self.add("identity", |stop| identity::run(config, time, stop));
        self.until(|| async { TcpStream::connect(addresses.identity).await.is_ok() })
            .await?;
        let (config, time) = (configs.registry.clone(), past.clone());
        self.add("the registry", |stop| registry::run(config, time, stop));
        self.until(|| async { TcpStream::connect(addresses.registry).await.is_ok() })
            .await?;
        let (config, time) = (configs.gateway.clone(), clock.clone());
        self.add("the gateway", |stop| gateway::run(config, time, stop));
        self.until(|| http::answers_ok(addresses.gateway, "/readyz"))
            .await
    }

    fn add<F>(
        &mut self,
        name: &'static str,
        run: impl FnOnce(tokio_util::sync::CancellationToken) -> F,
    ) where
        F: Future<Output = Result<()>> + Send + 'static,
    {
        self.parts.push(Part::start(name, run));
    }

    /// Polls until `ready`, or fails as soon as one of the services does.
    async fn until<F>(&mut self, ready: impl Fn() -> F) -> Result<()>
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
            error = self.first_end() => Err(error),
        }
    }

    /// Waits until one of them ends by itself, which it should not.
    pub(crate) async fn first_end(&mut self) -> anyhow::Error {
        let ends = self.parts.iter_mut().map(|part| Box::pin(part.end()));
        let (error, _, _) = futures::future::select_all(ends).await;
        error
    }

    /// The other way round than the start.
    pub(crate) async fn stop(&mut self) {
        while let Some(part) = self.parts.pop() {
            let name = part.name();
            if let Err(error) = step(&format!("Stopping {name}"), part.stop()).await {
                say(&format!("{name}: {error:#}"));
            }
        }
    }
}
