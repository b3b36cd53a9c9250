//! What staff decide about an organisation.

use chassis::check;
use host::{
    call::{Answer, Call},
    context::CommandContext,
};
use kernel::fault::Faults;
use proto::asf::identity::v1;
use tonic::Request;

use crate::{
    domain::{
        organisation::command::Command,
        values::{
            period::{Period, parse_day},
            text::Reason,
        },
    },
    grpc::organisations::call,
    rooms::Rooms,
};

pub(super) async fn verify(
    rooms: &Rooms,
    request: Request<v1::VerifyOrganisationRequest>,
) -> Answer<v1::VerifyOrganisationResponse> {
    let call = Call::open(&rooms.clock, request)?;
    let organisation = carry_out(rooms, &call.message.id, Command::Verify, call.context).await?;
    Ok(v1::VerifyOrganisationResponse { organisation })
}

pub(super) async fn refuse(
    rooms: &Rooms,
    request: Request<v1::RefuseOrganisationRequest>,
) -> Answer<v1::RefuseOrganisationResponse> {
    let (call, reason) = Call::parse(&rooms.clock, request, |message, faults| {
        faults.take("reason", Reason::parse(&message.reason))
    })?;
    let command = Command::Refuse { reason };
    let organisation = carry_out(rooms, &call.message.id, command, call.context).await?;
    Ok(v1::RefuseOrganisationResponse { organisation })
}

pub(super) async fn close(
    rooms: &Rooms,
    request: Request<v1::CloseOrganisationRequest>,
) -> Answer<v1::CloseOrganisationResponse> {
    let (call, reason) = Call::parse(&rooms.clock, request, |message, faults| {
        faults.take("reason", Reason::parse(&message.reason))
    })?;
    let command = Command::Close { reason };
    let organisation = carry_out(rooms, &call.message.id, command, call.context).await?;
    Ok(v1::CloseOrganisationResponse { organisation })
}

pub(super) async fn set_skoopi_membership(
    rooms: &Rooms,
    request: Request<v1::SetSkoopiMembershipRequest>,
) -> Answer<v1::SetSkoopiMembershipResponse> {
    let (call, period) = Call::parse(&rooms.clock, request, |message, faults| {
        let membership = message.membership.as_ref();
        Some(membership.and_then(|it| period(it, faults)))
    })?;
    let command = Command::SetSkoopiMembership(period);
    let organisation = carry_out(rooms, &call.message.id, command, call.context).await?;
    Ok(v1::SetSkoopiMembershipResponse { organisation })
}

async fn carry_out(
    rooms: &Rooms,
    id: &str,
    command: Command,
    by: CommandContext,
) -> Answer<Option<v1::Organisation>> {
    let id = call::carry_out(rooms, check::id(id), command, by).await?;
    call::organisation(rooms, id, None).await
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
