//! Whether NATS takes what the services send. The server keeps a write error
//! until it is started again, also when the disk has long had room: its process
//! goes on, so only those who write notice.

use std::time::Duration;

use anyhow::Result;
use chassis::{client::channel, config::Shared};
use host::delivery::BROKER;
use tonic::{Request, transport::Channel};
use tonic_health::pb::{
    HealthCheckRequest, health_check_response::ServingStatus, health_client::HealthClient,
};

use crate::stack::addresses::Addresses;

const LOOK: Duration = Duration::from_secs(2);
const LIMIT: Duration = Duration::from_secs(2);
/// Looks in a row that found it so: the services have waited before they say it.
const PATIENCE: u32 = 3;

/// Asks those that send.
pub(super) struct Delivery(Vec<Channel>);

impl Delivery {
    /// # Errors
    /// An address cannot be used.
    pub(super) fn new(addresses: &Addresses, shared: &Shared) -> Result<Self> {
        Ok(Self(vec![
            channel(&addresses.registry_url(), "registry", shared)?,
            channel(&addresses.identity_url(), "identity", shared)?,
        ]))
    }

    /// Waits until NATS has taken nothing for some time.
    pub(super) async fn stalls(&self) {
        let mut in_vain = 0;
        while in_vain < PATIENCE {
            tokio::time::sleep(LOOK).await;
            let mut stalled = false;
            for service in &self.0 {
                stalled |= says_so(service).await;
            }
            in_vain = if stalled { in_vain + 1 } else { 0 };
        }
    }
}

/// A service that does not answer says nothing of NATS.
async fn says_so(service: &Channel) -> bool {
    let mut request = Request::new(HealthCheckRequest {
        service: BROKER.to_owned(),
    });
    request.set_timeout(LIMIT);
    let answer = HealthClient::new(service.clone()).check(request).await;
    answer.is_ok_and(|it| it.into_inner().status() == ServingStatus::NotServing)
}
