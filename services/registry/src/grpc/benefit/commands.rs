//! Telling of a year, and taking it back.

use chassis::check;
use host::call::{Answer, Call};
use proto::asf::registry::v1::{
    ReportSocialBenefitRequest, ReportSocialBenefitResponse, WithdrawSocialBenefitRequest,
    WithdrawSocialBenefitResponse,
};
use tonic::Request;

use crate::{
    domain::enterprise::{benefit::Told, command::Command},
    grpc::{Grpc, benefit::convert, commands::carry_out, rights::Relation},
};

/// Those who tell.
const REPORT: [Relation; 2] = [Relation::Staff, Relation::Editor];
/// Those who take back.
const WITHDRAW: [Relation; 2] = [Relation::Staff, Relation::Owner];

pub(super) async fn report(
    grpc: &Grpc,
    request: Request<ReportSocialBenefitRequest>,
) -> Answer<ReportSocialBenefitResponse> {
    let (call, report) = Call::parse(&grpc.clock, request, |message, faults| {
        let given = message.report.clone().unwrap_or_default();
        convert::report(&given, grpc.today(), faults)
    })?;
    grpc.admit(&call.caller, &call.message.id, &REPORT).await?;
    if call.message.validate_only {
        let at = call.context.at();
        return Ok(answer(Some(&Told { report, at }), 0));
    }
    let context = call.on_condition(&call.message.etag);
    let year = report.year;
    let command = Command::ReportBenefit(Box::new(report));
    let (_, position) = carry_out(grpc, &call.caller, &call.message.id, command, context).await?;
    let told = grpc.benefits.of(check::id(&call.message.id)).await?;
    let told = told.into_iter().find(|it| it.report.year == year);
    Ok(answer(told.as_ref(), position))
}

fn answer(told: Option<&Told>, position: u64) -> ReportSocialBenefitResponse {
    ReportSocialBenefitResponse {
        report: told.map(|it| convert::written(&it.report)),
        public_report: told.map(convert::public),
        position,
    }
}

pub(super) async fn withdraw(
    grpc: &Grpc,
    request: Request<WithdrawSocialBenefitRequest>,
) -> Answer<WithdrawSocialBenefitResponse> {
    let (call, year) = Call::parse(&grpc.clock, request, |message, faults| {
        convert::year("year", message.year, grpc.today(), faults)
    })?;
    grpc.admit(&call.caller, &call.message.id, &WITHDRAW)
        .await?;
    let context = call.on_condition(&call.message.etag);
    let command = Command::WithdrawBenefit { year };
    let (_, position) = carry_out(grpc, &call.caller, &call.message.id, command, context).await?;
    Ok(WithdrawSocialBenefitResponse { position })
}
