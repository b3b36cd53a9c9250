//! Telling of a year, and taking it back.

use chassis::{caller, check};
use kernel::stockholm;
use proto::asf::registry::v1::{
    ReportSocialBenefitRequest, ReportSocialBenefitResponse, WithdrawSocialBenefitRequest,
    WithdrawSocialBenefitResponse,
};
use tonic::{Request, Response};

use crate::{
    domain::enterprise::{benefit::Told, command::Command},
    grpc::{
        Answer, Grpc,
        benefit::convert,
        commands::{
            call::{context, on_condition},
            carry_out,
        },
        refusal,
        rights::Relation,
    },
};

/// Those who tell.
const REPORT: [Relation; 2] = [Relation::Staff, Relation::Editor];
/// Those who take back.
const WITHDRAW: [Relation; 2] = [Relation::Staff, Relation::Owner];

pub(super) async fn report(
    grpc: &Grpc,
    request: Request<ReportSocialBenefitRequest>,
) -> Answer<ReportSocialBenefitResponse> {
    let (caller, context) = (caller::of(&request), context(grpc, &request)?);
    let request = request.into_inner();
    let mut faults = check::rules(&request);
    let today = stockholm::today(context.at());
    let given = request.report.unwrap_or_default();
    let report = convert::report(&given, today, &mut faults);
    check::done(faults)?;
    let report = report.ok_or_else(chassis::status::internal)?;
    grpc.admit(&caller, &request.id, &REPORT).await?;
    if request.validate_only {
        let at = context.at();
        return Ok(answer(Some(&Told { report, at }), 0));
    }
    let context = on_condition(context, &request.etag);
    let year = report.year;
    let command = Command::ReportBenefit(Box::new(report));
    let (_, position) = carry_out(grpc, &caller, &request.id, command, context).await?;
    let told = grpc.benefits.of(check::id(&request.id)).await;
    let told = told.map_err(refusal::database)?;
    let told = told.into_iter().find(|it| it.report.year == year);
    Ok(answer(told.as_ref(), position))
}

fn answer(told: Option<&Told>, position: u64) -> Response<ReportSocialBenefitResponse> {
    Response::new(ReportSocialBenefitResponse {
        report: told.map(|it| convert::written(&it.report)),
        public_report: told.map(convert::public),
        position,
    })
}

pub(super) async fn withdraw(
    grpc: &Grpc,
    request: Request<WithdrawSocialBenefitRequest>,
) -> Answer<WithdrawSocialBenefitResponse> {
    let (caller, context) = (caller::of(&request), context(grpc, &request)?);
    let request = request.into_inner();
    let mut faults = check::rules(&request);
    let today = stockholm::today(context.at());
    let year = convert::year("year", request.year, today, &mut faults);
    check::done(faults)?;
    let year = year.ok_or_else(chassis::status::internal)?;
    grpc.admit(&caller, &request.id, &WITHDRAW).await?;
    let context = on_condition(context, &request.etag);
    let command = Command::WithdrawBenefit { year };
    let (_, position) = carry_out(grpc, &caller, &request.id, command, context).await?;
    Ok(Response::new(WithdrawSocialBenefitResponse { position }))
}
