//! The services behind the site, asked in the name of whoever is logged in, or
//! in nobody's.

use std::{sync::Arc, time::Duration};

use proto::asf::{
    identity::v1::{
        account_service_client::AccountServiceClient, factor_service_client::FactorServiceClient,
        organisation_service_client::OrganisationServiceClient,
        session_service_client::SessionServiceClient, staff_service_client::StaffServiceClient,
    },
    registry::v1::{
        benefit_service_client::BenefitServiceClient, history_service_client::HistoryServiceClient,
        registry_service_client::RegistryServiceClient, review_service_client::ReviewServiceClient,
        shortlist_service_client::ShortlistServiceClient,
        webhook_service_client::WebhookServiceClient,
    },
};
use tonic::{
    GrpcMethod, Request, Status,
    service::{Interceptor, interceptor::InterceptedService},
    transport::Channel,
};

use crate::{
    Site,
    page::{
        once::OneTimeKey,
        page_request::{LIMIT, PageRequest},
    },
};

/// Pages for everybody show what they have sooner.
const PUBLIC_LIMIT: Duration = Duration::from_secs(5);

/// A channel over which every call carries who asks, and its deadline.
pub(crate) type Service = InterceptedService<Channel, Outgoing>;

#[derive(Clone)]
pub(crate) struct Outgoing {
    token: Option<Arc<str>>,
    limit: Duration,
    /// Of the form that asks.
    key: Option<OneTimeKey>,
}

impl Interceptor for Outgoing {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        // One form may give several commands.
        let method = request.extensions().get::<GrpcMethod<'static>>();
        let method = method.map_or("", |it| it.method());
        let key = self.key.as_ref().map(|it| format!("{}.{method}", it.0));
        let (token, key) = (self.token.as_deref(), key.as_deref());
        chassis::client::outgoing(&mut request, token, self.limit, key);
        Ok(request)
    }
}

macro_rules! services {
    ($($name:ident: $client:ident of $process:ident;)+) => {
        impl PageRequest {
            $(pub(crate) fn $name(&self) -> $client<Service> {
                let channel = self.site.services.$process.clone();
                $client::with_interceptor(channel, self.outgoing())
            })+
        }
    };
}

services! {
    registry: RegistryServiceClient of registry;
    benefits: BenefitServiceClient of registry;
    history: HistoryServiceClient of registry;
    reviews: ReviewServiceClient of registry;
    shortlists: ShortlistServiceClient of registry;
    webhooks: WebhookServiceClient of registry;
    accounts: AccountServiceClient of identity;
    sessions: SessionServiceClient of identity;
    factors: FactorServiceClient of identity;
    organisations: OrganisationServiceClient of identity;
    staff: StaffServiceClient of identity;
}

impl PageRequest {
    fn outgoing(&self) -> Outgoing {
        let token = self.visitor.as_ref().map(|it| Arc::clone(&it.token));
        Outgoing {
            token,
            limit: LIMIT,
            key: self.key.clone(),
        }
    }
}

/// For what the services answer alike to everybody.
impl Site {
    pub(crate) fn registry(&self) -> RegistryServiceClient<Service> {
        RegistryServiceClient::with_interceptor(self.services.registry.clone(), Outgoing::PUBLIC)
    }

    /// What was typed is kept in the name of the gateway: nobody may be logged
    /// in.
    pub(crate) fn kept_forms(&self) -> SessionServiceClient<Service> {
        SessionServiceClient::with_interceptor(self.services.identity.clone(), Outgoing::PUBLIC)
    }

    pub(crate) fn benefits(&self) -> BenefitServiceClient<Service> {
        BenefitServiceClient::with_interceptor(self.services.registry.clone(), Outgoing::PUBLIC)
    }
}

impl Outgoing {
    const PUBLIC: Self = Self {
        token: None,
        limit: PUBLIC_LIMIT,
        key: None,
    };
}
