//! Social benefit on the wire: `commands` tells and takes back, `reads` shows
//! and sums up, `convert` stands between the messages and the values.

mod commands;
mod convert;
mod reads;

use proto::asf::registry::v1::{self as v1, benefit_service_server::BenefitService};

use crate::grpc::Grpc;

host::rpc! {
    impl BenefitService for Grpc {
        report_social_benefit(v1::ReportSocialBenefitRequest) -> v1::ReportSocialBenefitResponse = commands::report;
        withdraw_social_benefit(v1::WithdrawSocialBenefitRequest) -> v1::WithdrawSocialBenefitResponse = commands::withdraw;
        list_public_reports(v1::ListPublicReportsRequest) -> v1::ListPublicReportsResponse = reads::public;
        list_own_reports(v1::ListOwnReportsRequest) -> v1::ListOwnReportsResponse = reads::own;
        sum_social_benefit(v1::SumSocialBenefitRequest) -> v1::SumSocialBenefitResponse = reads::sum_up;
    }
}
