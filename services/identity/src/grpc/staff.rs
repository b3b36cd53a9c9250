//! StaffService on the wire.

mod audit;
mod decisions;
mod organisations;
mod people;

use proto::asf::identity::v1::{self as v1, staff_service_server::StaffService};
use tonic::Request;

use crate::grpc::{Answer, Grpc};

#[tonic::async_trait]
impl StaffService for Grpc {
    async fn list_organisations(
        &self,
        request: Request<v1::ListOrganisationsRequest>,
    ) -> Answer<v1::ListOrganisationsResponse> {
        organisations::list(&self.rooms, request).await
    }

    async fn register_organisation(
        &self,
        request: Request<v1::RegisterOrganisationRequest>,
    ) -> Answer<v1::RegisterOrganisationResponse> {
        organisations::register(&self.rooms, request).await
    }

    async fn verify_organisation(
        &self,
        request: Request<v1::VerifyOrganisationRequest>,
    ) -> Answer<v1::VerifyOrganisationResponse> {
        decisions::verify(&self.rooms, request).await
    }

    async fn refuse_organisation(
        &self,
        request: Request<v1::RefuseOrganisationRequest>,
    ) -> Answer<v1::RefuseOrganisationResponse> {
        decisions::refuse(&self.rooms, request).await
    }

    async fn close_organisation(
        &self,
        request: Request<v1::CloseOrganisationRequest>,
    ) -> Answer<v1::CloseOrganisationResponse> {
        decisions::close(&self.rooms, request).await
    }

    async fn set_skoopi_membership(
        &self,
        request: Request<v1::SetSkoopiMembershipRequest>,
    ) -> Answer<v1::SetSkoopiMembershipResponse> {
        decisions::set_skoopi_membership(&self.rooms, request).await
    }

    async fn find_account(
        &self,
        request: Request<v1::FindAccountRequest>,
    ) -> Answer<v1::FindAccountResponse> {
        people::find(&self.rooms, request).await
    }

    async fn list_role_holders(
        &self,
        request: Request<v1::ListRoleHoldersRequest>,
    ) -> Answer<v1::ListRoleHoldersResponse> {
        people::list_role_holders(&self.rooms, request).await
    }

    async fn grant_role(
        &self,
        request: Request<v1::GrantRoleRequest>,
    ) -> Answer<v1::GrantRoleResponse> {
        people::grant(&self.rooms, request).await
    }

    async fn revoke_role(
        &self,
        request: Request<v1::RevokeRoleRequest>,
    ) -> Answer<v1::RevokeRoleResponse> {
        people::revoke(&self.rooms, request).await
    }

    async fn list_audit(
        &self,
        request: Request<v1::ListAuditRequest>,
    ) -> Answer<v1::ListAuditResponse> {
        audit::list(&self.rooms, request).await
    }
}
