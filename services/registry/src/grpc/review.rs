//! The way onto the list and what is looked after there: `ReviewService`.

mod case;
mod commands;
mod queue;
mod work_list;

use proto::asf::registry::v1::{self as v1, review_service_server::ReviewService};

use crate::grpc::{
    Grpc,
    review::commands::{certification, changes, listing},
};

host::rpc! {
    impl ReviewService for Grpc {
        attest_criteria(v1::AttestCriteriaRequest) -> v1::AttestCriteriaResponse = changes::attest;
        list_reviews(v1::ListReviewsRequest) -> v1::ListReviewsResponse = queue::list;
        get_review(v1::GetReviewRequest) -> v1::GetReviewResponse = case::get;
        reject_enterprise(v1::RejectEnterpriseRequest) -> v1::RejectEnterpriseResponse = listing::reject;
        relist_enterprise(v1::RelistEnterpriseRequest) -> v1::RelistEnterpriseResponse = listing::relist;
        approve_changes(v1::ApproveChangesRequest) -> v1::ApproveChangesResponse = changes::approve;
        return_changes(v1::ReturnChangesRequest) -> v1::ReturnChangesResponse = changes::send_back;
        withdraw_changes(v1::WithdrawChangesRequest) -> v1::WithdrawChangesResponse = changes::withdraw;
        certify_enterprise(v1::CertifyEnterpriseRequest) -> v1::CertifyEnterpriseResponse = certification::certify;
        revoke_certification(v1::RevokeCertificationRequest) -> v1::RevokeCertificationResponse = certification::revoke;
        get_work_list(v1::GetWorkListRequest) -> v1::GetWorkListResponse = work_list::get;
    }
}
