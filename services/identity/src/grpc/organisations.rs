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

use crate::rooms::Rooms;

host::rpc! {
    impl OrganisationService for Rooms {
        create_organisation(v1::CreateOrganisationRequest) -> v1::CreateOrganisationResponse = create::create;
        get_organisation(v1::GetOrganisationRequest) -> v1::GetOrganisationResponse = read::get;
        list_my_organisations(v1::ListMyOrganisationsRequest) -> v1::ListMyOrganisationsResponse = read::mine;
        find_organisations(v1::FindOrganisationsRequest) -> v1::FindOrganisationsResponse = read::find;
        update_organisation(v1::UpdateOrganisationRequest) -> v1::UpdateOrganisationResponse = create::update;
        list_members(v1::ListMembersRequest) -> v1::ListMembersResponse = members::list;
        change_member_role(v1::ChangeMemberRoleRequest) -> v1::ChangeMemberRoleResponse = members::change_role;
        remove_member(v1::RemoveMemberRequest) -> v1::RemoveMemberResponse = members::remove;
        invite_member(v1::InviteMemberRequest) -> v1::InviteMemberResponse = invitations::invite;
        list_invitations(v1::ListInvitationsRequest) -> v1::ListInvitationsResponse = invitations::list;
        withdraw_invitation(v1::WithdrawInvitationRequest) -> v1::WithdrawInvitationResponse = invitations::withdraw;
        read_invitation(v1::ReadInvitationRequest) -> v1::ReadInvitationResponse = invitations::read;
        accept_invitation(v1::AcceptInvitationRequest) -> v1::AcceptInvitationResponse = invitations::accept;
        request_to_join(v1::RequestToJoinRequest) -> v1::RequestToJoinResponse = join_requests::request;
        list_join_requests(v1::ListJoinRequestsRequest) -> v1::ListJoinRequestsResponse = join_requests::list;
        decide_join_request(v1::DecideJoinRequestRequest) -> v1::DecideJoinRequestResponse = join_requests::decide;
        request_claim(v1::RequestClaimRequest) -> v1::RequestClaimResponse = claims::request;
        withdraw_claim(v1::WithdrawClaimRequest) -> v1::WithdrawClaimResponse = claims::withdraw;
        release_enterprise(v1::ReleaseEnterpriseRequest) -> v1::ReleaseEnterpriseResponse = claims::release;
    }
}
