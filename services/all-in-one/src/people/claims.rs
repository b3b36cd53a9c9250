//! Tying an organisation to its enterprise on the list: its owner asks, staff
//! say yes, and both services hear of it.

use anyhow::{Context, Result};
use proto::asf::{
    identity::v1::{Organisation, RequestClaimRequest},
    registry::v1::{
        ApproveClaimRequest, EnterpriseSummary, GetOwnEnterpriseRequest, Profile,
        SearchEnterprisesRequest, UpdateProfileRequest,
        registry_service_client::RegistryServiceClient,
    },
};
use tonic::{Code, transport::Channel};

use crate::{
    asking::{by, told, until},
    people::{LoggedIn, People},
};

impl People {
    /// # Errors
    /// A step is refused, or the news of one does not reach the other service.
    pub(crate) async fn tie(
        &self,
        registry: &RegistryServiceClient<Channel>,
        staff: &LoggedIn,
        owner: &LoggedIn,
        enterprise: &str,
    ) -> Result<()> {
        let own = self.organisation_of(owner).await?;
        let own = own.context("an owner without organisation")?;
        if !own.enterprise_id.is_empty() {
            return Ok(());
        }
        if own
            .claim
            .as_ref()
            .is_none_or(|it| it.enterprise_id != enterprise)
        {
            self.claim(owner, &own, enterprise).await?;
        }
        let approve = ApproveClaimRequest {
            id: enterprise.to_owned(),
            organisation_id: own.id.clone(),
        };
        until(&format!("the tie of {}", own.name), async || {
            let now = self.organisation_of(owner).await?.unwrap_or_default();
            if !now.enterprise_id.is_empty() {
                return Ok(Some(()));
            }
            let request = self.by(staff, approve.clone()).await?;
            match registry.clone().approve_claim(request).await {
                Err(status) if is_on_its_way(status.code()) => Ok(None),
                answer => told(answer).map(|_| None),
            }
        })
        .await
    }

    /// Changes the work-integration services of the own enterprise on the list.
    ///
    /// # Errors
    /// There is none, or the change is refused.
    pub(crate) async fn propose(
        &self,
        registry: &RegistryServiceClient<Channel>,
        owner: &LoggedIn,
        services: [&str; 2],
    ) -> Result<()> {
        let request = self.by(owner, GetOwnEnterpriseRequest::default()).await?;
        let own = told(registry.clone().get_own_enterprise(request).await)?;
        let own = own.enterprise.context("an owner without enterprise")?;
        let change = UpdateProfileRequest {
            id: own.id,
            profile: Some(Profile {
                services: services.map(str::to_owned).to_vec(),
                ..Profile::default()
            }),
            ..UpdateProfileRequest::default()
        };
        let request = self.by(owner, change).await?;
        told(registry.clone().update_profile(request).await).map(drop)
    }

    async fn claim(&self, owner: &LoggedIn, own: &Organisation, enterprise: &str) -> Result<()> {
        let request = RequestClaimRequest {
            id: own.id.clone(),
            enterprise_id: enterprise.to_owned(),
        };
        let request = self.by(owner, request).await?;
        let asked = self.organisations.clone().request_claim(request).await;
        told(asked).with_context(|| format!("{} may not claim", own.name))?;
        Ok(())
    }
}

/// The registry learns of a claim by an event, a moment after it was made, and
/// identity of the approval in the same way.
fn is_on_its_way(code: Code) -> bool {
    matches!(
        code,
        Code::NotFound | Code::FailedPrecondition | Code::AlreadyExists
    )
}

/// The entry of the list with this name and number.
///
/// # Errors
/// It is not on the list.
pub(crate) async fn listed(
    registry: &RegistryServiceClient<Channel>,
    name: &str,
    org_number: &str,
) -> Result<EnterpriseSummary> {
    let request = SearchEnterprisesRequest {
        q: name.to_owned(),
        ..SearchEnterprisesRequest::default()
    };
    let found = registry.clone().search_enterprises(by(None, request)).await;
    let mut found = told(found)?.enterprises.into_iter();
    found
        .find(|it| it.org_number == org_number)
        .with_context(|| format!("{name} is not on the list"))
}
