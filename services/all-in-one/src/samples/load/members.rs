//! ASFs that belong to Skoopi: staff register their organisations, which have
//! nobody in them yet, and tie them to their enterprises.

use anyhow::{Context, Result};
use proto::asf::{
    identity::v1::{
        OrganisationKind, RegisterOrganisationRequest, RequestClaimRequest,
        SetSkoopiMembershipRequest, SkoopiMembership,
    },
    registry::v1::{ApproveClaimRequest, Profile},
};
use tonic::Code;

use crate::{
    asking::{told, until},
    people::claims,
    samples::load::{Loader, calls::insisting},
};

impl Loader {
    pub(super) async fn join_one(&self, place: usize, profile: &Profile, from: &str) -> Result<()> {
        let organisation = self.organisation(place, profile).await?;
        let listed = claims::listed(&self.registry, &profile.name, &profile.org_number).await?;
        let enterprise = listed.id;
        let membership = SkoopiMembership {
            from: from.to_owned(),
            ..SkoopiMembership::default()
        };
        let set = SetSkoopiMembershipRequest {
            id: organisation.clone(),
            membership: Some(membership),
        };
        let set = async || {
            let request = self.request(set.clone(), Some(("join", place)));
            self.staff.clone().set_skoopi_membership(request).await
        };
        told(insisting(set).await)?;
        let claim = RequestClaimRequest {
            id: organisation.clone(),
            enterprise_id: enterprise.clone(),
        };
        let claim = async || {
            let request = self.request(claim.clone(), Some(("claim", place)));
            self.organisations.clone().request_claim(request).await
        };
        told(insisting(claim).await)?;
        self.approve(enterprise, organisation).await
    }

    async fn organisation(&self, place: usize, profile: &Profile) -> Result<String> {
        let message = RegisterOrganisationRequest {
            kind: OrganisationKind::Asf.into(),
            name: profile.name.clone(),
            org_number: profile.org_number.clone(),
            ..RegisterOrganisationRequest::default()
        };
        let found = async || {
            let request = self.request(message.clone(), Some(("found", place)));
            self.staff.clone().register_organisation(request).await
        };
        let made = told(insisting(found).await)?.organisation;
        Ok(made.context("an answer without organisation")?.id)
    }

    /// The registry learns of the claim by an event, a moment after it was made.
    async fn approve(&self, id: String, organisation_id: String) -> Result<()> {
        let message = ApproveClaimRequest {
            id,
            organisation_id,
        };
        until("the claim", async || {
            let request = self.request(message.clone(), None);
            match self.registry.clone().approve_claim(request).await {
                Err(status) if status.code() == Code::FailedPrecondition => Ok(None),
                answer => told(answer).map(Some),
            }
        })
        .await
        .map(drop)
    }
}
