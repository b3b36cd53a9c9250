//! The services behind the gateway, and how to reach them.

use proto::asf::registry::v1::registry_service_client::RegistryServiceClient;
use tonic::transport::Channel;

use crate::config::Config;

/// Typed clients for the site and plain channels for the JSON API. Clones
/// share their connections.
#[derive(Clone)]
pub(crate) struct Clients {
    pub(crate) registry: RegistryServiceClient<Channel>,
    registry_channel: Channel,
}

impl Clients {
    /// Connects lazily: a service that is down is a failed request, not a
    /// failed start.
    pub(crate) fn connect(config: &Config) -> anyhow::Result<Self> {
        let registry_channel = chassis::client::channel(&config.gateway.registry_url)?;
        Ok(Self {
            registry: RegistryServiceClient::new(registry_channel.clone()),
            registry_channel,
        })
    }

    /// The channel to the service that owns a proto package.
    pub(crate) fn channel(&self, package: &str) -> Option<&Channel> {
        match package {
            "asf.registry.v1" => Some(&self.registry_channel),
            _ => None,
        }
    }

    pub(crate) fn registry_channel(&self) -> &Channel {
        &self.registry_channel
    }
}
