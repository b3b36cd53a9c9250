//! Social benefit on the wire: `commands` tells and takes back, `reads` shows
//! and sums up, `convert` stands between the messages and the values.

mod commands;
mod convert;
mod reads;

use proto::asf::registry::v1::{
    ListOwnReportsRequest, ListOwnReportsResponse, ListPublicReportsRequest,
    ListPublicReportsResponse, ReportSocialBenefitRequest, ReportSocialBenefitResponse,
    SumSocialBenefitRequest, SumSocialBenefitResponse, WithdrawSocialBenefitRequest,
    WithdrawSocialBenefitResponse, benefit_service_server::BenefitService,
};
use tonic::Request;

use crate::grpc::{Answer, Grpc};

#[tonic::async_trait]
impl BenefitService for Grpc {
    async fn report_social_benefit(
        &self,
        request: Request<ReportSocialBenefitRequest>,
    ) -> Answer<ReportSocialBenefitResponse> {
        commands::report(self, request).await
    }

    async fn withdraw_social_benefit(
        &self,
        request: Request<WithdrawSocialBenefitRequest>,
    ) -> Answer<WithdrawSocialBenefitResponse> {
        commands::withdraw(self, request).await
    }

    async fn list_public_reports(
        &self,
        request: Request<ListPublicReportsRequest>,
    ) -> Answer<ListPublicReportsResponse> {
        reads::public(self, request).await
    }

    async fn list_own_reports(
        &self,
        request: Request<ListOwnReportsRequest>,
    ) -> Answer<ListOwnReportsResponse> {
        reads::own(self, request).await
    }

    async fn sum_social_benefit(
        &self,
        request: Request<SumSocialBenefitRequest>,
    ) -> Answer<SumSocialBenefitResponse> {
        reads::sum_up(self, request).await
    }
}
