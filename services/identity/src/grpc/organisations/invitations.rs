//! Invitations into an organisation.

use chassis::{check, times::timestamp};
use host::call::{Answer, Call, Read};
use proto::asf::identity::v1;
use tonic::Request;
use uuid::Uuid;

use crate::{
    address::EmailAddress,
    domain::values::Language,
    grpc::{
        entry,
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
    let (call, (email, role)) = Call::parse(&rooms.clock, request, |message, faults| {
        let email = faults.take("email", EmailAddress::parse(&message.email));
        Some((email?, role_in(message.role())?))
    })?;
    let place = access::governed(rooms, &call.caller, check::id(&call.message.id)).await?;
    entry::admit_mail(rooms, &place.subject.to_string()).await?;
    let invite = Invite {
        organisation: place.row.id,
        organisation_name: place.row.name,
        email: &email,
        role,
        language: language(rooms, place.subject).await?,
    };
    let id = invites::send(rooms, &invite, call.context).await?;
    let row = rooms.invitations.get(id).await?;
    let row = row.ok_or_else(refusal::not_found)?;
    let invitation = Some(to_wire(&row, email.as_str().to_owned()));
    Ok(v1::InviteMemberResponse { invitation })
}

/// The language of the person who invites: whether the invited one has an
/// account must make no difference.
pub(in crate::grpc) async fn language(rooms: &Rooms, inviter: Uuid) -> Answer<Language> {
    let account = rooms.accounts.get(inviter).await?;
    Ok(account.map(|account| account.language).unwrap_or_default())
}

pub(super) async fn list(
    rooms: &Rooms,
    request: Request<v1::ListInvitationsRequest>,
) -> Answer<v1::ListInvitationsResponse> {
    let read = Read::open(request)?;
    let id = check::id(&read.message.id);
    access::governed(rooms, &read.caller, id).await?;
    let rows = rooms.invitations.of_organisation(id).await?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let mut invited = rooms.vault.get_many(&ids, &[Field::PendingEmail]).await?;
    let mut invitations = Vec::new();
    for row in rows {
        let email = invited.remove(&row.id).and_then(|it| it.pending_email);
        invitations.push(to_wire(&row, email.unwrap_or_default()));
    }
    Ok(v1::ListInvitationsResponse { invitations })
}

pub(super) async fn withdraw(
    rooms: &Rooms,
    request: Request<v1::WithdrawInvitationRequest>,
) -> Answer<v1::WithdrawInvitationResponse> {
    let call = Call::open(&rooms.clock, request)?;
    let id = check::id(&call.message.id);
    let invitation = check::id(&call.message.invitation_id);
    access::governed(rooms, &call.caller, id).await?;
    invites::withdraw(rooms, id, invitation, call.context).await?;
    Ok(v1::WithdrawInvitationResponse {})
}

pub(super) async fn read(
    rooms: &Rooms,
    request: Request<v1::ReadInvitationRequest>,
) -> Answer<v1::ReadInvitationResponse> {
    let read = Read::open(request)?;
    let row = invites::read(rooms, &read.message.token, rooms.clock.now()).await?;
    let organisation = rooms.organisations.get(row.organisation).await?;
    let organisation = organisation.ok_or_else(entry::wrong_link)?;
    Ok(v1::ReadInvitationResponse {
        organisation_name: organisation.name,
        kind: kind_out(organisation.kind).into(),
        role: role_out(row.role).into(),
        expires_at: Some(timestamp(row.sent_at + Kind::Invitation.valid_for())),
    })
}

pub(super) async fn accept(
    rooms: &Rooms,
    request: Request<v1::AcceptInvitationRequest>,
) -> Answer<v1::AcceptInvitationResponse> {
    let call = Call::open(&rooms.clock, request)?;
    let subject = entry::subject_of(&call.caller)?;
    let id = invites::accept(rooms, &call.message.token, subject, call.context).await?;
    let role = rooms.members.role_in(id, subject).await?;
    let organisation = call::organisation(rooms, id, role).await?;
    Ok(v1::AcceptInvitationResponse { organisation })
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
