//! StaffService on the wire.

mod audit;
mod decisions;
mod organisations;
mod people;

use proto::asf::identity::v1::{self as v1, staff_service_server::StaffService};

use crate::rooms::Rooms;

host::rpc! {
    impl StaffService for Rooms {
        list_organisations(v1::ListOrganisationsRequest) -> v1::ListOrganisationsResponse = organisations::list;
        register_organisation(v1::RegisterOrganisationRequest) -> v1::RegisterOrganisationResponse =
            organisations::register;
        verify_organisation(v1::VerifyOrganisationRequest) -> v1::VerifyOrganisationResponse = decisions::verify;
        refuse_organisation(v1::RefuseOrganisationRequest) -> v1::RefuseOrganisationResponse = decisions::refuse;
        close_organisation(v1::CloseOrganisationRequest) -> v1::CloseOrganisationResponse = decisions::close;
        set_skoopi_membership(v1::SetSkoopiMembershipRequest) -> v1::SetSkoopiMembershipResponse =
            decisions::set_skoopi_membership;
        find_account(v1::FindAccountRequest) -> v1::FindAccountResponse = people::find;
        list_role_holders(v1::ListRoleHoldersRequest) -> v1::ListRoleHoldersResponse = people::list_role_holders;
        grant_role(v1::GrantRoleRequest) -> v1::GrantRoleResponse = people::grant;
        revoke_role(v1::RevokeRoleRequest) -> v1::RevokeRoleResponse = people::revoke;
        list_audit(v1::ListAuditRequest) -> v1::ListAuditResponse = audit::list;
    }
}
