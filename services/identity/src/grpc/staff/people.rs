//! Persons by their address, and the roles that staff give.

use chassis::check;
use host::context::CommandContext;
use kernel::{
    fault::{ErrorReason, Faults},
    place::CountyCode,
};
use proto::asf::identity::v1;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use crate::{
    address::EmailAddress,
    domain::{account::command::Command, values::PlatformRole},
    grpc::{Answer, organisations::call, refusal},
    projection::accounts::AccountRow,
    rooms::Rooms,
    vault::{Field, Personal},
};

pub(super) async fn find(
    rooms: &Rooms,
    request: Request<v1::FindAccountRequest>,
) -> Answer<v1::FindAccountResponse> {
    let request = request.into_inner();
    let mut faults = check::rules(&request);
    let email = faults.take("email", EmailAddress::parse(&request.email));
    check::done(faults)?;
    let email = email.ok_or_else(chassis::status::internal)?;
    let subject = rooms.vault.subject_of(email.as_str()).await;
    let subject = subject.map_err(refusal::ours)?;
    let person = match subject {
        Some(subject) => person(rooms, subject).await?,
        None => return Err(refusal::not_found()),
    };
    Ok(Response::new(v1::FindAccountResponse { person }))
}

pub(super) async fn list_role_holders(
    rooms: &Rooms,
    _request: Request<v1::ListRoleHoldersRequest>,
) -> Answer<v1::ListRoleHoldersResponse> {
    let rows = rooms.accounts.role_holders().await;
    let persons = persons(rooms, rows.map_err(refusal::ours)?).await?;
    Ok(Response::new(v1::ListRoleHoldersResponse { persons }))
}

pub(super) async fn grant(
    rooms: &Rooms,
    request: Request<v1::GrantRoleRequest>,
) -> Answer<v1::GrantRoleResponse> {
    let (_, by) = call::context(rooms, &request)?;
    let request = request.into_inner();
    let faults = check::rules(&request);
    let role = role(&request.role, &request.county_code, faults)?;
    let subject = check::id(&request.subject_id);
    let command = Command::GrantRole { role };
    let person = carry_out(rooms, subject, command, by).await?;
    Ok(Response::new(v1::GrantRoleResponse { person }))
}

pub(super) async fn revoke(
    rooms: &Rooms,
    request: Request<v1::RevokeRoleRequest>,
) -> Answer<v1::RevokeRoleResponse> {
    let (_, by) = call::context(rooms, &request)?;
    let request = request.into_inner();
    let faults = check::rules(&request);
    let role = role(&request.role, &request.county_code, faults)?;
    let subject = check::id(&request.subject_id);
    let command = Command::RevokeRole { role };
    let person = carry_out(rooms, subject, command, by).await?;
    Ok(Response::new(v1::RevokeRoleResponse { person }))
}

async fn carry_out(
    rooms: &Rooms,
    subject: Uuid,
    command: Command,
    by: CommandContext,
) -> Result<Option<v1::Person>, Status> {
    let done = rooms.store.account(subject, command, by).await;
    done.map_err(refusal::of_account)?;
    rooms.outbox.wake();
    person(rooms, subject).await
}

/// The rules have refused other names of roles.
fn role(name: &str, county: &str, mut faults: Faults) -> Result<PlatformRole, Status> {
    let role = match (name, county) {
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
    };
    check::done(faults)?;
    role.ok_or_else(chassis::status::internal)
}

async fn person(rooms: &Rooms, subject: Uuid) -> Result<Option<v1::Person>, Status> {
    let row = rooms.accounts.get(subject).await.map_err(refusal::ours)?;
    let row = row.filter(|row| !row.erased);
    let row = row.ok_or_else(refusal::not_found)?;
    Ok(persons(rooms, vec![row]).await?.pop())
}

async fn persons(rooms: &Rooms, rows: Vec<AccountRow>) -> Result<Vec<v1::Person>, Status> {
    let subjects: Vec<_> = rows.iter().map(|row| row.subject).collect();
    let known = rooms
        .vault
        .get_many(&subjects, &[Field::Name, Field::Email]);
    let mut known = known.await.map_err(refusal::ours)?;
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
    use chassis::status;

    use super::*;

    #[test]
    fn a_process_leader_has_a_county_and_staff_have_none() {
        let of = |name, county| role(name, county, Faults::default());
        assert_eq!(of("staff", "").unwrap(), PlatformRole::Staff);
        let county = CountyCode::parse("14").unwrap();
        let leader = of("process_leader", "14").unwrap();
        assert_eq!(leader, PlatformRole::ProcessLeader { county });
        for (name, county, rule) in [
            ("staff", "14", "NOT_APPLICABLE"),
            ("process_leader", "", "REQUIRED"),
            ("process_leader", "02", "UNKNOWN_VALUE"),
        ] {
            let fields = status::violations(&of(name, county).unwrap_err());
            assert_eq!(fields[0].field, "county_code");
            assert_eq!(fields[0].reason, rule);
        }
    }
}
