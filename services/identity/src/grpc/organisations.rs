//! OrganisationService on the wire.

pub(super) mod access;
pub(super) mod call;
mod claims;
pub(super) mod convert;
pub(super) mod create;
pub(super) mod invitations;
mod joining;
mod members;
mod proof;
mod read;

use proto::asf::identity::v1::{self as v1, organisation_service_server::OrganisationService};
use tonic::Request;

use crate::grpc::{Answer, Grpc};

#[tonic::async_trait]
impl OrganisationService for Grpc {
    async fn create_organisation(
        &self,
        request: Request<v1::CreateOrganisationRequest>,
    ) -> Answer<v1::CreateOrganisationResponse> {
        create::create(&self.rooms, request).await
    }

    async fn get_organisation(
        &self,
        request: Request<v1::GetOrganisationRequest>,
    ) -> Answer<v1::GetOrganisationResponse> {
        read::get(&self.rooms, request).await
    }

    async fn list_my_organisations(
        &self,
        request: Request<v1::ListMyOrganisationsRequest>,
    ) -> Answer<v1::ListMyOrganisationsResponse> {
        read::mine(&self.rooms, request).await
    }

    async fn find_organisations(
        &self,
        request: Request<v1::FindOrganisationsRequest>,
    ) -> Answer<v1::FindOrganisationsResponse> {
        read::find(&self.rooms, request).await
    }

    async fn update_organisation(
        &self,
        request: Request<v1::UpdateOrganisationRequest>,
    ) -> Answer<v1::UpdateOrganisationResponse> {
        create::update(&self.rooms, request).await
    }

    async fn list_members(
        &self,
        request: Request<v1::ListMembersRequest>,
    ) -> Answer<v1::ListMembersResponse> {
        members::list(&self.rooms, request).await
    }

    async fn change_member_role(
        &self,
        request: Request<v1::ChangeMemberRoleRequest>,
    ) -> Answer<v1::ChangeMemberRoleResponse> {
        members::change_role(&self.rooms, request).await
    }

    async fn remove_member(
        &self,
        request: Request<v1::RemoveMemberRequest>,
    ) -> Answer<v1::RemoveMemberResponse> {
        members::remove(&self.rooms, request).await
    }

    async fn invite_member(
        &self,
        request: Request<v1::InviteMemberRequest>,
    ) -> Answer<v1::InviteMemberResponse> {
        invitations::invite(&self.rooms, request).await
    }

    async fn list_invitations(
        &self,
        request: Request<v1::ListInvitationsRequest>,
    ) -> Answer<v1::ListInvitationsResponse> {
        invitations::list(&self.rooms, request).await
    }

    async fn withdraw_invitation(
        &self,
        request: Request<v1::WithdrawInvitationRequest>,
    ) -> Answer<v1::WithdrawInvitationResponse> {
        invitations::withdraw(&self.rooms, request).await
    }

    async fn read_invitation(
        &self,
        request: Request<v1::ReadInvitationRequest>,
    ) -> Answer<v1::ReadInvitationResponse> {
        invitations::read(&self.rooms, request).await
    }

    async fn accept_invitation(
        &self,
        request: Request<v1::AcceptInvitationRequest>,
    ) -> Answer<v1::AcceptInvitationResponse> {
        invitations::accept(&self.rooms, request).await
    }

    async fn request_to_join(
        &self,
        request: Request<v1::RequestToJoinRequest>,
    ) -> Answer<v1::RequestToJoinResponse> {
        joining::request(&self.rooms, request).await
    }

    async fn list_join_requests(
        &self,
        request: Request<v1::ListJoinRequestsRequest>,
    ) -> Answer<v1::ListJoinRequestsResponse> {
        joining::list(&self.rooms, request).await
    }

    async fn decide_join_request(
        &self,
        request: Request<v1::DecideJoinRequestRequest>,
    ) -> Answer<v1::DecideJoinRequestResponse> {
        joining::decide(&self.rooms, request).await
    }

    async fn request_claim(
        &self,
        request: Request<v1::RequestClaimRequest>,
    ) -> Answer<v1::RequestClaimResponse> {
        claims::request(&self.rooms, request).await
    }

    async fn withdraw_claim(
        &self,
        request: Request<v1::WithdrawClaimRequest>,
    ) -> Answer<v1::WithdrawClaimResponse> {
        claims::withdraw(&self.rooms, request).await
    }

    async fn release_enterprise(
        &self,
        request: Request<v1::ReleaseEnterpriseRequest>,
    ) -> Answer<v1::ReleaseEnterpriseResponse> {
        claims::release(&self.rooms, request).await
    }
}
