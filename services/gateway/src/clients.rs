//! The services behind the gateway, and how to reach them.

use chassis::client;
use proto::asf::identity::v1::account_service_client::AccountServiceClient;
use proto::asf::identity::v1::factor_service_client::FactorServiceClient;
use proto::asf::identity::v1::organisation_service_client::OrganisationServiceClient;
use proto::asf::identity::v1::session_service_client::SessionServiceClient;
use proto::asf::identity::v1::staff_service_client::StaffServiceClient;
use proto::asf::registry::v1::benefit_service_client::BenefitServiceClient;
use proto::asf::registry::v1::history_service_client::HistoryServiceClient;
use proto::asf::registry::v1::registry_service_client::RegistryServiceClient;
use proto::asf::registry::v1::review_service_client::ReviewServiceClient;
use proto::asf::registry::v1::shortlist_service_client::ShortlistServiceClient;
use proto::asf::registry::v1::webhook_service_client::WebhookServiceClient;
use tonic::transport::Channel;

use crate::config::Config;

/// Typed clients for the site and plain channels for the JSON API. Clones
/// share their connections.
#[derive(Clone)]
pub(crate) struct Clients {
    pub(crate) registry: RegistryServiceClient<Channel>,
    pub(crate) benefits: BenefitServiceClient<Channel>,
    pub(crate) history: HistoryServiceClient<Channel>,
    pub(crate) reviews: ReviewServiceClient<Channel>,
    pub(crate) shortlists: ShortlistServiceClient<Channel>,
    pub(crate) webhooks: WebhookServiceClient<Channel>,
    pub(crate) accounts: AccountServiceClient<Channel>,
    pub(crate) sessions: SessionServiceClient<Channel>,
    pub(crate) factors: FactorServiceClient<Channel>,
    pub(crate) organisations: OrganisationServiceClient<Channel>,
    pub(crate) staff: StaffServiceClient<Channel>,
    registry_channel: Channel,
    identity_channel: Channel,
}

impl Clients {
    /// Connects lazily: a service that is down is a failed request, not a
    /// failed start.
    pub(crate) fn connect(config: &Config) -> anyhow::Result<Self> {
        let Config { shared, gateway } = config;
        let registry = client::channel(&gateway.registry_url, "registry", shared)?;
        let identity = client::channel(&gateway.identity_url, "identity", shared)?;
        Ok(Self::over(registry, identity))
    }

    pub(crate) fn over(registry: Channel, identity: Channel) -> Self {
        Self {
            registry: RegistryServiceClient::new(registry.clone()),
            benefits: BenefitServiceClient::new(registry.clone()),
            history: HistoryServiceClient::new(registry.clone()),
            reviews: ReviewServiceClient::new(registry.clone()),
            shortlists: ShortlistServiceClient::new(registry.clone()),
            webhooks: WebhookServiceClient::new(registry.clone()),
            accounts: AccountServiceClient::new(identity.clone()),
            sessions: SessionServiceClient::new(identity.clone()),
            factors: FactorServiceClient::new(identity.clone()),
            organisations: OrganisationServiceClient::new(identity.clone()),
            staff: StaffServiceClient::new(identity.clone()),
            registry_channel: registry,
            identity_channel: identity,
        }
    }

    /// The channel to the service that owns a proto package.
    pub(crate) fn channel(&self, package: &str) -> Option<&Channel> {
        match package {
            "asf.registry.v1" => Some(&self.registry_channel),
            "asf.identity.v1" => Some(&self.identity_channel),
            _ => None,
        }
    }

    pub(crate) fn registry_channel(&self) -> &Channel {
        &self.registry_channel
    }

    pub(crate) fn identity_channel(&self) -> &Channel {
        &self.identity_channel
    }
}
