//! Those who belong to an organisation.

use chassis::{caller, check, status, times::timestamp};
use proto::asf::identity::v1;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use crate::{
    domain::organisation::command::Command,
    grpc::{
        Answer,
        organisations::{
            access, call,
            convert::{role_in, role_out},
        },
        refusal,
    },
    projection::members::MemberRow,
    rooms::Rooms,
    vault::{Field, Personal},
};

pub(super) async fn list(
    rooms: &Rooms,
    request: Request<v1::ListMembersRequest>,
) -> Answer<v1::ListMembersResponse> {
    let caller = caller::of(&request);
    let request = request.into_inner();
    let name = "asf.identity.v1.ListMembersRequest";
    check::done(check::rules(name, &request))?;
    let id = check::id(&request.id);
    access::seen(rooms, &caller, id).await?;
    let members = members(rooms, id).await?;
    Ok(Response::new(v1::ListMembersResponse { members }))
}

pub(super) async fn change_role(
    rooms: &Rooms,
    request: Request<v1::ChangeMemberRoleRequest>,
) -> Answer<v1::ChangeMemberRoleResponse> {
    const NAME: &str = "asf.identity.v1.ChangeMemberRoleRequest";
    let (caller, by) = call::context(rooms, NAME, &request)?;
    let request = request.into_inner();
    check::done(check::rules(NAME, &request))?;
    let role = role_in(request.role()).ok_or_else(status::internal)?;
    let (id, subject) = (check::id(&request.id), check::id(&request.subject_id));
    access::governed(rooms, &caller, id).await?;
    let command = Command::ChangeMemberRole { subject, role };
    call::carry_out(rooms, id, command, by).await?;
    let members = members(rooms, id).await?.into_iter();
    let member = { members }.find(|it| it.subject_id == subject.to_string());
    Ok(Response::new(v1::ChangeMemberRoleResponse { member }))
}

/// Everybody may leave.
pub(super) async fn remove(
    rooms: &Rooms,
    request: Request<v1::RemoveMemberRequest>,
) -> Answer<v1::RemoveMemberResponse> {
    const NAME: &str = "asf.identity.v1.RemoveMemberRequest";
    let (caller, by) = call::context(rooms, NAME, &request)?;
    let request = request.into_inner();
    check::done(check::rules(NAME, &request))?;
    let (id, subject) = (check::id(&request.id), check::id(&request.subject_id));
    let place = access::seen(rooms, &caller, id).await?;
    if place.subject != subject {
        access::governing(place, &caller)?;
    }
    call::carry_out(rooms, id, Command::RemoveMember { subject }, by).await?;
    Ok(Response::new(v1::RemoveMemberResponse {}))
}

async fn members(rooms: &Rooms, id: Uuid) -> Result<Vec<v1::Member>, Status> {
    let rows = rooms.members.of_organisation(id).await;
    let rows = rows.map_err(refusal::ours)?;
    let subjects: Vec<_> = rows.iter().map(|row| row.subject).collect();
    let fields = [Field::Name, Field::Email];
    let people = rooms.vault.get_many(&subjects, &fields).await;
    let mut people = people.map_err(refusal::ours)?;
    let mut member = |row: MemberRow| {
        let person = people.remove(&row.subject).unwrap_or_default();
        to_wire(&row, person)
    };
    Ok(rows.into_iter().map(&mut member).collect())
}

fn to_wire(row: &MemberRow, person: Personal) -> v1::Member {
    v1::Member {
        subject_id: row.subject.to_string(),
        name: person.name.unwrap_or_default(),
        email: person.email.unwrap_or_default(),
        role: role_out(row.role).into(),
        since: Some(timestamp(row.since)),
    }
}
