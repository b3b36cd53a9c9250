//! The gRPC server of every service: who may connect and who may call is
//! checked before a handler runs, every call has a deadline, too much work is
//! turned away before queues grow, and the server ends within a known time.

mod connections;
mod deadline;
mod gate;
mod health;
mod observe;
mod peer;
mod places;

use std::{sync::Arc, time::Duration};

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tonic::service::Routes;

use crate::{
    access::{Access, MissingAccess},
    caller::TokenVerifier,
    clock::Clock,
    tls::Tls,
};

pub use health::Health;

use connections::Door;
use gate::Gate;

/// What a server takes on, and for how long.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The time until an answer begins, for calls without `grpc-timeout`.
    pub deadline: Duration,
    /// Calls at the same time, not counting streams that have begun.
    pub calls: usize,
    /// Streams that are open at the same time.
    pub streams: usize,
    /// After a shutdown, calls may go on for so long.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            deadline: Duration::from_secs(10),
            calls: 1024,
            streams: 4096,
            drain: Duration::from_secs(10),
        }
    }
}

/// A gRPC server with health and reflection.
#[derive(Debug)]
pub struct Server {
    services: Vec<String>,
    access: Result<Access, MissingAccess>,
    verifier: TokenVerifier,
    tls: Tls,
    clock: Clock,
    limits: Limits,
    health: Health,
}

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error(transparent)]
    MissingAccess(#[from] MissingAccess),
    #[error("the descriptors for reflection cannot be read")]
    Reflection(#[from] tonic_reflection::server::Error),
}

impl Server {
    /// A server for services by their full proto names. Only these are
    /// served, whatever else the routes hold.
    pub fn new(services: &[&str], verifier: TokenVerifier, tls: Tls, clock: Clock) -> Self {
        Self {
            services: services.iter().map(|name| (*name).to_owned()).collect(),
            access: Access::of(services),
            verifier,
            tls,
            clock,
            limits: Limits::default(),
            health: Health::new(services),
        }
    }

    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Tells probes whether the service is ready; it is from the start, until
    /// somebody says otherwise.
    pub fn health(&self) -> Health {
        self.health.clone()
    }

    /// Serves until the shutdown, then lets calls end within the limit.
    ///
    /// A stream that follows without end has to watch the same token: those
    /// still open when the limit is reached are cut off.
    pub async fn serve(
        self,
        listener: TcpListener,
        routes: Routes,
        shutdown: CancellationToken,
    ) -> Result<(), ServeError> {
        let routes = routes
            .add_service(self.health.service())
            .add_service(health::reflection(&self.services)?)
            .prepare();
        let access = self.access?;
        let door = Door {
            tls: self.tls.acceptor(),
            names: access.peers(),
        };
        let rules = gate::Rules::new(access, self.verifier, self.clock, &self.limits);
        let gate = Gate::new(routes, Arc::new(rules));
        self.health.ready_unless_told().await;
        connections::serve(listener, door, gate, &self.limits, &shutdown, &self.health).await;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
