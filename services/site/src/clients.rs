//! Typed clients of the services behind the site.

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

/// Clones share their connections.
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
}

impl Clients {
    pub(crate) fn over(registry: Channel, identity: Channel) -> Self {
        Self {
            registry: RegistryServiceClient::new(registry.clone()),
            benefits: BenefitServiceClient::new(registry.clone()),
            history: HistoryServiceClient::new(registry.clone()),
            reviews: ReviewServiceClient::new(registry.clone()),
            shortlists: ShortlistServiceClient::new(registry.clone()),
            webhooks: WebhookServiceClient::new(registry),
            accounts: AccountServiceClient::new(identity.clone()),
            sessions: SessionServiceClient::new(identity.clone()),
            factors: FactorServiceClient::new(identity.clone()),
            organisations: OrganisationServiceClient::new(identity.clone()),
            staff: StaffServiceClient::new(identity),
        }
    }
}
