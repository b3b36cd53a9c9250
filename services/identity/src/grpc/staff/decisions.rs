//! What staff decide about an organisation.

use chassis::check;
use host::context::CommandContext;
use kernel::fault::Faults;
use proto::asf::identity::v1;
use tonic::{Request, Response, Status};

use crate::{
    domain::{
        organisation::command::Command,
        values::{
            period::{Period, parse_day},
            text::Reason,
        },
    },
    grpc::{Answer, organisations::call},
    rooms::Rooms,
};

type Reply = Result<Option<v1::Organisation>, Status>;

pub(super) async fn verify(
    rooms: &Rooms,
    request: Request<v1::VerifyOrganisationRequest>,
) -> Answer<v1::VerifyOrganisationResponse> {
    let (_, by) = call::context(rooms, &request)?;
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    let organisation = carry_out(rooms, &request.id, Command::Verify, by).await?;
    Ok(Response::new(v1::VerifyOrganisationResponse {
        organisation,
    }))
}

pub(super) async fn refuse(
    rooms: &Rooms,
    request: Request<v1::RefuseOrganisationRequest>,
) -> Answer<v1::RefuseOrganisationResponse> {
    let (_, by) = call::context(rooms, &request)?;
    let request = request.into_inner();
    let reason = reason(&request.reason, check::rules(&request))?;
    let command = Command::Refuse { reason };
    let organisation = carry_out(rooms, &request.id, command, by).await?;
    Ok(Response::new(v1::RefuseOrganisationResponse {
        organisation,
    }))
}

pub(super) async fn close(
    rooms: &Rooms,
    request: Request<v1::CloseOrganisationRequest>,
) -> Answer<v1::CloseOrganisationResponse> {
    let (_, by) = call::context(rooms, &request)?;
    let request = request.into_inner();
    let reason = reason(&request.reason, check::rules(&request))?;
    let command = Command::Close { reason };
    let organisation = carry_out(rooms, &request.id, command, by).await?;
    Ok(Response::new(v1::CloseOrganisationResponse {
        organisation,
    }))
}

pub(super) async fn set_skoopi_membership(
    rooms: &Rooms,
    request: Request<v1::SetSkoopiMembershipRequest>,
) -> Answer<v1::SetSkoopiMembershipResponse> {
    let (_, by) = call::context(rooms, &request)?;
    let request = request.into_inner();
    let mut faults = check::rules(&request);
    let membership = request.membership.as_ref();
    let period = membership.and_then(|it| period(it, &mut faults));
    check::done(faults)?;
    let command = Command::SetSkoopiMembership(period);
    let organisation = carry_out(rooms, &request.id, command, by).await?;
    Ok(Response::new(v1::SetSkoopiMembershipResponse {
        organisation,
    }))
}

async fn carry_out(rooms: &Rooms, id: &str, command: Command, by: CommandContext) -> Reply {
    let id = call::carry_out(rooms, check::id(id), command, by).await?;
    Ok(call::organisation(rooms, id, None).await?)
}

fn reason(text: &str, mut faults: Faults) -> Result<Reason, Status> {
    let reason = faults.take("reason", Reason::parse(text));
    check::done(faults)?;
    reason.ok_or_else(chassis::status::internal)
}

fn period(membership: &v1::SkoopiMembership, faults: &mut Faults) -> Option<Period> {
    let from = faults.take("membership.from", parse_day(&membership.from));
    let to = faults.optional("membership.to", &membership.to, parse_day);
    faults.take("membership.to", Period::new(from?, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults_of(from: &str, to: &str) -> Vec<(String, &'static str)> {
        let mut faults = Faults::default();
        let membership = v1::SkoopiMembership {
            from: from.to_owned(),
            to: to.to_owned(),
            valid: false,
        };
        let period = period(&membership, &mut faults);
        let faults = faults.into_vec();
        assert_eq!(period.is_some(), faults.is_empty());
        faults
            .into_iter()
            .map(|it| (it.field, it.rule.as_str_name()))
            .collect()
    }

    #[test]
    fn days_of_a_membership_are_in_the_calendar_and_in_order() {
        assert_eq!(faults_of("2026-01-01", ""), []);
        assert_eq!(faults_of("2026-01-01", "2026-12-31"), []);
        let of = |field: &str, rule| vec![(field.to_owned(), rule)];
        let no_day = of("membership.from", "NOT_A_DATE");
        assert_eq!(faults_of("2026-02-30", ""), no_day);
        let backwards = of("membership.to", "ENDS_BEFORE_IT_BEGINS");
        assert_eq!(faults_of("2026-02-01", "2026-01-31"), backwards);
    }
}
