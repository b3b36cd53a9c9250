//! Invitations into an organisation.

use chassis::{caller, check, status, times::timestamp};
use proto::asf::identity::v1;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use crate::{
    address::EmailAddress,
    domain::values::Language,
    grpc::{
        Answer, entry,
        organisations::{
            access, call,
            convert::{kind_out, role_in, role_out},
        },
        refusal,
    },
    invites::{self, Invite},
    links::Kind,
    projection::invitations::InvitationRow,
    rooms::Rooms,
    vault::Field,
};

pub(super) async fn invite(
    rooms: &Rooms,
    request: Request<v1::InviteMemberRequest>,
) -> Answer<v1::InviteMemberResponse> {
    let (caller, by) = call::context(rooms, &request)?;
    let request = request.into_inner();
    let mut faults = check::rules(&request);
    let email = faults.take("email", EmailAddress::parse(&request.email));
    check::done(faults)?;
    let email = email.ok_or_else(status::internal)?;
    let role = role_in(request.role()).ok_or_else(status::internal)?;
    let place = access::governed(rooms, &caller, check::id(&request.id)).await?;
    entry::admit_mail(rooms, &place.subject.to_string()).await?;
    let invite = Invite {
        organisation: place.row.id,
        organisation_name: place.row.name,
        email: &email,
        role,
        language: language(rooms, place.subject).await?,
    };
    let sent = invites::send(rooms, &invite, by).await;
    let id = sent.map_err(refusal::of_invite)?;
    let row = rooms.invitations.get(id).await.map_err(refusal::ours)?;
    let row = row.ok_or_else(refusal::not_found)?;
    let invitation = Some(to_wire(&row, email.as_str().to_owned()));
    Ok(Response::new(v1::InviteMemberResponse { invitation }))
}

/// The language of the person who invites: whether the invited one has an
/// account must make no difference.
pub(in crate::grpc) async fn language(rooms: &Rooms, inviter: Uuid) -> Result<Language, Status> {
    let account = rooms.accounts.get(inviter).await.map_err(refusal::ours)?;
    Ok(account.map(|account| account.language).unwrap_or_default())
}

pub(super) async fn list(
    rooms: &Rooms,
    request: Request<v1::ListInvitationsRequest>,
) -> Answer<v1::ListInvitationsResponse> {
    let caller = caller::of(&request);
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    let id = check::id(&request.id);
    access::governed(rooms, &caller, id).await?;
    let rows = rooms.invitations.of_organisation(id).await;
    let rows = rows.map_err(refusal::ours)?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let invited = rooms.vault.get_many(&ids, &[Field::PendingEmail]).await;
    let mut invited = invited.map_err(refusal::ours)?;
    let mut invitations = Vec::new();
    for row in rows {
        let email = invited.remove(&row.id).and_then(|it| it.pending_email);
        invitations.push(to_wire(&row, email.unwrap_or_default()));
    }
    Ok(Response::new(v1::ListInvitationsResponse { invitations }))
}

pub(super) async fn withdraw(
    rooms: &Rooms,
    request: Request<v1::WithdrawInvitationRequest>,
) -> Answer<v1::WithdrawInvitationResponse> {
    let (caller, by) = call::context(rooms, &request)?;
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    let (id, invitation) = (check::id(&request.id), check::id(&request.invitation_id));
    access::governed(rooms, &caller, id).await?;
    let withdrawn = invites::withdraw(rooms, id, invitation, by).await;
    withdrawn.map_err(refusal::of_invite)?;
    Ok(Response::new(v1::WithdrawInvitationResponse {}))
}

pub(super) async fn read(
    rooms: &Rooms,
    request: Request<v1::ReadInvitationRequest>,
) -> Answer<v1::ReadInvitationResponse> {
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    let row = invites::read(rooms, &request.token, rooms.clock.now()).await;
    let row = row.map_err(refusal::of_invite)?;
    let organisation = rooms.organisations.get(row.organisation).await;
    let organisation = organisation.map_err(refusal::ours)?;
    let organisation = organisation.ok_or_else(entry::wrong_link)?;
    Ok(Response::new(v1::ReadInvitationResponse {
        organisation_name: organisation.name,
        kind: kind_out(organisation.kind).into(),
        role: role_out(row.role).into(),
        expires_at: Some(timestamp(row.sent_at + Kind::Invitation.valid_for())),
    }))
}

pub(super) async fn accept(
    rooms: &Rooms,
    request: Request<v1::AcceptInvitationRequest>,
) -> Answer<v1::AcceptInvitationResponse> {
    let (caller, by) = call::context(rooms, &request)?;
    let subject = entry::subject_of(&caller)?;
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    let accepted = invites::accept(rooms, &request.token, subject, by).await;
    let id = accepted.map_err(refusal::of_invite)?;
    let role = rooms.members.role_in(id, subject).await;
    let role = role.map_err(refusal::ours)?;
    let organisation = call::organisation(rooms, id, role).await?;
    Ok(Response::new(v1::AcceptInvitationResponse { organisation }))
}

fn to_wire(row: &InvitationRow, email: String) -> v1::Invitation {
    v1::Invitation {
        id: row.id.to_string(),
        email,
        role: role_out(row.role).into(),
        sent_at: Some(timestamp(row.sent_at)),
        expires_at: Some(timestamp(row.sent_at + Kind::Invitation.valid_for())),
    }
}
