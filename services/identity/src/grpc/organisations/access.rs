//! Who may do what with an organisation: its members see it, its owners decide
//! for it, and staff may do both. To everybody else it is not there.

use chassis::{
    caller::{Caller, Role},
    status,
};
use host::call::Answer;
use kernel::fault::ErrorReason;
use tonic::{Code, Status};
use uuid::Uuid;

use crate::{
    domain::values::MemberRole,
    grpc::{entry, refusal},
    projection::organisations::OrganisationRow,
    rooms::Rooms,
};

/// An organisation as the caller stands to it.
pub(in crate::grpc) struct Place {
    pub(in crate::grpc) row: OrganisationRow,
    pub(in crate::grpc) subject: Uuid,
    /// Nothing for staff from outside.
    pub(in crate::grpc) role: Option<MemberRole>,
}

/// For members and staff.
pub(in crate::grpc) async fn seen(rooms: &Rooms, caller: &Caller, id: Uuid) -> Answer<Place> {
    let subject = entry::subject_of(caller)?;
    let (row, role) = tokio::try_join!(
        rooms.organisations.get(id),
        rooms.members.role_in(id, subject)
    )?;
    let row = row.ok_or_else(refusal::not_found)?;
    if role.is_none() && !caller.has(Role::Staff) {
        return Err(refusal::not_found().into());
    }
    Ok(Place { row, subject, role })
}

/// For owners and staff.
pub(in crate::grpc) async fn governed(rooms: &Rooms, caller: &Caller, id: Uuid) -> Answer<Place> {
    Ok(governing(seen(rooms, caller, id).await?, caller)?)
}

/// The place, if it is an owner's, or the caller is staff.
pub(super) fn governing(place: Place, caller: &Caller) -> Result<Place, Status> {
    if place.role == Some(MemberRole::Owner) || caller.has(Role::Staff) {
        return Ok(place);
    }
    Err(forbidden())
}

fn forbidden() -> Status {
    let message = "Only an owner of the organisation may do this.";
    status::refusal(Code::PermissionDenied, ErrorReason::Forbidden, message)
}
