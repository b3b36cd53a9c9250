//! Persons by their address, and the roles that staff give.

use chassis::check;
use host::{
    call::{Answer, Call, Read},
    context::CommandContext,
};
use kernel::{
    fault::{ErrorReason, Faults},
    place::CountyCode,
};
use proto::asf::identity::v1;
use tonic::Request;
use uuid::Uuid;

use crate::{
    address::EmailAddress,
    domain::{account::command::Command, values::PlatformRole},
    grpc::refusal,
    projection::accounts::AccountRow,
    rooms::Rooms,
    vault::{Field, Personal},
};

pub(super) async fn find(
    rooms: &Rooms,
    request: Request<v1::FindAccountRequest>,
) -> Answer<v1::FindAccountResponse> {
    let (_, email) = Read::parse(request, |message, faults| {
        faults.take("email", EmailAddress::parse(&message.email))
    })?;
    let subject = rooms.vault.subject_of(email.as_str()).await?;
    let person = person(rooms, subject.ok_or_else(refusal::not_found)?).await?;
    Ok(v1::FindAccountResponse { person })
}

pub(super) async fn list_role_holders(
    rooms: &Rooms,
    _request: Request<v1::ListRoleHoldersRequest>,
) -> Answer<v1::ListRoleHoldersResponse> {
    let persons = persons(rooms, rooms.accounts.role_holders().await?).await?;
    Ok(v1::ListRoleHoldersResponse { persons })
}

pub(super) async fn grant(
    rooms: &Rooms,
    request: Request<v1::GrantRoleRequest>,
) -> Answer<v1::GrantRoleResponse> {
    let (call, role) = Call::parse(&rooms.clock, request, |message, faults| {
        role(&message.role, &message.county_code, faults)
    })?;
    let command = Command::GrantRole { role };
    let person = carry_out(rooms, &call.message.subject_id, command, call.context).await?;
    Ok(v1::GrantRoleResponse { person })
}

pub(super) async fn revoke(
    rooms: &Rooms,
    request: Request<v1::RevokeRoleRequest>,
) -> Answer<v1::RevokeRoleResponse> {
    let (call, role) = Call::parse(&rooms.clock, request, |message, faults| {
        role(&message.role, &message.county_code, faults)
    })?;
    let command = Command::RevokeRole { role };
    let person = carry_out(rooms, &call.message.subject_id, command, call.context).await?;
    Ok(v1::RevokeRoleResponse { person })
}

async fn carry_out(
    rooms: &Rooms,
    subject: &str,
    command: Command,
    by: CommandContext,
) -> Answer<Option<v1::Person>> {
    let subject = check::id(subject);
    rooms.store.account(subject, command, by).await?;
    rooms.outbox.wake();
    person(rooms, subject).await
}

/// The rules have refused other names of roles.
fn role(name: &str, county: &str, faults: &mut Faults) -> Option<PlatformRole> {
    match (name, county) {
        ("staff", "") => Some(PlatformRole::Staff),
        ("staff", _) => {
            let message = "staff work for the whole country";
            faults.add("county_code", ErrorReason::NotApplicable, message);
            None
        }
        (_, "") => {
            let message = "a process leader leads the process of one county";
            faults.add("county_code", ErrorReason::Required, message);
            None
        }
        (_, code) => faults
            .take("county_code", CountyCode::parse(code))
            .map(|county| PlatformRole::ProcessLeader { county }),
    }
}

async fn person(rooms: &Rooms, subject: Uuid) -> Answer<Option<v1::Person>> {
    let row = rooms.accounts.get(subject).await?;
    let row = row.filter(|row| !row.erased);
    let row = row.ok_or_else(refusal::not_found)?;
    Ok(persons(rooms, vec![row]).await?.pop())
}

async fn persons(rooms: &Rooms, rows: Vec<AccountRow>) -> Answer<Vec<v1::Person>> {
    let subjects: Vec<_> = rows.iter().map(|row| row.subject).collect();
    let fields = [Field::Name, Field::Email];
    let mut known = rooms.vault.get_many(&subjects, &fields).await?;
    let mut person = |row: AccountRow| {
        let personal = known.remove(&row.subject).unwrap_or_default();
        to_wire(row, personal)
    };
    Ok(rows.into_iter().map(&mut person).collect())
}

fn to_wire(row: AccountRow, personal: Personal) -> v1::Person {
    v1::Person {
        subject_id: row.subject.to_string(),
        name: personal.name.unwrap_or_default(),
        email: personal.email.unwrap_or_default(),
        staff: row.staff,
        county_codes: row.counties,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_leader_has_a_county_and_staff_have_none() {
        let of = |name, county| role(name, county, &mut Faults::default());
        assert_eq!(of("staff", ""), Some(PlatformRole::Staff));
        let county = CountyCode::parse("14").unwrap();
        let leader = PlatformRole::ProcessLeader { county };
        assert_eq!(of("process_leader", "14"), Some(leader));
        for (name, county, rule) in [
            ("staff", "14", "NOT_APPLICABLE"),
            ("process_leader", "", "REQUIRED"),
            ("process_leader", "02", "UNKNOWN_VALUE"),
        ] {
            let mut faults = Faults::default();
            assert_eq!(role(name, county, &mut faults), None);
            let faults = faults.into_vec();
            assert_eq!(faults[0].field, "county_code");
            assert_eq!(faults[0].rule.as_str_name(), rule);
        }
    }
}
