//! Those who belong to an organisation.

use chassis::{check, times::timestamp};
use host::call::{Answer, Call, Read};
use proto::asf::identity::v1;
use tonic::Request;
use uuid::Uuid;

use crate::{
    domain::organisation::command::Command,
    grpc::organisations::{
        access, call,
        convert::{role_in, role_out},
    },
    projection::members::MemberRow,
    rooms::Rooms,
    vault::{Field, Personal},
};

pub(super) async fn list(
    rooms: &Rooms,
    request: Request<v1::ListMembersRequest>,
) -> Answer<v1::ListMembersResponse> {
    let read = Read::open(request)?;
    let id = check::id(&read.message.id);
    access::seen(rooms, &read.caller, id).await?;
    let members = members(rooms, id).await?;
    Ok(v1::ListMembersResponse { members })
}

pub(super) async fn change_role(
    rooms: &Rooms,
    request: Request<v1::ChangeMemberRoleRequest>,
) -> Answer<v1::ChangeMemberRoleResponse> {
    let (call, role) = Call::parse(&rooms.clock, request, |message, _| role_in(message.role()))?;
    let id = check::id(&call.message.id);
    let subject = check::id(&call.message.subject_id);
    access::governed(rooms, &call.caller, id).await?;
    let command = Command::ChangeMemberRole { subject, role };
    call::carry_out(rooms, id, command, call.context).await?;
    let members = members(rooms, id).await?.into_iter();
    let member = { members }.find(|it| it.subject_id == subject.to_string());
    Ok(v1::ChangeMemberRoleResponse { member })
}

/// Everybody may leave.
pub(super) async fn remove(
    rooms: &Rooms,
    request: Request<v1::RemoveMemberRequest>,
) -> Answer<v1::RemoveMemberResponse> {
    let call = Call::open(&rooms.clock, request)?;
    let id = check::id(&call.message.id);
    let subject = check::id(&call.message.subject_id);
    let place = access::seen(rooms, &call.caller, id).await?;
    if place.subject != subject {
        access::governing(place, &call.caller)?;
    }
    let command = Command::RemoveMember { subject };
    call::carry_out(rooms, id, command, call.context).await?;
    Ok(v1::RemoveMemberResponse {})
}

async fn members(rooms: &Rooms, id: Uuid) -> Answer<Vec<v1::Member>> {
    let rows = rooms.members.of_organisation(id).await?;
    let subjects: Vec<_> = rows.iter().map(|row| row.subject).collect();
    let fields = [Field::Name, Field::Email];
    let mut people = rooms.vault.get_many(&subjects, &fields).await?;
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
