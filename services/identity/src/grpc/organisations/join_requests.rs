//! Asking to be let in, and deciding about it.

use chassis::{caller, check, times::timestamp};
use proto::asf::identity::v1;
use tonic::{Request, Response};

use crate::{
    domain::{
        organisation::command::Command,
        values::{MemberRole, text::Reason},
    },
    grpc::{
        Answer, entry,
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
    let (caller, by) = call::context(rooms, &request)?;
    let subject = entry::subject_of(&caller)?;
    let request = request.into_inner();
    let mut faults = check::rules(&request);
    let message = faults.optional("message", &request.message, Reason::parse);
    check::done(faults)?;
    let id = check::id(&request.id);
    let row = rooms.organisations.get(id).await.map_err(refusal::ours)?;
    // Those that nobody finds are not there for strangers.
    let is_found = |state| matches!(state, State::Unverified | State::Verified);
    row.filter(|row| is_found(row.state))
        .ok_or_else(refusal::not_found)?;
    if let Some(message) = message {
        let put = rooms.join_messages.put(id, subject, message.as_str());
        put.await.map_err(refusal::ours)?;
    }
    let asked = call::carry_out(rooms, id, Command::RequestToJoin { subject }, by).await;
    if asked.is_err() {
        let removed = rooms.join_messages.remove(id, subject).await;
        removed.map_err(refusal::ours)?;
    }
    asked?;
    Ok(Response::new(v1::RequestToJoinResponse {}))
}

pub(super) async fn list(
    rooms: &Rooms,
    request: Request<v1::ListJoinRequestsRequest>,
) -> Answer<v1::ListJoinRequestsResponse> {
    let caller = caller::of(&request);
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    let id = check::id(&request.id);
    access::governed(rooms, &caller, id).await?;
    let rows = rooms.join_requests.of_organisation(id).await;
    let rows = rows.map_err(refusal::ours)?;
    let subjects: Vec<_> = rows.iter().map(|row| row.subject_id).collect();
    let people = rooms
        .vault
        .get_many(&subjects, &[Field::Name, Field::Email]);
    let mut people = people.await.map_err(refusal::ours)?;
    let messages = rooms.join_messages.of_organisation(id).await;
    let mut messages = messages.map_err(refusal::ours)?;
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
    Ok(Response::new(v1::ListJoinRequestsResponse {
        join_requests,
    }))
}

pub(super) async fn decide(
    rooms: &Rooms,
    request: Request<v1::DecideJoinRequestRequest>,
) -> Answer<v1::DecideJoinRequestResponse> {
    let (caller, by) = call::context(rooms, &request)?;
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    let (id, subject) = (check::id(&request.id), check::id(&request.subject_id));
    access::governed(rooms, &caller, id).await?;
    let role = role_in(request.role()).unwrap_or(MemberRole::Viewer);
    let role = request.approve.then_some(role);
    let command = Command::DecideJoin { subject, role };
    call::carry_out(rooms, id, command, by).await?;
    Ok(Response::new(v1::DecideJoinRequestResponse {}))
}
