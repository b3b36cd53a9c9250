//! OrganisationService on the wire.

pub(super) mod access;
pub(super) mod call;
mod claims;
pub(super) mod convert;
pub(super) mod create;
pub(super) mod invitations;
mod join_requests;
mod members;
mod proof;
mod read;

use proto::asf::identity::v1::{self as v1, organisation_service_server::OrganisationService};
use tonic::Request;

use crate::{grpc::Answer, rooms::Rooms};

host::rpc! {
    impl OrganisationService for Rooms {
        list_members(v1::ListMembersRequest) -> v1::ListMembersResponse = members::list;
        change_member_role(v1::ChangeMemberRoleRequest) -> v1::ChangeMemberRoleResponse = members::change_role;
        remove_member(v1::RemoveMemberRequest) -> v1::RemoveMemberResponse = members::remove;
        request_claim(v1::RequestClaimRequest) -> v1::RequestClaimResponse = claims::request;
        withdraw_claim(v1::WithdrawClaimRequest) -> v1::WithdrawClaimResponse = claims::withdraw;
        release_enterprise(v1::ReleaseEnterpriseRequest) -> v1::ReleaseEnterpriseResponse = claims::release;
        ..{
            async fn create_organisation(
                &self,
                request: Request<v1::CreateOrganisationRequest>,
            ) -> Answer<v1::CreateOrganisationResponse> {
                create::create(self, request).await
            }

            async fn get_organisation(
                &self,
                request: Request<v1::GetOrganisationRequest>,
            ) -> Answer<v1::GetOrganisationResponse> {
                read::get(self, request).await
            }

            async fn list_my_organisations(
                &self,
                request: Request<v1::ListMyOrganisationsRequest>,
            ) -> Answer<v1::ListMyOrganisationsResponse> {
                read::mine(self, request).await
            }

            async fn find_organisations(
                &self,
                request: Request<v1::FindOrganisationsRequest>,
            ) -> Answer<v1::FindOrganisationsResponse> {
                read::find(self, request).await
            }

            async fn update_organisation(
                &self,
                request: Request<v1::UpdateOrganisationRequest>,
            ) -> Answer<v1::UpdateOrganisationResponse> {
                create::update(self, request).await
            }

            async fn invite_member(
                &self,
                request: Request<v1::InviteMemberRequest>,
            ) -> Answer<v1::InviteMemberResponse> {
                invitations::invite(self, request).await
            }

            async fn list_invitations(
                &self,
                request: Request<v1::ListInvitationsRequest>,
            ) -> Answer<v1::ListInvitationsResponse> {
                invitations::list(self, request).await
            }

            async fn withdraw_invitation(
                &self,
                request: Request<v1::WithdrawInvitationRequest>,
            ) -> Answer<v1::WithdrawInvitationResponse> {
                invitations::withdraw(self, request).await
            }

            async fn read_invitation(
                &self,
                request: Request<v1::ReadInvitationRequest>,
            ) -> Answer<v1::ReadInvitationResponse> {
                invitations::read(self, request).await
            }

            async fn accept_invitation(
                &self,
                request: Request<v1::AcceptInvitationRequest>,
            ) -> Answer<v1::AcceptInvitationResponse> {
                invitations::accept(self, request).await
            }

            async fn request_to_join(
                &self,
                request: Request<v1::RequestToJoinRequest>,
            ) -> Answer<v1::RequestToJoinResponse> {
                join_requests::request(self, request).await
            }

            async fn list_join_requests(
                &self,
                request: Request<v1::ListJoinRequestsRequest>,
            ) -> Answer<v1::ListJoinRequestsResponse> {
                join_requests::list(self, request).await
            }

            async fn decide_join_request(
                &self,
                request: Request<v1::DecideJoinRequestRequest>,
            ) -> Answer<v1::DecideJoinRequestResponse> {
                join_requests::decide(self, request).await
            }
        }
    }
}
