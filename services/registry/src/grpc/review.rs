//! The way onto the list and what is looked after there: `ReviewService`.

mod case;
mod commands;
mod queue;
mod work_list;

use proto::asf::registry::v1::{
    ApproveChangesRequest, ApproveChangesResponse, AttestCriteriaRequest, AttestCriteriaResponse,
    CertifyEnterpriseRequest, CertifyEnterpriseResponse, GetReviewRequest, GetReviewResponse,
    GetWorkListRequest, GetWorkListResponse, ListReviewsRequest, ListReviewsResponse,
    RejectEnterpriseRequest, RejectEnterpriseResponse, RelistEnterpriseRequest,
    RelistEnterpriseResponse, ReturnChangesRequest, ReturnChangesResponse,
    RevokeCertificationRequest, RevokeCertificationResponse, WithdrawChangesRequest,
    WithdrawChangesResponse, review_service_server::ReviewService,
};
use tonic::Request;

use crate::grpc::{
    Answer, Grpc,
    review::commands::{certification, changes, listing},
};

#[tonic::async_trait]
impl ReviewService for Grpc {
    async fn attest_criteria(
        &self,
        request: Request<AttestCriteriaRequest>,
    ) -> Answer<AttestCriteriaResponse> {
        changes::attest(self, request).await
    }

    async fn list_reviews(
        &self,
        request: Request<ListReviewsRequest>,
    ) -> Answer<ListReviewsResponse> {
        queue::list(self, request).await
    }

    async fn get_review(&self, request: Request<GetReviewRequest>) -> Answer<GetReviewResponse> {
        case::get(self, request).await
    }

    async fn reject_enterprise(
        &self,
        request: Request<RejectEnterpriseRequest>,
    ) -> Answer<RejectEnterpriseResponse> {
        listing::reject(self, request).await
    }

    async fn relist_enterprise(
        &self,
        request: Request<RelistEnterpriseRequest>,
    ) -> Answer<RelistEnterpriseResponse> {
        listing::relist(self, request).await
    }

    async fn approve_changes(
        &self,
        request: Request<ApproveChangesRequest>,
    ) -> Answer<ApproveChangesResponse> {
        changes::approve(self, request).await
    }

    async fn return_changes(
        &self,
        request: Request<ReturnChangesRequest>,
    ) -> Answer<ReturnChangesResponse> {
        changes::send_back(self, request).await
    }

    async fn withdraw_changes(
        &self,
        request: Request<WithdrawChangesRequest>,
    ) -> Answer<WithdrawChangesResponse> {
        changes::withdraw(self, request).await
    }

    async fn certify_enterprise(
        &self,
        request: Request<CertifyEnterpriseRequest>,
    ) -> Answer<CertifyEnterpriseResponse> {
        certification::certify(self, request).await
    }

    async fn revoke_certification(
        &self,
        request: Request<RevokeCertificationRequest>,
    ) -> Answer<RevokeCertificationResponse> {
        certification::revoke(self, request).await
    }

    async fn get_work_list(
        &self,
        request: Request<GetWorkListRequest>,
    ) -> Answer<GetWorkListResponse> {
        work_list::get(self, request).await
    }
}
