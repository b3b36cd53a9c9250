//! Asking to be let in, and deciding about it.

use chassis::{check, times::timestamp};
use host::call::{Answer, Call, Read};
use proto::asf::identity::v1;
use tonic::Request;

use crate::{
    domain::{
        organisation::command::Command,
        values::{MemberRole, text::Reason},
    },
    grpc::{
        entry,
        organisations::{access, call, convert::role_in},
        refusal,
    },
    projection::organisations::State,
    rooms::Rooms,
    vault::Field,
};

/// The message is written first, so that the owners find it with the request.
pub(super) async fn request(
    rooms: &Rooms,
    request: Request<v1::RequestToJoinRequest>,
) -> Answer<v1::RequestToJoinResponse> {
    let (call, message) = Call::parse(&rooms.clock, request, |message, faults| {
        Some(faults.optional("message", &message.message, Reason::parse))
    })?;
    let subject = entry::subject_of(&call.caller)?;
    let id = check::id(&call.message.id);
    let row = rooms.organisations.get(id).await?;
    // Those that nobody finds are not there for strangers.
    let is_found = |state| matches!(state, State::Unverified | State::Verified);
    row.filter(|row| is_found(row.state))
        .ok_or_else(refusal::not_found)?;
    if let Some(message) = message {
        let put = rooms.join_messages.put(id, subject, message.as_str());
        put.await?;
    }
    let command = Command::RequestToJoin { subject };
    let asked = call::carry_out(rooms, id, command, call.context).await;
    if asked.is_err() {
        rooms.join_messages.remove(id, subject).await?;
    }
    asked?;
    Ok(v1::RequestToJoinResponse {})
}

pub(super) async fn list(
    rooms: &Rooms,
    request: Request<v1::ListJoinRequestsRequest>,
) -> Answer<v1::ListJoinRequestsResponse> {
    let read = Read::open(request)?;
    let id = check::id(&read.message.id);
    access::governed(rooms, &read.caller, id).await?;
    let rows = rooms.join_requests.of_organisation(id).await?;
    let subjects: Vec<_> = rows.iter().map(|row| row.subject_id).collect();
    let fields = [Field::Name, Field::Email];
    let mut people = rooms.vault.get_many(&subjects, &fields).await?;
    let mut messages = rooms.join_messages.of_organisation(id).await?;
    let mut join_requests = Vec::new();
    for row in rows {
        let person = people.remove(&row.subject_id).unwrap_or_default();
        join_requests.push(v1::JoinRequest {
            subject_id: row.subject_id.to_string(),
            name: person.name.unwrap_or_default(),
            email: person.email.unwrap_or_default(),
            requested_at: Some(timestamp(row.requested_at)),
            message: messages.remove(&row.subject_id).unwrap_or_default(),
        });
    }
    Ok(v1::ListJoinRequestsResponse { join_requests })
}

pub(super) async fn decide(
    rooms: &Rooms,
    request: Request<v1::DecideJoinRequestRequest>,
) -> Answer<v1::DecideJoinRequestResponse> {
    let call = Call::open(&rooms.clock, request)?;
    let id = check::id(&call.message.id);
    let subject = check::id(&call.message.subject_id);
    access::governed(rooms, &call.caller, id).await?;
    let role = role_in(call.message.role()).unwrap_or(MemberRole::Viewer);
    let role = call.message.approve.then_some(role);
    let command = Command::DecideJoin { subject, role };
    call::carry_out(rooms, id, command, call.context).await?;
    Ok(v1::DecideJoinRequestResponse {})
}
