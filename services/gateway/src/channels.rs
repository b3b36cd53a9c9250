//! The services behind the gateway, and how to reach them.

use chassis::client;
use tonic::transport::Channel;

use crate::config::Config;

/// One channel to each service. Clones share their connections.
#[derive(Clone)]
pub(crate) struct Channels {
    pub(crate) registry: Channel,
    pub(crate) identity: Channel,
}

impl Channels {
    /// Connects lazily: a service that is down is a failed request, not a
    /// failed start.
    pub(crate) fn connect(config: &Config) -> anyhow::Result<Self> {
        let Config { shared, gateway } = config;
        Ok(Self {
            registry: client::channel(&gateway.registry_url, "registry", shared)?,
            identity: client::channel(&gateway.identity_url, "identity", shared)?,
        })
    }

    /// The channel to the service that owns a proto package.
    pub(crate) fn of(&self, package: &str) -> Option<&Channel> {
        match package {
            "asf.registry.v1" => Some(&self.registry),
            "asf.identity.v1" => Some(&self.identity),
            _ => None,
        }
    }
}
